-- Jobs that ended long ago are forgotten: without this all jobs would be looked at for it.

alter table jobs
  add key ix_job_finished (finished_at);

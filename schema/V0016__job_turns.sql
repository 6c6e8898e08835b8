-- When the last job of an organization was begun says whose turn it is.

alter table jobs
  add key ix_job_turn (organization_id, started_at);

-- Work that takes longer than a request: what waits, what runs, what came of it.

-- token_name, role, token_id: who asked for it, in whose name it acts. input, progress: lines "name number", what they mean is
-- the business of the kind. runner: the process that works on it and
-- says so by its heartbeat; when that stops, another takes over (attempts counts).
create table jobs (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  kind varchar(32) not null,
  status varchar(16) not null,
  token_name varchar(100) not null,
  role varchar(16) not null,
  token_id binary(16) null,
  request_id varchar(64) not null,
  title varchar(200) null,
  input text not null,
  progress text not null,
  result_id binary(16) null,
  outcome text null,
  attempts int not null default 0,
  cancel_requested tinyint not null default 0,
  runner binary(16) null,
  heartbeat_at datetime(6) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  started_at datetime(6) null,
  finished_at datetime(6) null,
  key ix_job_queue (status, id),
  key ix_job_event (event_id, id),
  key ix_job_organization (organization_id, id),
  constraint fk_job_organization foreign key (organization_id) references organizations (id),
  constraint fk_job_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_job_status check (status in ('queued', 'running', 'done', 'failed', 'cancelled')),
  constraint ck_job_role check (role in ('admin', 'organizer', 'desk', 'viewer', 'partner', 'vendor')),
  constraint ck_job_runner check ((status = 'running') = (runner is not null)),
  constraint ck_job_finished check ((status in ('done', 'failed', 'cancelled')) = (finished_at is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Under which key of the other system a registration was taken over. A table of its own, so that registrations that come in by
-- themselves do not pay for it.
create table import_keys (
  event_id binary(16) not null,
  import_key varchar(64) not null,
  registration_id binary(16) not null,
  primary key (event_id, import_key),
  constraint fk_import_key_event foreign key (event_id) references events (id) on delete cascade,
  constraint fk_import_key_registration foreign key (registration_id) references registrations (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

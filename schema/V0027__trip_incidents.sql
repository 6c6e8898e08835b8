-- What happens on the road and is to be remembered. It may be about somebody's health: all of it goes when that does.
create table trip_incidents (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  severity varchar(16) not null,
  note varchar(2000) not null,
  happened_at datetime(6) not null,
  item_key varchar(64) null,
  participant_id binary(16) null,
  reported_by varchar(100) not null,
  resolution varchar(2000) null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_trip_incident_event (event_id, id),
  key ix_trip_incident_participant (participant_id),
  constraint fk_trip_incident_organization foreign key (organization_id) references organizations (id),
  constraint fk_trip_incident_event foreign key (event_id) references events (id),
  constraint fk_trip_incident_participant foreign key (participant_id) references registration_participants (id),
  constraint ck_trip_incident_severity check (severity in ('note', 'serious'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

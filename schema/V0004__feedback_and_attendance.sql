-- School grades (tenths: 10 = 1.0 very good … 60 = 6.0) and attendance figures recorded from outside.

create table grades (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  participant_id binary(16) not null,
  grade_tenths int not null,
  created_at datetime(6) not null,
  constraint uq_grade_participant unique (participant_id),
  key ix_grade_event (event_id, grade_tenths),
  constraint fk_grade_event foreign key (event_id) references events (id),
  constraint fk_grade_participant foreign key (participant_id) references registration_participants (id),
  constraint ck_grade check (grade_tenths between 10 and 60)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Figures of an event whose registrations Tagwerk did not keep. A unit that is not known is null, never 0.
create table event_attendance_records (
  event_id binary(16) not null primary key,
  companies int null,
  participants int null,
  vendors int null,
  source varchar(300) not null,
  complete tinyint not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint fk_event_attendance foreign key (event_id) references events (id),
  constraint ck_event_attendance check (coalesce(companies, 0) >= 0 and coalesce(participants, 0) >= 0 and coalesce(vendors, 0) >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table series_attendance_records (
  series_id binary(16) not null,
  edition_year int not null,
  companies int null,
  participants int null,
  vendors int null,
  source varchar(300) not null,
  complete tinyint not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  primary key (series_id, edition_year),
  constraint fk_series_attendance foreign key (series_id) references series (id),
  constraint ck_series_attendance check (coalesce(companies, 0) >= 0 and coalesce(participants, 0) >= 0 and coalesce(vendors, 0) >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

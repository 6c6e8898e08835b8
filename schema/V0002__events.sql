-- Series of gatherings, their editions (events), where they take place, and how many places they have.

create table series (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  series_key varchar(64) not null,
  name varchar(200) not null,
  kind varchar(24) not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_series_key unique (organization_id, series_key),
  constraint fk_series_organization foreign key (organization_id) references organizations (id),
  constraint ck_series_kind check (kind in ('congress', 'partner_talks', 'focus_group', 'regional_meeting', 'study_trip', 'other'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table venues (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  name varchar(200) not null,
  address varchar(300) null,
  city varchar(100) not null,
  country char(2) not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_venue_organization (organization_id, id),
  constraint fk_venue_organization foreign key (organization_id) references organizations (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table rooms (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  venue_id binary(16) not null,
  name varchar(100) not null,
  seats int not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_room_name unique (venue_id, name),
  constraint fk_room_venue foreign key (venue_id) references venues (id),
  constraint ck_room_seats check (seats >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table events (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  series_id binary(16) not null,
  name varchar(200) not null,
  edition_year int not null,
  starts_on date not null,
  ends_on date not null,
  time_zone varchar(64) not null,
  city varchar(100) not null,
  country char(2) not null,
  venue_id binary(16) null,
  status varchar(16) not null,
  note text null,
  version bigint not null default 1,
  capacity_version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_event_organization (organization_id, id),
  key ix_event_series (series_id, edition_year),
  constraint fk_event_organization foreign key (organization_id) references organizations (id),
  constraint fk_event_series foreign key (series_id) references series (id),
  constraint fk_event_venue foreign key (venue_id) references venues (id),
  constraint ck_event_dates check (starts_on <= ends_on),
  constraint ck_event_year check (edition_year between 1900 and 2200),
  constraint ck_event_status check (status in ('planned', 'open', 'closed', 'completed', 'cancelled'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- One row per pool. limit_count null = unlimited: such a row keeps its counters and is not shown as a limit.
-- participants and companies exist for every event. The row lock on these rows decides who gets the last place.
create table capacity_pools (
  event_id binary(16) not null,
  pool_key varchar(64) not null,
  list_position int not null default 0,
  limit_count bigint null,
  overbook bigint not null default 0,
  confirmed bigint not null default 0,
  held bigint not null default 0,
  waitlisted bigint not null default 0,
  primary key (event_id, pool_key),
  constraint fk_pool_event foreign key (event_id) references events (id),
  constraint ck_pool_limit check (limit_count is null or limit_count between 0 and 2147483647),
  constraint ck_pool_overbook check (overbook between 0 and 2147483647),
  constraint ck_pool_counters check (confirmed >= 0 and held >= 0 and waitlisted >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

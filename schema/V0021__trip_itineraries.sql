-- Where a study trip goes. number: 0 is the draft, from 1 on what travellers were told, which never changes.

create table trip_itineraries (
  event_id binary(16) not null primary key,
  version bigint not null,
  publications int not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint fk_trip_itinerary_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_trip_itinerary_publications check (publications between 0 and 200)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_publications (
  event_id binary(16) not null,
  number int not null,
  published_at datetime(6) not null,
  note varchar(1000) null,
  primary key (event_id, number),
  constraint fk_trip_publication_itinerary foreign key (event_id) references trip_itineraries (event_id) on delete cascade,
  constraint ck_trip_publication_number check (number >= 1)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_places (
  event_id binary(16) not null,
  number int not null,
  list_position int not null,
  place_key varchar(64) not null,
  name varchar(200) not null,
  country char(2) not null,
  time_zone varchar(64) not null,
  address varchar(200) null,
  primary key (event_id, number, list_position),
  constraint uq_trip_place_key unique (event_id, number, place_key),
  constraint fk_trip_place_itinerary foreign key (event_id) references trip_itineraries (event_id) on delete cascade,
  constraint ck_trip_place_number check (number >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- weekdays: 1 Monday, 2 Tuesday, 4 Wednesday …, 0 every day; times in minutes since midnight.
create table trip_place_hours (
  event_id binary(16) not null,
  number int not null,
  place_key varchar(64) not null,
  list_position int not null,
  weekdays int not null,
  opens_at int not null,
  closes_at int not null,
  primary key (event_id, number, place_key, list_position),
  constraint fk_trip_hours_place foreign key (event_id, number, place_key)
    references trip_places (event_id, number, place_key) on delete cascade,
  constraint ck_trip_hours_days check (weekdays between 0 and 127),
  constraint ck_trip_hours_times check (opens_at between 0 and 1439 and closes_at between 0 and 1439)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_transfers (
  event_id binary(16) not null,
  number int not null,
  list_position int not null,
  from_key varchar(64) not null,
  to_key varchar(64) not null,
  minutes int not null,
  primary key (event_id, number, list_position),
  constraint uq_trip_transfer_way unique (event_id, number, from_key, to_key),
  constraint fk_trip_transfer_from foreign key (event_id, number, from_key)
    references trip_places (event_id, number, place_key) on delete cascade,
  constraint fk_trip_transfer_to foreign key (event_id, number, to_key)
    references trip_places (event_id, number, place_key) on delete cascade,
  constraint ck_trip_transfer_minutes check (minutes between 0 and 1440)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Days and times are those of the wall where an item starts and ends. sequence and is_cancelled: of publications.
create table trip_items (
  event_id binary(16) not null,
  number int not null,
  list_position int not null,
  item_key varchar(64) not null,
  kind varchar(16) not null,
  title varchar(200) not null,
  place_key varchar(64) not null,
  to_key varchar(64) null,
  start_day date not null,
  start_time int not null,
  end_day date not null,
  end_time int not null,
  for_everybody tinyint not null,
  head_limit int null,
  travel_mode varchar(8) null,
  carrier varchar(200) null,
  travel_number varchar(200) null,
  host varchar(200) null,
  contact varchar(200) null,
  dress varchar(200) null,
  identification varchar(200) null,
  register_by date null,
  note varchar(2000) null,
  sequence int not null,
  is_cancelled tinyint not null,
  primary key (event_id, number, list_position),
  constraint uq_trip_item_key unique (event_id, number, item_key),
  constraint fk_trip_item_place foreign key (event_id, number, place_key)
    references trip_places (event_id, number, place_key) on delete cascade,
  constraint fk_trip_item_to foreign key (event_id, number, to_key)
    references trip_places (event_id, number, place_key) on delete cascade,
  constraint ck_trip_item_kind check (kind in ('travel', 'border_crossing', 'visit', 'lodging', 'meal', 'free_time')),
  constraint ck_trip_item_mode check (travel_mode in ('flight', 'train', 'ferry', 'coach', 'car', 'walk')),
  constraint ck_trip_item_moves check ((kind in ('travel', 'border_crossing')) = (to_key is not null)),
  constraint ck_trip_item_times check (start_time between 0 and 1439 and end_time between 0 and 1439),
  constraint ck_trip_item_limit check (head_limit >= 1),
  constraint ck_trip_item_told check (sequence >= 0 and (number > 0 or (sequence = 0 and is_cancelled = 0)))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_item_groups (
  event_id binary(16) not null,
  number int not null,
  item_key varchar(64) not null,
  list_position int not null,
  group_key varchar(64) not null,
  name varchar(200) not null,
  head_limit int null,
  primary key (event_id, number, item_key, list_position),
  constraint uq_trip_group_key unique (event_id, number, item_key, group_key),
  constraint fk_trip_group_item foreign key (event_id, number, item_key)
    references trip_items (event_id, number, item_key) on delete cascade,
  constraint ck_trip_group_limit check (head_limit >= 1)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

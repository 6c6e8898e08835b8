-- Who sleeps where on a study trip. item_key: of a lodging of the itinerary's draft, which may be gone from it.

-- currency: of all costs of its rooms; null while there are none.
create table trip_lodgings (
  event_id binary(16) not null,
  item_key varchar(64) not null,
  currency char(3) null,
  version bigint not null,
  updated_at datetime(6) not null,
  primary key (event_id, item_key),
  constraint fk_trip_lodging_event foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_lodging_rooms (
  event_id binary(16) not null,
  item_key varchar(64) not null,
  room_key varchar(64) not null,
  list_position int not null,
  name varchar(200) not null,
  kind varchar(8) not null,
  beds int null,
  is_accessible tinyint not null,
  cost_per_night bigint not null,
  primary key (event_id, item_key, room_key),
  constraint fk_trip_lodging_room foreign key (event_id, item_key)
    references trip_lodgings (event_id, item_key) on delete cascade,
  constraint ck_trip_lodging_room_kind check (kind in ('single', 'double', 'twin') and (kind = 'twin') = (beds is not null)),
  constraint ck_trip_lodging_room_beds check (beds between 2 and 4),
  constraint ck_trip_lodging_room_cost check (cost_per_night >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- In which a room can be had; none: in all of the lodging.
create table trip_lodging_room_nights (
  event_id binary(16) not null,
  item_key varchar(64) not null,
  room_key varchar(64) not null,
  night date not null,
  primary key (event_id, item_key, room_key, night),
  constraint fk_trip_lodging_room_night foreign key (event_id, item_key, room_key)
    references trip_lodging_rooms (event_id, item_key, room_key) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Of a participant, and of the person or name that he had then: of somebody else who is named in his place it says nothing, and what
-- hangs on it (wishes, beds, exclusions) neither. version 0: he has a bed, or is wished for, and nothing was said of him.
create table trip_rooming_guests (
  participant_id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  person_id binary(16) null,
  given_name varchar(100) not null,
  family_name varchar(100) not null,
  email varchar(254) not null,
  gender varchar(6) null,
  same_gender_only tinyint not null,
  needs_accessible tinyint not null,
  alone_weight int null,
  version bigint not null,
  updated_at datetime(6) not null,
  key ix_trip_rooming_guest_person (person_id),
  key ix_trip_rooming_guest_event (event_id),
  constraint fk_trip_rooming_guest foreign key (participant_id) references registration_participants (id),
  constraint ck_trip_rooming_gender check (gender in ('female', 'male', 'other')),
  constraint ck_trip_rooming_alone check (alone_weight between 0 and 100)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_rooming_shares (
  participant_id binary(16) not null,
  other_id binary(16) not null,
  weight int not null,
  primary key (participant_id, other_id),
  key ix_trip_rooming_share_other (other_id),
  constraint fk_trip_rooming_share foreign key (participant_id)
    references trip_rooming_guests (participant_id) on delete cascade,
  constraint fk_trip_rooming_share_other foreign key (other_id)
    references trip_rooming_guests (participant_id) on delete cascade,
  constraint ck_trip_rooming_share check (weight between 1 and 100)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Of who comes later or leaves earlier; null: as the lodging.
create table trip_rooming_stays (
  participant_id binary(16) not null,
  item_key varchar(64) not null,
  first_night date null,
  last_night date null,
  primary key (participant_id, item_key),
  constraint fk_trip_rooming_stay foreign key (participant_id)
    references trip_rooming_guests (participant_id) on delete cascade,
  constraint ck_trip_rooming_stay check (first_night <= last_night)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Of the list as a whole.
create table trip_rooming_exclusion_lists (
  event_id binary(16) not null primary key,
  version bigint not null,
  constraint fk_trip_rooming_exclusion_list foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Two who must not share a room; the smaller id first.
create table trip_rooming_exclusions (
  participant_id binary(16) not null,
  other_id binary(16) not null,
  primary key (participant_id, other_id),
  key ix_trip_rooming_exclusion_other (other_id),
  constraint fk_trip_rooming_exclusion foreign key (participant_id)
    references trip_rooming_guests (participant_id) on delete cascade,
  constraint fk_trip_rooming_exclusion_other foreign key (other_id)
    references trip_rooming_guests (participant_id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_beds (
  event_id binary(16) not null,
  item_key varchar(64) not null,
  participant_id binary(16) not null,
  room_key varchar(64) not null,
  is_fixed tinyint not null,
  primary key (event_id, item_key, participant_id),
  key ix_trip_bed_room (event_id, item_key, room_key),
  key ix_trip_bed_guest (participant_id),
  constraint fk_trip_bed_room foreign key (event_id, item_key, room_key)
    references trip_lodging_rooms (event_id, item_key, room_key) on delete cascade,
  constraint fk_trip_bed_guest foreign key (participant_id)
    references trip_rooming_guests (participant_id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

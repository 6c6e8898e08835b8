-- Who is in which group of a visit or bus of a study trip, and what travellers wish. Items and groups by their keys in the itinerary's
-- draft; what is not there any more stays, and is not told.

-- One row per trip in which somebody was ever assigned.
create table trip_sub_groups (
  event_id binary(16) not null primary key,
  version bigint not null,
  constraint fk_trip_sub_groups_event foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Of a participant, and of the person or name that he had then: of somebody else who is named in his place it says nothing. Without a
-- name: nobody was named yet, or it was deleted when its time was over. wishes_version 0: nothing is wished.
create table trip_group_travellers (
  participant_id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  person_id binary(16) null,
  given_name varchar(100) null,
  family_name varchar(100) null,
  email varchar(254) null,
  wishes_version bigint not null,
  wishes_updated_at datetime(6) null,
  key ix_trip_group_traveller_person (person_id),
  key ix_trip_group_traveller_event (event_id),
  constraint fk_trip_group_traveller_participant foreign key (participant_id) references registration_participants (id),
  constraint ck_trip_group_traveller_name check
    ((given_name is null) = (email is null) and (family_name is null) = (email is null) and
     (person_id is null or email is not null)),
  constraint ck_trip_group_traveller_wishes check ((wishes_version = 0) = (wishes_updated_at is null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- list_position 0 without a group: he takes part in the item; from 1 on its groups, the dearest first.
create table trip_group_wishes (
  participant_id binary(16) not null,
  item_key varchar(64) not null,
  list_position int not null,
  group_key varchar(64) null,
  primary key (participant_id, item_key, list_position),
  constraint fk_trip_group_wish foreign key (participant_id) references trip_group_travellers (participant_id)
    on delete cascade,
  constraint ck_trip_group_wish check (list_position >= 0 and (list_position = 0) = (group_key is null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- group_key null: the item had no sub-groups. is_fixed: put there by hand, so that no plan moves him.
create table trip_group_places (
  participant_id binary(16) not null,
  item_key varchar(64) not null,
  group_key varchar(64) null,
  is_fixed tinyint not null,
  primary key (participant_id, item_key),
  constraint fk_trip_group_place foreign key (participant_id) references trip_group_travellers (participant_id)
    on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

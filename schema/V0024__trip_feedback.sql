-- What travellers think of a study trip, and the personal links by which they say it.

-- Of a participant, and of the person or name that he had when it was made: to somebody else who is named in his place it is dead.
-- secret_hash: of the link's text, which is told once and kept nowhere.
create table trip_links (
  participant_id binary(16) not null primary key,
  id binary(16) not null,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  secret_hash binary(32) not null,
  person_id binary(16) null,
  given_name varchar(100) not null,
  family_name varchar(100) not null,
  email varchar(254) not null,
  created_at datetime(6) not null,
  constraint uq_trip_link_secret unique (secret_hash),
  key ix_trip_link_event (event_id),
  key ix_trip_link_person (person_id),
  constraint fk_trip_link_participant foreign key (participant_id) references registration_participants (id),
  constraint fk_trip_link_event foreign key (event_id) references events (id),
  constraint fk_trip_link_organization foreign key (organization_id) references organizations (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- One row for each who has answered; the overall grade is in grades. link_id: by which link; null: organizers entered it. Names are
-- those of who said it; null: they were erased, or are kept no longer.
create table trip_feedback (
  participant_id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  link_id binary(16) null,
  person_id binary(16) null,
  given_name varchar(100) null,
  family_name varchar(100) null,
  email varchar(254) null,
  would_go_again tinyint null,
  given_at datetime(6) not null,
  key ix_trip_feedback_event (event_id),
  key ix_trip_feedback_person (person_id),
  constraint fk_trip_feedback_participant foreign key (participant_id) references registration_participants (id),
  constraint fk_trip_feedback_event foreign key (event_id) references events (id),
  constraint fk_trip_feedback_organization foreign key (organization_id) references organizations (id),
  constraint ck_trip_feedback_name check
    ((given_name is null) = (family_name is null) and (given_name is null) = (email is null)
      and (person_id is null or given_name is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_item_grades (
  participant_id binary(16) not null,
  item_key varchar(64) not null,
  grade_tenths int not null,
  primary key (participant_id, item_key),
  constraint fk_trip_item_grade foreign key (participant_id) references trip_feedback (participant_id) on delete cascade,
  constraint ck_trip_item_grade check (grade_tenths between 10 and 60)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- item_key null: of the whole trip. The id is random and no time is kept: the order of comments must not tell whose they are.
create table trip_comments (
  id binary(16) not null primary key,
  event_id binary(16) not null,
  participant_id binary(16) not null,
  item_key varchar(64) null,
  content varchar(2000) not null,
  state varchar(16) not null,
  version bigint not null,
  key ix_trip_comment_event (event_id, id),
  key ix_trip_comment_participant (participant_id),
  constraint fk_trip_comment_event foreign key (event_id) references events (id),
  constraint fk_trip_comment foreign key (participant_id) references trip_feedback (participant_id) on delete cascade,
  constraint ck_trip_comment_state check (state in ('pending', 'published', 'hidden'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

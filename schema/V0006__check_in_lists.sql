-- The lists at the door of an event (day 1, dinner, workshop), who is inside by each, and what became of scans later.

-- The list `default`, on which everybody is, has the event's id as its own; its row is made when it is first needed.
create table check_in_lists (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  list_key varchar(64) not null,
  name varchar(200) not null,
  admits varchar(16) not null,
  pool_key varchar(64) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_check_in_list_key unique (event_id, list_key),
  constraint fk_check_in_list_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_check_in_list_admits check (admits in ('all', 'categories', 'pool')),
  constraint ck_check_in_list_pool check ((admits = 'pool') = (pool_key is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table check_in_list_categories (
  list_id binary(16) not null,
  category varchar(64) not null,
  primary key (list_id, category),
  constraint fk_check_in_list_category foreign key (list_id) references check_in_lists (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

insert into check_in_lists (id, organization_id, event_id, list_key, name, admits, version, created_at, updated_at)
  select id, organization_id, id, 'default', 'Default', 'all',
         timestampdiff(microsecond, '1970-01-01', created_at), created_at, created_at
  from events where id in (select event_id from check_ins);

-- effective_at orders the good scans of a participant on a list: ours where we decided, the scanner's where a fact was
-- imported. The last one that is not annulled says whether the participant is inside. contradiction: why an imported scan
-- would have been refused.
alter table check_ins
  add column list_id binary(16) null,
  add column effective_at datetime(6) null,
  add column imported tinyint not null default 0,
  add column contradiction varchar(32) null,
  add column annulled_at datetime(6) null,
  add column annulled_by varchar(100) null;

update check_ins set list_id = event_id, effective_at = recorded_at;

-- ix_check_in_event holds all that counting needs.
alter table check_ins
  modify column list_id binary(16) not null,
  modify column effective_at datetime(6) not null,
  drop key ix_check_in_event,
  add key ix_check_in_event (event_id, result, direction, participant_id, list_id, annulled_at),
  drop key ix_check_in_participant,
  add key ix_check_in_participant (participant_id, list_id, effective_at),
  add constraint fk_check_in_list foreign key (list_id) references check_in_lists (id),
  add constraint ck_check_in_imported check (imported in (0, 1));

-- Who is inside, kept beside the scans so that it is read for many tickets at once. entries: good ones, not annulled.
create table check_in_states (
  participant_id binary(16) not null,
  list_id binary(16) not null,
  event_id binary(16) not null,
  inside tinyint not null,
  entries int not null,
  last_at datetime(6) null,
  updated_at datetime(6) not null,
  primary key (participant_id, list_id),
  key ix_check_in_state_event (event_id, list_id, inside, entries),
  constraint fk_check_in_state_participant foreign key (participant_id) references registration_participants (id),
  constraint fk_check_in_state_list foreign key (list_id) references check_in_lists (id),
  constraint ck_check_in_state check (inside in (0, 1) and entries >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

insert into check_in_states (participant_id, list_id, event_id, inside, entries, last_at, updated_at)
  select participant_id, list_id, event_id, max(case when place = 1 then direction = 'entry' else 0 end),
         sum(direction = 'entry'), max(effective_at), max(recorded_at)
  from (select participant_id, list_id, event_id, direction, effective_at, recorded_at,
               row_number() over (partition by participant_id, list_id order by effective_at desc, id desc) as place
        from check_ins where result = 'ok' and participant_id is not null) scans
  group by participant_id, list_id, event_id;

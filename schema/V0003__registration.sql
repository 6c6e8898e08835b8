-- Company groups, their participants with tickets, the waitlist, and who came in.

-- Both headcounts are 0 once it is cancelled. waits = 1: some heads, or some places in a pool, are still to come; these rows
-- in the order of queue_number are the waitlist. The number is given under the locks that decide who gets a place: two clocks
-- may disagree about who was first.
create table registrations (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  company_id binary(16) not null,
  category varchar(64) null,
  status varchar(20) not null,
  waitlist_policy varchar(16) not null,
  confirmed_headcount int not null,
  waitlisted_headcount int not null,
  waits tinyint not null default 0,
  queue_number bigint null,
  registered_at datetime(6) not null,
  cancelled_at datetime(6) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_registration_event (event_id, id),
  key ix_registration_waitlist (event_id, waits, queue_number),
  key ix_registration_company (company_id, event_id),
  key ix_registration_organization (organization_id, id),
  constraint fk_registration_organization foreign key (organization_id) references organizations (id),
  constraint fk_registration_event foreign key (event_id) references events (id),
  constraint fk_registration_company foreign key (company_id) references companies (id),
  constraint ck_registration_status check (status in ('confirmed', 'waitlisted', 'partly_confirmed', 'cancelled', 'held')),
  constraint ck_registration_policy check (waitlist_policy in ('none', 'all_or_nothing', 'partial')),
  constraint ck_registration_heads check (confirmed_headcount >= 0 and waitlisted_headcount >= 0),
  constraint ck_registration_waits check (waits in (0, 1)),
  constraint ck_registration_queue check (waits = 0 or queue_number is not null)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- One row per head, named or to be named later (all three name columns null). The ticket is valid while confirmed. A person
-- comes to an event as one head: live_person_id is the person, unless the head was cancelled.
create table registration_participants (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  registration_id binary(16) not null,
  list_position int not null,
  state varchar(16) not null,
  person_id binary(16) null,
  given_name varchar(100) null,
  family_name varchar(100) null,
  email varchar(254) null,
  ticket_code varchar(40) not null,
  live_person_id binary(16) generated always as (case when state = 'cancelled' then null else person_id end) virtual,
  constraint uq_participant_person unique (event_id, live_person_id),
  constraint uq_participant_position unique (registration_id, list_position),
  constraint uq_ticket_code unique (ticket_code),
  key ix_participant_event (event_id, state),
  key ix_participant_person (person_id),
  constraint fk_participant_registration foreign key (registration_id) references registrations (id),
  constraint fk_participant_person foreign key (person_id) references people (id),
  constraint ck_participant_state check (state in ('confirmed', 'waitlisted', 'cancelled'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- What a registration takes from pools other than participants and companies, which count by themselves.
create table registration_pools (
  registration_id binary(16) not null,
  pool_key varchar(64) not null,
  confirmed int not null,
  waitlisted int not null,
  primary key (registration_id, pool_key),
  constraint fk_registration_pool foreign key (registration_id) references registrations (id),
  constraint ck_registration_pool check (confirmed >= 0 and waitlisted >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Heads per company and event, over all its registrations: what makes the pool `companies` count companies and not
-- registrations. A company waits for a place of its own while heads of it wait and none is confirmed.
create table event_companies (
  event_id binary(16) not null,
  company_id binary(16) not null,
  confirmed_heads int not null,
  waitlisted_heads int not null default 0,
  primary key (event_id, company_id),
  constraint fk_event_company_event foreign key (event_id) references events (id),
  constraint fk_event_company_company foreign key (company_id) references companies (id),
  constraint ck_event_company_heads check (confirmed_heads >= 0 and waitlisted_heads >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Every scan, also those that were refused (result <> 'ok'). scanned_at is the scanner's time. recorded_at is ours, and
-- rises from one good scan of a participant to the next: the last one says whether the participant is inside.
create table check_ins (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  participant_id binary(16) null,
  direction varchar(8) not null,
  result varchar(32) not null,
  forced tinyint not null default 0,
  scanned_at datetime(6) not null,
  recorded_at datetime(6) not null,
  nonce varchar(64) null,
  ticket_code varchar(64) null,
  constraint uq_check_in_nonce unique (event_id, nonce),
  key ix_check_in_participant (participant_id, result, recorded_at),
  key ix_check_in_event (event_id, result, direction, participant_id),
  key ix_check_in_list (event_id, id),
  constraint fk_check_in_event foreign key (event_id) references events (id),
  constraint fk_check_in_participant foreign key (participant_id) references registration_participants (id),
  constraint ck_check_in_direction check (direction in ('entry', 'exit')),
  constraint ck_check_in_forced check (forced in (0, 1))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Keys to companies and people are named by what hangs on those: "wished talks", "planned talks" is what a refused deletion says.
-- Talks between companies: when and where they can be, who wishes for whom, who cannot, and the plans.

create table talk_settings (
  event_id binary(16) not null primary key,
  slot_minutes int not null,
  tables int not null,
  answer_mode varchar(8) not null,
  answers_until datetime(6) null,
  max_talks_per_partner int null,
  max_talks_per_vendor int null,
  max_talks_per_session int null,
  max_consecutive_talks int null,
  min_gap_slots int not null,
  max_break_difference int null,
  not_met_since date null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint fk_talk_settings_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_talk_settings_mode check (answer_mode in ('opt_in', 'opt_out')),
  constraint ck_talk_settings_slot check (slot_minutes between 5 and 120),
  constraint ck_talk_settings_tables check (tables between 0 and 1000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Wall time in minutes since midnight. kind: a session has a key, a break has none.
create table talk_spans (
  event_id binary(16) not null,
  list_position int not null,
  kind varchar(8) not null,
  session_key varchar(64) null,
  name varchar(200) not null,
  day date not null,
  starts_at int not null,
  ends_at int not null,
  primary key (event_id, kind, list_position),
  constraint fk_talk_span_settings foreign key (event_id) references talk_settings (event_id) on delete cascade,
  constraint ck_talk_span_kind check (kind in ('session', 'break')),
  constraint ck_talk_span_key check ((kind = 'session') = (session_key is not null)),
  constraint ck_talk_span_times check (starts_at >= 0 and starts_at < ends_at and ends_at < 1440)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- One per pair and direction; open ones wait for the other side. session_key: only then; null: whenever.
create table talk_wishes (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  company_id binary(16) not null,
  with_company_id binary(16) not null,
  importance varchar(16) not null,
  session_key varchar(64) null,
  note varchar(500) null,
  status varchar(16) not null,
  answered_at datetime(6) null,
  answered_by varchar(100) null,
  decline_reason varchar(500) null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_talk_wish_pair unique (event_id, company_id, with_company_id),
  key ix_talk_wish_event (event_id, id),
  key ix_talk_wish_with (with_company_id, event_id),
  constraint fk_talk_wish_organization foreign key (organization_id) references organizations (id),
  constraint fk_talk_wish_event foreign key (event_id) references events (id),
  constraint fk_wished_talk_company foreign key (company_id) references companies (id),
  constraint fk_wished_talk_company_company foreign key (with_company_id) references companies (id),
  constraint ck_talk_wish_two check (company_id <> with_company_id),
  constraint ck_talk_wish_importance check (importance in ('must', 'would_like', 'if_possible')),
  constraint ck_talk_wish_status check (status in ('open', 'accepted', 'declined', 'withdrawn')),
  constraint ck_talk_wish_answer check ((status in ('accepted', 'declined')) = (answered_at is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Who of either company is wanted; of a company without any: whoever comes.
create table talk_wish_people (
  wish_id binary(16) not null,
  person_id binary(16) not null,
  company_id binary(16) not null,
  primary key (wish_id, person_id),
  key ix_talk_wish_person (person_id),
  constraint fk_talk_wish_people_wish foreign key (wish_id) references talk_wishes (id) on delete cascade,
  constraint fk_wished_talk_person foreign key (person_id) references people (id),
  constraint fk_wished_talk_company_company_company foreign key (company_id) references companies (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- When a company, or one of its people, cannot talk.
create table talk_absences (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  company_id binary(16) not null,
  person_id binary(16) null,
  starts_at datetime(6) not null,
  ends_at datetime(6) not null,
  reason varchar(500) null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_talk_absence_event (event_id, id),
  constraint fk_talk_absence_organization foreign key (organization_id) references organizations (id),
  constraint fk_talk_absence_event foreign key (event_id) references events (id),
  constraint fk_talk_absence_company foreign key (company_id) references companies (id),
  constraint fk_talk_absence_person foreign key (person_id) references people (id),
  constraint ck_talk_absence_times check (starts_at < ends_at)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Two companies that must not be brought together; the lesser id first.
create table talk_exclusions (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  company_id binary(16) not null,
  with_company_id binary(16) not null,
  reason varchar(500) null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_talk_exclusion_pair unique (event_id, company_id, with_company_id),
  constraint fk_talk_exclusion_organization foreign key (organization_id) references organizations (id),
  constraint fk_talk_exclusion_event foreign key (event_id) references events (id),
  constraint fk_talk_exclusion_company foreign key (company_id) references companies (id),
  constraint fk_talk_exclusion_company_company foreign key (with_company_id) references companies (id),
  constraint ck_talk_exclusion_order check (company_id < with_company_id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- A pair of companies that has been in a plan; its id stays the same in all plans, calendars know the talk by it.
create table talks (
  id binary(16) not null primary key,
  event_id binary(16) not null,
  company_id binary(16) not null,
  with_company_id binary(16) not null,
  constraint uq_talk_pair unique (event_id, company_id, with_company_id),
  constraint fk_talk_event foreign key (event_id) references events (id),
  constraint fk_talk_company foreign key (company_id) references companies (id),
  constraint fk_talk_company_company foreign key (with_company_id) references companies (id),
  constraint ck_talk_order check (company_id < with_company_id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- plan_number counts up per event. published_event: the event's id while it is the published one, so that there is one at most.
-- solver_status, score, bound: what the solver said of it ("name number" lines); a change by hand judges the score anew and
-- leaves no claim.
create table talk_plans (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  plan_number int not null,
  status varchar(16) not null,
  based_on_id binary(16) null,
  job_id binary(16) null,
  name varchar(200) null,
  solver_status varchar(16) not null,
  score text not null,
  bound text not null,
  edits int not null default 0,
  note varchar(2000) null,
  published_event binary(16) null,
  published_at datetime(6) null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_talk_plan_number unique (event_id, plan_number),
  constraint uq_talk_plan_published unique (published_event),
  key ix_talk_plan_event (event_id, id),
  constraint fk_talk_plan_organization foreign key (organization_id) references organizations (id),
  constraint fk_talk_plan_event foreign key (event_id) references events (id),
  constraint fk_talk_plan_base foreign key (based_on_id) references talk_plans (id),
  constraint ck_talk_plan_status check (status in ('draft', 'published', 'superseded')),
  constraint ck_talk_plan_published check ((status = 'published') = (published_event is not null)),
  constraint ck_talk_plan_solver check (solver_status in ('optimal', 'feasible', 'edited'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- The slots as they were when the plan was made.
create table talk_plan_slots (
  plan_id binary(16) not null,
  slot int not null,
  session_key varchar(64) not null,
  starts_at datetime(6) not null,
  ends_at datetime(6) not null,
  primary key (plan_id, slot),
  constraint fk_talk_plan_slot_plan foreign key (plan_id) references talk_plans (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- slot, table_name: null where the talk is left out, for left_out_reason. last_slot: where it was published before it was left out.
-- sequence: how often it was published otherwise than before (RFC 5545 section 3.8.7.4).
create table talk_plan_talks (
  plan_id binary(16) not null,
  talk_id binary(16) not null,
  importance varchar(16) not null,
  weight int not null,
  slot int null,
  table_name varchar(64) null,
  pinned tinyint not null default 0,
  sequence int not null default 0,
  cancelled_slot_starts_at datetime(6) null,
  cancelled_slot_ends_at datetime(6) null,
  left_out_reason text null,
  primary key (plan_id, talk_id),
  key ix_talk_plan_talk (talk_id),
  constraint fk_talk_plan_talk_plan foreign key (plan_id) references talk_plans (id) on delete cascade,
  constraint fk_talk_plan_talk_talk foreign key (talk_id) references talks (id),
  constraint fk_talk_plan_talk_slot foreign key (plan_id, slot) references talk_plan_slots (plan_id, slot),
  constraint uq_talk_plan_table unique (plan_id, slot, table_name),
  constraint ck_talk_plan_talk_importance check (importance in ('must', 'wish')),
  constraint ck_talk_plan_talk_table check ((slot is null) = (table_name is null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Who sits there: people, or the company as a whole. seat_position keeps the order.
create table talk_plan_attendees (
  plan_id binary(16) not null,
  talk_id binary(16) not null,
  seat_position int not null,
  company_id binary(16) not null,
  person_id binary(16) null,
  primary key (plan_id, talk_id, seat_position),
  key ix_talk_plan_attendee_company (company_id),
  key ix_talk_plan_attendee_person (person_id),
  constraint fk_talk_plan_attendee_talk foreign key (plan_id, talk_id) references talk_plan_talks (plan_id, talk_id) on delete cascade,
  constraint fk_planned_talk_company foreign key (company_id) references companies (id),
  constraint fk_planned_talk_person foreign key (person_id) references people (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

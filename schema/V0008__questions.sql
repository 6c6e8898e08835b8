-- What an event asks of each participant, and what they answered.

-- 0: no questions were ever asked. Raised under the locks of the event's capacity_pools, so a registration that is decided
-- under them knows without another statement whether there is anything to ask.
alter table events add column questions_version bigint not null default 0;

-- In the order of list_position; a condition names an earlier question. Lists (choices, condition_answers) have one item a line.
create table event_questions (
  event_id binary(16) not null,
  question_key varchar(64) not null,
  list_position int not null,
  question_text varchar(300) not null,
  kind varchar(10) not null,
  required tinyint not null,
  multiple tinyint not null,
  archived tinyint not null,
  help_text varchar(1000) null,
  choices mediumtext null,
  min_value varchar(20) null,
  max_value varchar(20) null,
  max_length int null,
  condition_key varchar(64) null,
  condition_answers mediumtext null,
  primary key (event_id, question_key),
  constraint fk_question_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_question_kind check (kind in ('text', 'choice', 'number', 'date')),
  constraint ck_question_flags check (required in (0, 1) and multiple in (0, 1) and archived in (0, 1)),
  constraint ck_question_condition check ((condition_key is null) = (condition_answers is null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- One row per participant and question, the answer as text: a number as a decimal, several choices one a line. registration_id
-- is that of the participant, for lists of registrations. A question that has answers cannot go.
create table participant_answers (
  participant_id binary(16) not null,
  question_key varchar(64) not null,
  id binary(16) not null,
  event_id binary(16) not null,
  registration_id binary(16) not null,
  answer mediumtext not null,
  updated_at datetime(6) not null,
  primary key (participant_id, question_key),
  key ix_answer_registration (registration_id),
  key ix_answer_event (event_id, id),
  key ix_answer_question (event_id, question_key, id),
  constraint fk_answer_participant foreign key (participant_id) references registration_participants (id) on delete cascade,
  constraint fk_answer_question foreign key (event_id, question_key) references event_questions (event_id, question_key)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

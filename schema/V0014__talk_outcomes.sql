-- Keys to companies are named by what hangs on those, as in V0013: "missed talks" is what a refused deletion says.
-- Whether the talks of a published plan took place, and what partners think of them.

-- id: the talk's. What nobody recorded is not known, and has no row. recorded_by: what staff said only staff changes.
create table talk_outcomes (
  id binary(16) not null primary key,
  outcome varchar(8) not null,
  note varchar(500) null,
  recorded_by varchar(8) not null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint fk_talk_outcome_talk foreign key (id) references talks (id),
  constraint ck_talk_outcome_outcome check (outcome in ('held', 'no_show')),
  constraint ck_talk_outcome_recorder check (recorded_by in ('staff', 'partner', 'vendor'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Who of the two did not come to a talk that is a no-show: one of them, or both.
create table missed_talks (
  talk_id binary(16) not null,
  company_id binary(16) not null,
  primary key (talk_id, company_id),
  key ix_missed_talk_company (company_id),
  constraint fk_missed_talk_outcome foreign key (talk_id) references talk_outcomes (id) on delete cascade,
  constraint fk_missed_talk_company foreign key (company_id) references companies (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- id: the talk's; the grade is that of its partner.
create table talk_grades (
  id binary(16) not null primary key,
  tenths int not null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint fk_talk_grade_talk foreign key (id) references talks (id),
  constraint ck_talk_grade_tenths check (tenths between 10 and 60)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

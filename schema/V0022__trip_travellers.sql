-- Travellers of study trips: what countries ask of them (rules that organizers keep), what a trip asks and until when, and what each
-- traveller has. All of the latter is personal data and goes some days after the return.

create table visa_rules (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  nationality char(2) not null,
  country char(2) not null,
  requirement varchar(16) not null,
  max_days int null,
  passport_months int null,
  source varchar(500) not null,
  source_url varchar(500) null,
  as_of date not null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_visa_rule unique (organization_id, nationality, country),
  constraint fk_visa_rule_organization foreign key (organization_id) references organizations (id),
  constraint ck_visa_rule_requirement check (requirement in ('none', 'visa', 'visa_on_arrival', 'electronic')),
  constraint ck_visa_rule_days check (max_days between 1 and 3650),
  constraint ck_visa_rule_months check (passport_months between 0 and 60)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- countries: those that are crossed, "HK CN".
create table trip_requirements (
  event_id binary(16) not null primary key,
  countries varchar(60) not null,
  returns_on date null,
  passport_days_after_return int not null,
  health_days_after_return int not null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint fk_trip_requirements_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_trip_requirements_passport check (passport_days_after_return between 0 and 365),
  constraint ck_trip_requirements_health check (health_days_after_return between 0 and 365)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- What is asked for; due_on null: at any time.
create table trip_deadlines (
  event_id binary(16) not null,
  list_position int not null,
  requirement varchar(20) not null,
  due_on date null,
  primary key (event_id, requirement),
  constraint fk_trip_deadline foreign key (event_id) references trip_requirements (event_id) on delete cascade,
  constraint ck_trip_deadline_requirement check
    (requirement in ('passport', 'visa', 'insurance', 'emergency_contact', 'dietary'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Of a participant, and of the person or name that he had when it was said: of somebody else who is named in his place it says
-- nothing. passport_number: sealed with a key from the installation's secret. dietary_needs '': he has none.
create table trip_travellers (
  participant_id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  person_id binary(16) null,
  given_name varchar(100) not null,
  family_name varchar(100) not null,
  email varchar(254) not null,
  passport_country char(2) null,
  passport_expires_on date null,
  passport_number varbinary(100) null,
  dietary_needs varchar(500) null,
  contact_name varchar(100) null,
  contact_phone varchar(50) null,
  contact_relation varchar(100) null,
  insurance_provider varchar(100) null,
  insurance_policy varchar(100) null,
  insurance_until date null,
  version bigint not null,
  updated_at datetime(6) not null,
  key ix_trip_traveller_person (person_id),
  key ix_trip_traveller_event (event_id),
  constraint fk_trip_traveller_participant foreign key (participant_id) references registration_participants (id),
  constraint ck_trip_traveller_passport check
    ((passport_country is null) = (passport_expires_on is null) and (passport_number is null or passport_country is not null)),
  constraint ck_trip_traveller_contact check
    ((contact_name is null) = (contact_phone is null) and (contact_relation is null or contact_name is not null)),
  constraint ck_trip_traveller_insurance check
    ((insurance_provider is null) = (insurance_until is null) and (insurance_policy is null or insurance_provider is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_visas (
  participant_id binary(16) not null,
  country char(2) not null,
  state varchar(16) not null,
  valid_from date null,
  valid_until date null,
  primary key (participant_id, country),
  constraint fk_trip_visa foreign key (participant_id) references trip_travellers (participant_id) on delete cascade,
  constraint ck_trip_visa_state check (state in ('not_needed', 'needed', 'applied', 'granted', 'refused')),
  constraint ck_trip_visa_days check
    ((state = 'granted') = (valid_from is not null) and (state = 'granted') = (valid_until is not null) and valid_from <= valid_until)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

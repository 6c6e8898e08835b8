-- Organizations and what they know: regions, companies, people; access tokens; audit trail; stored answers.
-- Ids are UUIDv7 made by the application. Instants are UTC. Text compares by code point (utf8mb4_bin): names round-trip.
-- Keys too are utf8mb4: an ASCII column compared with other text is an error (1267), not a miss.

create table organizations (
  id binary(16) not null primary key,
  organization_key varchar(64) not null,
  name varchar(200) not null,
  time_zone varchar(64) not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_organization_key unique (organization_key)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table regions (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  region_key varchar(64) not null,
  name varchar(200) not null,
  closed_to_newcomers tinyint not null default 0,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_region_key unique (organization_id, region_key),
  constraint fk_region_organization foreign key (organization_id) references organizations (id),
  constraint ck_region_closed check (closed_to_newcomers in (0, 1))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table companies (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  name varchar(200) not null,
  role varchar(16) not null,
  region_id binary(16) null,
  city varchar(100) null,
  merged_into_id binary(16) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_company_organization (organization_id, id),
  key ix_company_name (organization_id, name),
  constraint fk_company_organization foreign key (organization_id) references organizations (id),
  constraint fk_company_region foreign key (region_id) references regions (id),
  constraint fk_company_merged foreign key (merged_into_id) references companies (id),
  constraint ck_company_role check (role in ('partner', 'vendor', 'supplier'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table people (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  company_id binary(16) not null,
  given_name varchar(100) not null,
  family_name varchar(100) not null,
  email varchar(254) not null,
  job_function varchar(100) null,
  merged_into_id binary(16) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_person_organization (organization_id, id),
  key ix_person_company (company_id, id),
  key ix_person_email (organization_id, email),
  constraint fk_person_organization foreign key (organization_id) references organizations (id),
  constraint fk_person_company foreign key (company_id) references companies (id),
  constraint fk_person_merged foreign key (merged_into_id) references people (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Only the hash of a token is kept. company_id is set exactly for the roles partner and vendor.
create table access_tokens (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  name varchar(100) not null,
  role varchar(16) not null,
  company_id binary(16) null,
  token_hash binary(32) not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  revoked_at datetime(6) null,
  constraint uq_token_hash unique (token_hash),
  key ix_token_organization (organization_id, id),
  constraint fk_token_organization foreign key (organization_id) references organizations (id),
  constraint fk_token_company foreign key (company_id) references companies (id),
  constraint ck_token_role check (role in ('admin', 'organizer', 'desk', 'viewer', 'partner', 'vendor')),
  constraint ck_token_company check ((role in ('partner', 'vendor')) = (company_id is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- One row per organization that has imported: its lock lets one import at a time find out what is new.
create table import_guards (
  organization_id binary(16) not null primary key,
  constraint fk_import_guard_organization foreign key (organization_id) references organizations (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Who did what when; written in the transaction of the change.
create table audit_entries (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  happened_at datetime(6) not null,
  token_id binary(16) null,
  actor varchar(100) not null,
  request_id varchar(64) not null,
  object_kind varchar(32) not null,
  object_id binary(16) not null,
  action varchar(32) not null,
  key ix_audit_object (organization_id, object_id, id),
  constraint fk_audit_organization foreign key (organization_id) references organizations (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table audit_changes (
  entry_id binary(16) not null,
  member varchar(64) not null,
  value_before text null,
  value_after text null,
  primary key (entry_id, member),
  constraint fk_audit_change_entry foreign key (entry_id) references audit_entries (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Answers kept for a repeated Idempotency-Key, written in the transaction of the change. scope_hash = method and path.
create table idempotency_records (
  token_id binary(16) not null,
  scope_hash binary(32) not null,
  idempotency_key varchar(255) not null,
  body_hash binary(32) not null,
  status int not null,
  answer mediumblob not null,
  created_at datetime(6) not null,
  primary key (token_id, scope_hash, idempotency_key),
  key ix_idempotency_created (created_at)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

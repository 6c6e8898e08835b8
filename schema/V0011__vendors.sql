-- What vendors take part with: packages with limits, participations from enquiry to confirmation, booths and tables, staff with
-- passes, invoice lines, and the contacts that each vendor keeps for himself.

-- limit_count null: any number of vendors may have it. The lock on a package's row decides who gets its last place. perks: one a
-- line. Prices are net, in minor units.
create table vendor_packages (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  package_key varchar(64) not null,
  list_position int not null,
  name varchar(200) not null,
  net_price bigint null,
  currency char(3) null,
  vat_bp int not null,
  talk_quota int null,
  booth_size varchar(100) null,
  staff_passes int not null,
  perks text null,
  limit_count int null,
  version bigint not null,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_vendor_package_key unique (event_id, package_key),
  constraint uq_vendor_package_event unique (id, event_id),
  constraint fk_vendor_package_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_vendor_package_price check ((net_price is null) = (currency is null) and net_price between 0 and 100000000000),
  constraint ck_vendor_package_vat check (vat_bp between 0 and 10000),
  constraint ck_vendor_package_position check (list_position between 0 and 10000),
  constraint ck_vendor_package_talks check (talk_quota between 0 and 1000),
  constraint ck_vendor_package_passes check (staff_passes between 0 and 100),
  constraint ck_vendor_package_limit check (limit_count between 0 and 10000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- A company takes part in an event once: live_company_id is the company, unless it was cancelled. booked_*: the package as it
-- was when it was booked. An offer without offer_expires_at is open until somebody ends it.
create table vendor_participations (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  company_id binary(16) not null,
  package_id binary(16) not null,
  status varchar(16) not null,
  offer_expires_at datetime(6) null,
  note varchar(2000) null,
  reason varchar(500) null,
  booked_at datetime(6) null,
  booked_name varchar(200) null,
  booked_net bigint null,
  booked_currency char(3) null,
  booked_vat_bp int null,
  cancelled_at datetime(6) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  live_company_id binary(16) generated always as (case when status = 'cancelled' then null else company_id end) virtual,
  constraint uq_vendor_participation_live unique (event_id, live_company_id),
  constraint uq_vendor_participation_event unique (id, event_id),
  key ix_vendor_participation_event (event_id, id),
  key ix_vendor_participation_package (package_id, status),
  key ix_vendor_participation_company (company_id, event_id),
  constraint fk_vendor_participation_event foreign key (event_id) references events (id),
  constraint fk_vendor_participation_company foreign key (company_id) references companies (id),
  constraint fk_vendor_participation_package foreign key (package_id, event_id) references vendor_packages (id, event_id),
  constraint ck_vendor_participation_status check (status in ('enquiry', 'offered', 'booked', 'confirmed', 'cancelled')),
  constraint ck_vendor_participation_offer check (offer_expires_at is null or status = 'offered'),
  constraint ck_vendor_participation_booking check (status not in ('booked', 'confirmed') or booked_at is not null),
  constraint ck_vendor_participation_early check (status not in ('enquiry', 'offered') or booked_at is null),
  constraint ck_vendor_participation_cancelled check ((status = 'cancelled') = (cancelled_at is not null)),
  constraint ck_vendor_participation_name check
    ((booked_at is null) = (booked_name is null) and (booked_at is null) = (booked_vat_bp is null)),
  constraint ck_vendor_participation_price check
    ((booked_net is null) = (booked_currency is null) and (booked_net is null or booked_at is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- What is charged beside the package, or taken off: unit_net may be negative.
create table vendor_extra_lines (
  participation_id binary(16) not null,
  list_position int not null,
  line_text varchar(200) not null,
  quantity int not null,
  unit_net bigint not null,
  currency char(3) not null,
  vat_bp int not null,
  primary key (participation_id, list_position),
  constraint fk_vendor_extra_line foreign key (participation_id) references vendor_participations (id),
  constraint ck_vendor_extra_line_quantity check (quantity between 1 and 1000),
  constraint ck_vendor_extra_line_net check (unit_net between -100000000000 and 100000000000),
  constraint ck_vendor_extra_line_vat check (vat_bp between 0 and 10000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table vendor_booths (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  booth_number varchar(20) not null,
  kind varchar(8) not null,
  size varchar(100) null,
  participation_id binary(16) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_vendor_booth_number unique (event_id, booth_number),
  key ix_vendor_booth_event (event_id, id),
  constraint fk_vendor_booth_event foreign key (event_id) references events (id) on delete cascade,
  constraint fk_vendor_booth_participation foreign key (participation_id, event_id) references vendor_participations (id, event_id),
  constraint ck_vendor_booth_kind check (kind in ('booth', 'table'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- A person of the company, or a name that the directory does not know.
create table vendor_staff (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  participation_id binary(16) not null,
  person_id binary(16) null,
  given_name varchar(100) null,
  family_name varchar(100) null,
  email varchar(254) null,
  has_pass tinyint not null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  constraint uq_vendor_staff_person unique (participation_id, person_id),
  key ix_vendor_staff_participation (participation_id, id),
  key ix_vendor_staff_person (person_id),
  constraint fk_vendor_staff_participation foreign key (participation_id, event_id)
    references vendor_participations (id, event_id),
  constraint fk_vendor_staff_member_person foreign key (person_id) references people (id),
  constraint ck_vendor_staff_name check ((person_id is null) = (given_name is not null) and
    (given_name is null) = (family_name is null) and (given_name is null) = (email is null)),
  constraint ck_vendor_staff_pass check (has_pass in (0, 1))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table vendor_staff_absences (
  staff_id binary(16) not null,
  starts_at datetime(6) not null,
  ends_at datetime(6) not null,
  primary key (staff_id, starts_at),
  constraint fk_vendor_staff_absence foreign key (staff_id) references vendor_staff (id) on delete cascade,
  constraint ck_vendor_staff_absence check (starts_at < ends_at)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Contacts of a vendor with a partner. Who the person is stands here only with that person's consent.
create table vendor_leads (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  participation_id binary(16) not null,
  company_id binary(16) not null,
  rating varchar(8) not null,
  note varchar(2000) null,
  consent tinyint not null,
  consent_at datetime(6) null,
  consent_text varchar(2000) null,
  person_name varchar(200) null,
  email varchar(254) null,
  phone varchar(50) null,
  version bigint not null default 1,
  created_at datetime(6) not null,
  updated_at datetime(6) not null,
  key ix_vendor_lead_participation (participation_id, id),
  key ix_vendor_lead_company (company_id),
  constraint fk_vendor_lead_participation foreign key (participation_id) references vendor_participations (id),
  constraint fk_vendor_lead_company foreign key (company_id) references companies (id),
  constraint ck_vendor_lead_rating check (rating in ('hot', 'warm', 'cold')),
  constraint ck_vendor_lead_consent check (consent in (0, 1) and (consent = 1) = (consent_at is not null)),
  constraint ck_vendor_lead_person check
    (consent = 1 or (consent_text is null and person_name is null and email is null and phone is null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

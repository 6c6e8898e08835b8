-- What an event asks of who registers (rules, ticket categories, contingents), and what follows for registrations: places that
-- are held for a while, approval, prices.

-- 0: the event has no terms of its own. Raised under the locks of the event's capacity_pools whenever one of the tables below
-- changes, so that a version names one content.
alter table events add column terms_version bigint not null default 0;

-- One row per event that has rules. company_roles, region_keys: separated by commas; null = every one. Times are instants.
create table registration_rules (
  event_id binary(16) not null primary key,
  max_heads_per_company int null,
  max_held_heads_per_company int null,
  hold_minutes int not null,
  naming_deadline datetime(6) null,
  waitlist_policy varchar(16) not null,
  waitlist_order varchar(16) not null,
  ageing_hours int not null,
  promotion varchar(16) not null,
  offer_hours int not null,
  needs_approval tinyint not null,
  company_roles varchar(100) null,
  region_keys text null,
  free_cancellation_until datetime(6) null,
  cancellation_fee_bp int not null,
  constraint fk_rules_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_rules_policy check (waitlist_policy in ('none', 'all_or_nothing', 'partial')),
  constraint ck_rules_order check (waitlist_order in ('strict', 'skip_ahead')),
  constraint ck_rules_promotion check (promotion in ('automatic', 'offer')),
  constraint ck_rules_fee check (cancellation_fee_bp between 0 and 10000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Who waits before others: the first row that fits a registration says with which priority. null = any.
create table waitlist_priorities (
  event_id binary(16) not null,
  list_position int not null,
  company_role varchar(16) null,
  category_key varchar(64) null,
  region_key varchar(64) null,
  priority int not null,
  primary key (event_id, list_position),
  constraint fk_priority_event foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Prices are net, in minor units. The limit of a category is that of the pool `category.KEY`.
create table ticket_categories (
  event_id binary(16) not null,
  category_key varchar(64) not null,
  list_position int not null,
  name varchar(200) not null,
  limit_count bigint null,
  net_price bigint null,
  currency char(3) null,
  vat_bp int not null,
  sale_from datetime(6) null,
  sale_until datetime(6) null,
  primary key (event_id, category_key),
  constraint fk_category_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_category_price check ((net_price is null) = (currency is null) and net_price >= 0),
  constraint ck_category_vat check (vat_bp between 0 and 10000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- What a head of a category takes from other pools.
create table category_pools (
  event_id binary(16) not null,
  category_key varchar(64) not null,
  pool_key varchar(64) not null,
  places_per_head int not null,
  primary key (event_id, category_key, pool_key),
  constraint fk_category_pool foreign key (event_id, category_key)
    references ticket_categories (event_id, category_key) on delete cascade,
  constraint ck_category_pool check (places_per_head between 1 and 100)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Places of a pool kept for a company or a role until release_at. What was taken of them is counted by the pool
-- `contingent.KEY`. released: the waitlist was served with what was left.
create table contingents (
  event_id binary(16) not null,
  contingent_key varchar(64) not null,
  list_position int not null,
  pool_key varchar(64) not null,
  places int not null,
  company_id binary(16) null,
  company_role varchar(16) null,
  release_at datetime(6) null,
  released tinyint not null default 0,
  primary key (event_id, contingent_key),
  key ix_contingent_release (released, release_at),
  constraint fk_contingent_event foreign key (event_id) references events (id) on delete cascade,
  constraint fk_contingent_company foreign key (company_id) references companies (id),
  constraint ck_contingent_owner check ((company_id is null) <> (company_role is null)),
  constraint ck_contingent_places check (places >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Places are held for a registration that is a hold, that was offered what it waited for, or that is to be approved. Held
-- places count in capacity_pools.held. Prices are what they were when it was made, net, in minor units. queue_number: its
-- upper part (above 40 bits) is the negated priority, so that the list is in the order of the number.
alter table registrations
  add column held_headcount int not null default 0,
  add column held_for varchar(16) null,
  add column held_until datetime(6) null,
  add column approval varchar(16) null,
  add column reason varchar(500) null,
  add column waits_since datetime(6) null,
  add column unit_net bigint null,
  add column currency char(3) null,
  add column vat_bp int null,
  add column fee_net bigint not null default 0,
  add column imported tinyint not null default 0,
  add column transferred_from_id binary(16) null,
  add column transferred_to_id binary(16) null,
  add constraint ck_registration_held check (held_headcount >= 0),
  add constraint ck_registration_held_for check (held_for in ('hold', 'offer', 'approval')),
  add constraint ck_registration_approval check (approval in ('pending', 'approved', 'declined'));

-- wanted: what was asked for by name, without what follows from the category; kept when the registration is cancelled.
alter table registration_pools
  add column held int not null default 0,
  add column wanted int not null default 0;

update registration_pools set wanted = confirmed + waitlisted;

alter table event_companies
  add column held_heads int not null default 0,
  add constraint ck_event_company_held check (held_heads >= 0);

-- What was held for a while ends here unless somebody acts before.
create table registration_deadlines (
  registration_id binary(16) not null primary key,
  event_id binary(16) not null,
  due_at datetime(6) not null,
  key ix_deadline_due (due_at),
  constraint fk_deadline_registration foreign key (registration_id) references registrations (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- A head that came instead of another knows whom it replaces. left_at: it was replaced or taken out, not cancelled with the
-- whole registration.
alter table registration_participants
  add column replaces_id binary(16) null,
  add column left_at datetime(6) null,
  drop constraint ck_participant_state,
  add constraint ck_participant_state check (state in ('confirmed', 'held', 'waitlisted', 'cancelled'));

-- Keys of pools that belong to a category or a contingent are longer than an organiser's.
alter table capacity_pools modify column pool_key varchar(80) not null;
alter table registration_pools modify column pool_key varchar(80) not null;

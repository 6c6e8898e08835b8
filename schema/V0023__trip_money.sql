-- Money of study trips. Amounts are whole minor units of their currency.

-- One row per trip that has a budget. currency: the trip's.
create table trip_budgets (
  event_id binary(16) not null primary key,
  version bigint not null,
  currency char(3) not null,
  constraint fk_trip_budget_event foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_budget_items (
  event_id binary(16) not null,
  item_key varchar(64) not null,
  list_position int not null,
  title varchar(200) not null,
  kind varchar(16) not null,
  quantity int not null,
  amount bigint not null,
  currency char(3) not null,
  itinerary_item varchar(64) null,
  primary key (event_id, item_key),
  constraint fk_trip_budget_item foreign key (event_id) references trip_budgets (event_id) on delete cascade,
  constraint ck_trip_budget_item check (kind in ('per_head', 'per_group') and quantity > 0 and amount >= 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- How much of the trip's currency one unit of another is, in millionths; given by the organiser.
create table trip_rates (
  event_id binary(16) not null,
  currency char(3) not null,
  list_position int not null,
  rate_millionths bigint not null,
  rate_on date not null,
  source varchar(200) not null,
  primary key (event_id, currency),
  constraint fk_trip_rate foreign key (event_id) references trip_budgets (event_id) on delete cascade,
  constraint ck_trip_rate check (rate_millionths > 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- base_amount null: the prices were taken away again; the row keeps the version.
create table trip_prices (
  event_id binary(16) not null primary key,
  version bigint not null,
  currency char(3) null,
  base_amount bigint null,
  early_amount bigint null,
  early_until date null,
  single_amount bigint null,
  constraint fk_trip_price_event foreign key (event_id) references events (id) on delete cascade,
  constraint ck_trip_price check ((base_amount is null) = (currency is null) and base_amount >= 0),
  constraint ck_trip_price_early check ((early_amount is null) = (early_until is null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_instalments (
  event_id binary(16) not null,
  step_key varchar(64) not null,
  list_position int not null,
  due_on date null,
  days_before int null,
  kind varchar(16) not null,
  amount bigint null,
  share_bp int null,
  primary key (event_id, step_key),
  constraint fk_trip_instalment foreign key (event_id) references trip_prices (event_id) on delete cascade,
  constraint ck_trip_instalment_due check ((due_on is null) <> (days_before is null)),
  constraint ck_trip_instalment_kind check (kind in ('amount', 'share', 'rest')
    and (kind = 'amount') = (amount is not null) and (kind = 'share') = (share_bp is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_refund_steps (
  event_id binary(16) not null,
  days_before int not null,
  fee_bp int not null,
  primary key (event_id, days_before),
  constraint fk_trip_refund_step foreign key (event_id) references trip_prices (event_id) on delete cascade,
  constraint ck_trip_refund_step check (fee_bp between 0 and 10000)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- What is agreed with single travellers. They are participants, which are never deleted and follow a merger by themselves.
create table trip_traveller_terms (
  participant_id binary(16) not null primary key,
  event_id binary(16) not null,
  version bigint not null,
  single_supplement tinyint not null,
  key ix_trip_terms_event (event_id),
  constraint fk_trip_terms_participant foreign key (participant_id) references registration_participants (id),
  constraint fk_trip_terms_event foreign key (event_id) references events (id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table trip_adjustments (
  participant_id binary(16) not null,
  list_position int not null,
  reason varchar(200) not null,
  amount bigint not null,
  currency char(3) not null,
  primary key (participant_id, list_position),
  constraint fk_trip_adjustment foreign key (participant_id) references trip_traveller_terms (participant_id)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Payments and refunds; never changed. reverses_id: the one that a reversal takes back, once.
create table trip_entries (
  id binary(16) not null primary key,
  organization_id binary(16) not null,
  event_id binary(16) not null,
  participant_id binary(16) not null,
  kind varchar(16) not null,
  amount bigint not null,
  currency char(3) not null,
  booked_on date not null,
  reference varchar(140) null,
  note varchar(2000) null,
  reverses_id binary(16) null,
  created_at datetime(6) not null,
  constraint uq_trip_entry_reverses unique (reverses_id),
  key ix_trip_entry_participant (participant_id, id),
  key ix_trip_entry_event (event_id, participant_id, id),
  constraint fk_trip_entry_organization foreign key (organization_id) references organizations (id),
  constraint fk_trip_entry_event foreign key (event_id) references events (id),
  constraint fk_trip_entry_participant foreign key (participant_id) references registration_participants (id),
  constraint fk_trip_entry_reverses foreign key (reverses_id) references trip_entries (id),
  constraint ck_trip_entry check (kind in ('payment', 'refund', 'reversal') and amount > 0
    and (kind = 'reversal') = (reverses_id is not null))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- How many heads were confirmed on which day: facts, and what is summed up of them.

-- Every change of a registration's confirmed heads, appended by what changes them, in the same transaction: by its time, which of
-- one taken over from another system lies in the past. Nothing is changed afterwards but the company, which follows a merger. What
-- one registration does at one instant is one row. Without a foreign key, which every row would pay for: an event or a company that
-- has registrations is not deleted.
create table registration_head_changes (
  event_id binary(16) not null,
  company_id binary(16) not null,
  registration_id binary(16) not null,
  changed_at datetime(6) not null,
  booked int not null,
  cancelled int not null,
  primary key (event_id, company_id, registration_id, changed_at),
  constraint ck_head_change check (booked >= 0 and cancelled >= 0 and booked + cancelled > 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- One row per event and day, in the event's zone, on which anything changed. booked and cancelled are heads of partner companies,
-- vendor_booked and vendor_cancelled those of vendors and suppliers. companies and vendors: by how many more than the day before
-- have a confirmed head at its end. `tagwerk rebuild statistics` makes all of it anew.
create table registration_days (
  event_id binary(16) not null,
  day date not null,
  booked int not null,
  cancelled int not null,
  companies int not null,
  vendor_booked int not null,
  vendor_cancelled int not null,
  vendors int not null,
  primary key (event_id, day),
  constraint fk_registration_day_event foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- Events whose days are still to be summed up, for which the database would have to know time zones: `tagwerk migrate` does it.
create table registration_days_due (
  event_id binary(16) not null primary key,
  constraint fk_registration_day_due_event foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- What is known of the past: when a registration was made and cancelled, and when a single head left. Not known is when heads that
-- are confirmed now were promoted from the waiting list, approved, or added: they count from when their registration was made. Of
-- cancelled heads it is not known whether they were confirmed before: those count of registrations that never waited, were not
-- declined and did not lapse. Who came instead of another counts from when that one did.
insert into registration_head_changes (event_id, company_id, registration_id, changed_at, booked, cancelled)
select r.event_id, r.company_id, r.id, r.registered_at, count(*), 0
from registrations r
join registration_participants p on p.registration_id = r.id
left join (select distinct replaces_id from registration_participants where replaces_id is not null) s
  on s.replaces_id = p.id
where s.replaces_id is null and (p.state = 'confirmed' or (p.state = 'cancelled' and r.queue_number is null
  and coalesce(r.approval, 'approved') = 'approved'
  and coalesce(r.reason, '') not in ('hold expired', 'offer expired', 'left the waiting list')))
group by r.event_id, r.company_id, r.id, r.registered_at;

insert into registration_head_changes (event_id, company_id, registration_id, changed_at, booked, cancelled)
select r.event_id, r.company_id, r.id, coalesce(p.left_at, r.cancelled_at, r.updated_at) as gone_at, 0, count(*)
from registrations r
join registration_participants p on p.registration_id = r.id
left join (select distinct replaces_id from registration_participants where replaces_id is not null) s
  on s.replaces_id = p.id
where s.replaces_id is null and p.state = 'cancelled' and r.queue_number is null
  and coalesce(r.approval, 'approved') = 'approved'
  and coalesce(r.reason, '') not in ('hold expired', 'offer expired', 'left the waiting list')
group by r.event_id, r.company_id, r.id, gone_at
on duplicate key update cancelled = values(cancelled);

insert into registration_days_due (event_id) select distinct event_id from registration_head_changes;

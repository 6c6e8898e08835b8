-- A series of 40 completed editions, one a year, and an open one, with :REGISTRATIONS registrations of one head each in all, nine of ten of
-- whom came; 400 partner companies. Put in place of :SERIES (a key) and :REGISTRATIONS by scripts/lib/bench_statistics.sh.
set foreign_key_checks = 0, unique_checks = 0;
set @org = (select id from organizations where organization_key = 'iteam');
set @series = unhex(md5(':SERIES'));
set @now = '2026-01-01 00:00:00';
set @each = :REGISTRATIONS div 40;

insert into series (id, organization_id, series_key, name, kind, created_at, updated_at)
values (@series, @org, ':SERIES', 'Bench', 'congress', @now, @now);

insert into companies (id, organization_id, name, role, created_at, updated_at)
select unhex(md5(concat(':SERIES company ', seq))), @org, concat(':SERIES company ', seq), 'partner', @now, @now from seq_1_to_400;

insert into events (id, organization_id, series_id, name, edition_year, starts_on, ends_on, time_zone, city, country, status, created_at, updated_at)
select unhex(md5(concat(':SERIES event ', seq))), @org, @series, concat('Bench ', 1985 + seq), 1985 + seq,
  date(concat(1985 + seq, '-06-10')), date(concat(1985 + seq, '-06-11')), 'Europe/Berlin', 'Bonn', 'DE', 'completed', @now, @now
from seq_1_to_40;

insert into capacity_pools (event_id, pool_key, list_position, limit_count, overbook, confirmed, held, waitlisted)
select unhex(md5(concat(':SERIES event ', seq))), 'participants', 1, 2 * @each, 0, @each, 0, 0 from seq_1_to_40;
insert into capacity_pools (event_id, pool_key, list_position, limit_count, overbook, confirmed, held, waitlisted)
select unhex(md5(concat(':SERIES event ', seq))), 'companies', 0, null, 0, least(400, @each), 0, 0 from seq_1_to_40;
insert into check_in_lists (id, organization_id, event_id, list_key, name, admits, created_at, updated_at)
select unhex(md5(concat(':SERIES list ', seq))), @org, unhex(md5(concat(':SERIES event ', seq))), 'entrance', 'Entrance', 'all', @now, @now from seq_1_to_40;

-- Registration n is of event n mod 40, company n mod 400 of another remainder, made up to 180 days before.
create temporary table bench_registrations engine=InnoDB as
select seq n, unhex(lpad(hex(seq + conv(left(md5(':SERIES'), 6), 16, 10) * 16777216), 32, '0')) id, 1 + seq mod 40 edition,
  1 + (seq div 40) mod 400 company,
  timestampadd(second, -(60 + (seq * 7919) mod 15552000), concat(1985 + 1 + seq mod 40, '-06-10 08:00:00')) registered_at
from seq_1_to_:REGISTRATIONS;

insert into registrations (id, organization_id, event_id, company_id, status, waitlist_policy, confirmed_headcount, waitlisted_headcount, registered_at, created_at, updated_at)
select id, @org, unhex(md5(concat(':SERIES event ', edition))), unhex(md5(concat(':SERIES company ', company))), 'confirmed', 'none', 1, 0,
  registered_at, registered_at, registered_at from bench_registrations;
insert into registration_participants (id, organization_id, event_id, registration_id, list_position, state, ticket_code)
select id, @org, unhex(md5(concat(':SERIES event ', edition))), id, 0, 'confirmed', concat(':SERIES ', n) from bench_registrations;
insert into check_ins (id, organization_id, event_id, participant_id, direction, result, scanned_at, recorded_at, list_id, effective_at)
select id, @org, unhex(md5(concat(':SERIES event ', edition))), id, 'entry', 'ok', @now, @now, unhex(md5(concat(':SERIES list ', edition))), @now
from bench_registrations where n mod 10 <> 0;
insert into event_companies (event_id, company_id, confirmed_heads)
select event_id, company_id, count(*) from registrations where event_id in (select id from events where series_id = @series) group by event_id, company_id;
insert into registration_head_changes (event_id, company_id, registration_id, changed_at, booked, cancelled)
select unhex(md5(concat(':SERIES event ', edition))), unhex(md5(concat(':SERIES company ', company))), id, registered_at, 1, 0 from bench_registrations;
drop temporary table bench_registrations;

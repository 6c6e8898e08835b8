-- Grain: an event and a company with heads that count for attendance (engine/statistics/attendance.hpp). Of a completed event who was
-- let in, where anybody was (as it is kept, else counted), else confirmed heads. What the views about attendance are made of: with ids of companies, so no user of
-- views may read it.
create or replace sql security definer view counted_heads as
with came as (
  select k.event_id, k.company_id, k.heads
  from events e
  join event_turnouts t on t.event_id = e.id and t.event_version = e.version
  join event_turnout_companies k on k.event_id = e.id
  where e.status = 'completed'
  union all
  select i.event_id, r.company_id, count(distinct i.participant_id) as heads
  from events e
  left join event_turnouts t on t.event_id = e.id and t.event_version = e.version
  join check_ins i on i.event_id = e.id and i.result = 'ok' and i.direction = 'entry' and i.annulled_at is null
  join registration_participants p on p.id = i.participant_id and p.state = 'confirmed'
  join registrations r on r.id = p.registration_id
  where e.status = 'completed' and t.event_id is null
  group by i.event_id, r.company_id
)
select event_id, company_id, heads from came
union all
select h.event_id, h.company_id, h.confirmed_heads
from events e
join event_companies h on h.event_id = e.id and h.confirmed_heads > 0
where e.status <> 'cancelled' and e.id not in (select event_id from came);

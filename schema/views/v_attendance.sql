-- Grain: an event. Unit by unit what is recorded for it, else what is computed, else null; of a cancelled event nothing
-- (engine/statistics/attendance.hpp). What is recorded for a whole year of a series belongs to no event and is not here.
create or replace sql security definer view v_attendance as
select o.organization_key as organization, lower(hex(e.id)) as event_id, s.series_key as series, e.edition_year, e.starts_on,
  e.status = 'completed' or coalesce(r.complete, 0) = 1 as complete,
  if(e.status = 'cancelled', null, coalesce(r.companies, c.companies)) as companies,
  if(e.status = 'cancelled', null, coalesce(r.participants, c.participants)) as participants,
  if(e.status = 'cancelled', null, coalesce(r.vendors, c.vendors)) as vendors
from events e
join organizations o on o.id = e.organization_id
join series s on s.id = e.series_id
left join event_attendance_records r on r.event_id = e.id
left join (
  select h.event_id, cast(sum(k.role = 'partner') as signed) as companies,
    cast(sum(if(k.role = 'partner', h.heads, 0)) as signed) as participants,
    cast(sum(k.role <> 'partner') as signed) as vendors
  from counted_heads h
  join companies k on k.id = h.company_id
  group by h.event_id
) c on c.event_id = e.id;

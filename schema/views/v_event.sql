-- Grain: an event. places, confirmed, held and waitlisted: heads of all companies in its pool `participants`; places null: no limit.
create or replace sql security definer view v_event as
select o.organization_key as organization, lower(hex(e.id)) as event_id, s.series_key as series, s.name as series_name,
  s.kind as series_kind, e.edition_year, e.name as event_name, e.starts_on, e.ends_on, e.time_zone, e.city, e.country,
  e.status, p.limit_count as places, coalesce(p.confirmed, 0) as confirmed, coalesce(p.held, 0) as held,
  coalesce(p.waitlisted, 0) as waitlisted
from events e
join organizations o on o.id = e.organization_id
join series s on s.id = e.series_id
left join capacity_pools p on p.event_id = e.id and p.pool_key = 'participants';

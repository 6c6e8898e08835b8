-- Grain: an event and a day, in its zone, on which anything changed. booked and cancelled: heads of partner companies on that day; net,
-- companies, vendor_heads, vendors: what there was at its end (engine/statistics/curve.hpp). lead_days: days until the event starts.
create or replace sql security definer view v_registration_daily as
select o.organization_key as organization, lower(hex(e.id)) as event_id, s.series_key as series, e.edition_year, d.day,
  datediff(e.starts_on, d.day) as lead_days, d.booked, d.cancelled,
  cast(sum(d.booked - d.cancelled) over so_far as signed) as net,
  cast(sum(d.companies) over so_far as signed) as companies,
  cast(sum(d.vendor_booked - d.vendor_cancelled) over so_far as signed) as vendor_heads,
  cast(sum(d.vendors) over so_far as signed) as vendors
from registration_days d
join events e on e.id = d.event_id
join organizations o on o.id = e.organization_id
join series s on s.id = e.series_id
window so_far as (partition by d.event_id order by d.day rows unbounded preceding);

-- Grain: an event that is not cancelled and a unit (participants, companies). The last forecast that was made before it was over,
-- rounded to one decimal; the server makes them once an hour (engine/statistics/forecast_keeper.hpp). as_of: when, in UTC.
create or replace sql security definer view v_forecast_latest as
select o.organization_key as organization, lower(hex(e.id)) as event_id, s.series_key as series, e.edition_year, e.starts_on,
  f.unit, f.as_of, round(f.point, 1) as point, round(f.low50, 1) as low50, round(f.high50, 1) as high50,
  round(f.low80, 1) as low80, round(f.high80, 1) as high80, f.method, f.editions
from event_forecasts f
join events e on e.id = f.event_id and e.status <> 'cancelled'
join organizations o on o.id = e.organization_id
join series s on s.id = e.series_id;

-- Grain: a series and an edition year that has partner companies. companies = new + returning + reactivated; lapsed were there in
-- since_year, the year before, and are not in this one (engine/statistics/retention.hpp). retention: returning / companies of since_year.
create or replace sql security definer view v_company_retention as
with visits as (
  select distinct e.series_id, e.edition_year, h.company_id
  from counted_heads h
  join companies k on k.id = h.company_id and k.role = 'partner'
  join events e on e.id = h.event_id
),
turns as (
  select series_id, edition_year, lag(edition_year) over (partition by series_id, company_id order by edition_year) as last_year
  from visits
),
years as (
  select series_id, edition_year, count(*) as companies,
    lag(edition_year) over (partition by series_id order by edition_year) as since_year,
    lag(count(*)) over (partition by series_id order by edition_year) as companies_before
  from visits
  group by series_id, edition_year
),
counted as (
  select y.series_id, y.edition_year, y.since_year, y.companies, y.companies_before,
    cast(sum(t.last_year is null) as signed) as new_companies,
    cast(sum(coalesce(t.last_year = y.since_year, 0)) as signed) as returning_companies
  from years y
  join turns t on t.series_id = y.series_id and t.edition_year = y.edition_year
  group by y.series_id, y.edition_year, y.since_year, y.companies, y.companies_before
),
events_over as (
  select e.series_id, e.edition_year, min(e.status = 'completed' or coalesce(r.complete, 0) = 1) as complete
  from events e
  left join event_attendance_records r on r.event_id = e.id
  where e.status <> 'cancelled'
  group by e.series_id, e.edition_year
)
select o.organization_key as organization, s.series_key as series, c.edition_year,
  v.complete = 1 or coalesce(y.complete, 0) = 1 as complete,
  c.since_year, c.companies, c.new_companies, c.returning_companies,
  c.companies - c.new_companies - c.returning_companies as reactivated_companies,
  c.companies_before - c.returning_companies as lapsed_companies,
  round(c.returning_companies / c.companies_before, 4) as retention
from counted c
join series s on s.id = c.series_id
join organizations o on o.id = s.organization_id
join events_over v on v.series_id = c.series_id and v.edition_year = c.edition_year
left join series_attendance_records y on y.series_id = c.series_id and y.edition_year = c.edition_year;

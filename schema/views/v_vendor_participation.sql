-- Grain: a series, an edition year and a package. vendors: different companies with a participation that is booked or confirmed, at an
-- event that is not cancelled (engine/statistics/vendors.hpp). One that has two packages in a year counts in both.
create or replace sql security definer view v_vendor_participation as
select o.organization_key as organization, s.series_key as series, e.edition_year, k.package_key as package,
  count(distinct p.company_id) as vendors
from vendor_participations p
join vendor_packages k on k.id = p.package_id
join events e on e.id = p.event_id and e.status <> 'cancelled'
join series s on s.id = e.series_id
join organizations o on o.id = s.organization_id
where p.status in ('booked', 'confirmed')
group by o.organization_key, s.id, s.series_key, e.edition_year, k.package_key;

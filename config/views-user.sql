-- What the user of the views for statistics may do: read them, and nothing else. A database administrator makes the user, whose name
-- may be another, and runs this in Tagwerk's database, once and after an upgrade that brings further views:
--   create user 'tagwerk_views'@'%' identified by '…';
--   mariadb tagwerk < config/views-user.sql
grant select on v_attendance to 'tagwerk_views'@'%';
grant select on v_company_retention to 'tagwerk_views'@'%';
grant select on v_event to 'tagwerk_views'@'%';
grant select on v_forecast_latest to 'tagwerk_views'@'%';
grant select on v_registration_daily to 'tagwerk_views'@'%';
grant select on v_vendor_participation to 'tagwerk_views'@'%';

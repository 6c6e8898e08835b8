-- The last forecast of each event and unit (participants, companies) that was made before it was over, for tools that read the
-- database: the API makes its own. Intervals of 50 % and 80 %; editions: earlier events of the series that it was learnt from.
create table event_forecasts (
  event_id binary(16) not null,
  unit varchar(16) not null,
  as_of datetime(6) not null,
  point double not null,
  low50 double not null,
  high50 double not null,
  low80 double not null,
  high80 double not null,
  method varchar(32) not null,
  editions int not null,
  primary key (event_id, unit),
  constraint fk_event_forecast foreign key (event_id) references events (id) on delete cascade,
  constraint ck_event_forecast_unit check (unit in ('participants', 'companies'))
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

-- How many heads of each company came to a completed event, counted once so that nobody has to read its check-ins again: as
-- statistics/turnout.hpp says. What is counted holds while the event has that version and nobody has said that it changed: then the
-- row here is gone, and the event is counted anew.

create table event_turnouts (
  event_id binary(16) not null primary key,
  event_version bigint not null,
  constraint fk_event_turnout_event foreign key (event_id) references events (id) on delete cascade
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

create table event_turnout_companies (
  event_id binary(16) not null,
  company_id binary(16) not null,
  heads int not null,
  primary key (event_id, company_id),
  constraint fk_event_turnout_company foreign key (event_id) references event_turnouts (event_id) on delete cascade,
  constraint ck_event_turnout_heads check (heads > 0)
) engine=InnoDB default character set utf8mb4 collate utf8mb4_bin;

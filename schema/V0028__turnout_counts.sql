-- Each count of who came to a completed event has its own id, so that who knows a count need not read it again.
alter table event_turnouts add column count_id binary(16) not null default 0x00000000000000000000000000000000;

-- What an audit entry changed is one column of the entry: a line per member with the value before and after, as SELECT … INTO
-- OUTFILE writes it (tabs between, a backslash before what would be taken for one of the marks, backslash N for null).
-- A row per member cost more than all else that a registration writes.

alter table audit_entries add column changes mediumtext null;

set session group_concat_max_len = 16777215;

update audit_entries e join (
  select entry_id, group_concat(
    replace(replace(replace(member, '\\', '\\\\'), '\t', '\\t'), '\n', '\\n'),
    '\t', coalesce(replace(replace(replace(value_before, '\\', '\\\\'), '\t', '\\t'), '\n', '\\n'), '\\N'),
    '\t', coalesce(replace(replace(replace(value_after, '\\', '\\\\'), '\t', '\\t'), '\n', '\\n'), '\\N')
    order by member separator '\n') as members
  from audit_changes group by entry_id) c on c.entry_id = e.id
set e.changes = c.members;

drop table audit_changes;

-- A company that was merged away has no heads at an event. Its registrations are moved under the locks of their events; one
-- that comes in at the same moment finds no parent here, and is decided anew.
alter table companies
  add column live_id binary(16) generated always as (case when merged_into_id is null then id end) stored,
  add constraint uq_company_live unique (live_id);

alter table event_companies add constraint fk_event_company_live foreign key (company_id) references companies (live_id);

-- Who let somebody in, or was refused: as the audit trail names him. Scans before this do not know.
alter table check_ins
  add column scanned_by varchar(100) null;

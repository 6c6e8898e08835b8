import type { RecentRegistrations } from "../api/registrations";
import type { EventInfo, Registration } from "../api/types";
import * as format from "../format";
import { useTexts } from "../texts";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { SaveButtons, Section } from "../ui/section";
import { EmptyState } from "../ui/states";

function useColumns(names: Map<string, string>, zone: string): Column<Registration>[] {
  const t = useTexts();
  return [
    { key: "company", label: t.event.company, isHead: true, value: (row) => names.get(row.company_id) ?? t.event.unknownCompany },
    { key: "status", label: t.event.status, value: (row) => t.registration[row.status] },
    { key: "confirmed", label: t.event.confirmed, isNumber: true, value: (row) => row.confirmed_headcount },
    { key: "waiting", label: t.event.waiting, isNumber: true, value: (row) => row.waitlisted_headcount },
    {
      key: "at",
      label: t.event.when,
      isNumber: true,
      value: (row) => row.registered_at,
      show: (row) => format.instant(row.registered_at, zone),
    },
  ];
}

function RegistrationTable(props: { title: string; from: RecentRegistrations; event: EventInfo; name: string }) {
  const table: DataTableProps<Registration> = {
    about: `${props.title}: ${props.event.name}`,
    columns: useColumns(props.from.names, props.event.time_zone),
    rows: props.from.rows,
    rowKey: (row) => row.id,
  };
  return (
    <Section title={props.title} actions={<SaveButtons table={table} name={`${props.name}-${props.event.starts_on}`} />}>
      <DataTable {...table} />
    </Section>
  );
}

export function WaitlistSection({ waiting, event }: { waiting: RecentRegistrations; event: EventInfo }) {
  const t = useTexts();
  if (waiting.rows.length > 0) return <RegistrationTable title={t.event.waitlist} from={waiting} event={event} name="waitlist" />;
  return (
    <Section title={t.event.waitlist}>
      <p class="calm">{t.event.noWaitlist}</p>
    </Section>
  );
}

export function LatestSection({ recent, event }: { recent: RecentRegistrations; event: EventInfo }) {
  const t = useTexts();
  if (recent.rows.length > 0) return <RegistrationTable title={t.event.latest} from={recent} event={event} name="registrations" />;
  return (
    <Section title={t.event.latest}>
      <EmptyState title={t.event.noRegistrations} />
    </Section>
  );
}

// The plan as it hangs at the entrance: a row for each time, a column for each table.
import type { Talk, Timetable } from "../api/talks";
import type { EventInfo } from "../api/types";
import * as format from "../format";
import { useTexts } from "../texts";
import { type DataTableProps, TableFrame } from "../ui/data_table";
import { SaveButtons, Section } from "../ui/section";
import { EmptyState } from "../ui/states";

interface GridRow {
  key: string;
  label: string;
  byTable: Map<string, Talk>;
}

function gridOf(talks: readonly Talk[]): { rows: GridRow[]; tables: string[] } {
  const rows = new Map<string, GridRow>();
  const tables = new Set<string>();
  for (const talk of talks) {
    if (talk.cancelled || talk.table === null) continue;
    const table = String(talk.table);
    tables.add(table);
    const key = `${talk.local_date} ${talk.local_time}`;
    const row = rows.get(key) ?? { key, label: talk.local_time.slice(0, 5), byTable: new Map<string, Talk>() };
    row.byTable.set(table, talk);
    rows.set(key, row);
  }
  return {
    rows: [...rows.values()].sort((a, b) => a.key.localeCompare(b.key)),
    tables: [...tables].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })),
  };
}

function Grid({ talks, about }: { talks: readonly Talk[]; about: string }) {
  const t = useTexts();
  const { rows, tables } = gridOf(talks);
  return (
    <TableFrame about={about}>
      <table class="grid-plan">
        <caption class="visually-hidden">{about}</caption>
        <thead>
          <tr>
            <th scope="col">{t.talks.time}</th>
            {tables.map((table) => (
              <th key={table} scope="col">
                {t.talks.table(table)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.label}</th>
              {tables.map((table) => {
                const talk = row.byTable.get(table);
                return (
                  <td key={table}>
                    {talk && (
                      <>
                        <span class="partner">{talk.company_name}</span>
                        <span class="vendor">{talk.with_company_name}</span>
                      </>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

export function PlanSection({ timetable, event }: { timetable: Timetable | null; event: EventInfo }) {
  const t = useTexts();
  if (timetable === null)
    return (
      <Section title={t.talks.plan}>
        <EmptyState title={t.talks.noPlan} hint={t.talks.noPlanHint} />
      </Section>
    );
  const about = `${t.talks.plan}: ${event.name}`;
  const csv: DataTableProps<Talk> = { about, columns: [], rows: timetable.talks, rowKey: (row) => row.talk_id };
  return (
    <Section
      title={t.talks.plan}
      note={t.talks.planOf(timetable.plan_number, format.instant(timetable.published_at, timetable.time_zone))}
      actions={<SaveButtons path={`/events/${event.id}/talks/timetable`} table={csv} name={`talks-${event.starts_on}`} />}
    >
      <Grid talks={timetable.talks} about={about} />
    </Section>
  );
}

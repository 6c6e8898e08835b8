import type { Pace, PaceEdition } from "../api/statistics";
import type { EventInfo } from "../api/types";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { SaveButtons, Section } from "../ui/section";

export function PaceSection({ pace, event }: { pace: Pace | null; event: EventInfo }) {
  const t = useTexts();
  if (pace === null || pace.editions.length === 0) return null;
  const figure = (key: string, label: string, value: (row: PaceEdition) => number | null): Column<PaceEdition> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  const columns: Column<PaceEdition>[] = [
    {
      key: "name",
      label: t.series.edition,
      isHead: true,
      value: (row) => row.name,
      show: (row) => <a href={addressOf("events", row.event_id)}>{row.name}</a>,
    },
    { key: "date", label: t.series.date, isNumber: true, value: (row) => row.starts_on, show: (row) => format.shortDate(row.starts_on) },
    figure("participants", `${t.unit.participants}: ${t.event.atSameLead}`, (row) => row.participants),
    figure("final", `${t.unit.participants}: ${t.event.final}`, (row) => row.final_participants),
    {
      ...figure("ratio", `${t.unit.participants}: ${t.event.ratio}`, (row) => row.participants_ratio),
      show: (row) => format.percent(row.participants_ratio, 0),
    },
    figure("companies", `${t.unit.companies}: ${t.event.atSameLead}`, (row) => row.companies),
    figure("final_companies", `${t.unit.companies}: ${t.event.final}`, (row) => row.final_companies),
  ];
  const table: DataTableProps<PaceEdition> = {
    about: `${t.event.pace}: ${event.name}`,
    columns,
    rows: pace.editions,
    rowKey: (row) => row.event_id,
  };
  return (
    <Section
      title={t.event.pace}
      note={`${t.event.paceNote} ${t.event.now}: ${t.unit.heads(format.number(pace.now.participants))}, ${t.unit.firms(format.number(pace.now.companies))}.`}
      actions={<SaveButtons path={`/events/${event.id}/pace`} table={table} name={`pace-${event.series_key}-${event.starts_on}`} />}
    >
      <DataTable {...table} />
      <p class="stamp">{format.asOf(pace.as_of, event.time_zone)}</p>
    </Section>
  );
}

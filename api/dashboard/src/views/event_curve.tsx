import { useState } from "preact/hooks";

import { daysUntil } from "../api/data";
import type { Curve, CurveDay, PathDay } from "../api/statistics";
import { CurveChart, type CurveUnit } from "../charts/curve";
import * as format from "../format";
import { useTexts } from "../texts";
import { Switch } from "../ui/choice";
import type { Column } from "../ui/data_table";
import { ChartSection, Section } from "../ui/section";
import { EmptyState } from "../ui/states";
import type { EventData } from "./event";

const noPath: readonly PathDay[] = [];

export function CurveSection({ data, curve }: { data: EventData; curve: Curve }) {
  const t = useTexts();
  const [unit, setUnit] = useState<CurveUnit>("net");
  const { event, earlier } = data;
  if (curve.days.length === 0)
    return (
      <Section title={t.event.curve}>
        <EmptyState title={t.event.noRegistrations} />
      </Section>
    );
  const figure = (key: keyof CurveDay, label: string): Column<CurveDay> => ({
    key,
    label,
    isNumber: true,
    value: (row) => row[key],
  });
  const columns: Column<CurveDay>[] = [
    { key: "day", label: t.event.day, isHead: true, value: (row) => row.day, show: (row) => format.shortDate(row.day) },
    figure("lead_days", t.event.leadDays),
    figure("booked", t.event.booked),
    figure("cancelled", t.event.cancelled),
    figure("net", `${t.event.net} (${t.unit.participants})`),
    figure("companies", `${t.event.net} (${t.unit.companies})`),
  ];
  // The line goes on until today, or until the last day of an event that is over.
  const today = Math.max(daysUntil(event), 0);
  const last = curve.days.at(-1);
  const said = last ? `${format.number(last.net)} ${t.unit.participants}, ${format.number(last.companies)} ${t.unit.companies}` : "";
  return (
    <ChartSection
      title={t.event.curve}
      note={t.event.curveNote}
      controls={
        <Switch<CurveUnit>
          label={t.event.unitLabel}
          value={unit}
          options={[
            { value: "net", label: t.unit.participants },
            { value: "companies", label: t.unit.companies },
          ]}
          onChoose={setUnit}
        />
      }
      csvPath={`/events/${event.id}/registrations/daily`}
      csvName={`registrations-${event.series_key}-${event.starts_on}`}
      table={{ about: `${t.event.curve}: ${event.name}`, columns, rows: curve.days, rowKey: (row) => row.day }}
      after={<p class="stamp">{format.asOf(curve.as_of, event.time_zone)}</p>}
    >
      <CurveChart
        name={event.name}
        curve={curve}
        endsAt={data.forecast && data.forecast.lead_days >= 0 ? data.forecast.lead_days : today}
        earlier={earlier}
        path={data.forecast?.path ?? noPath}
        unit={unit}
        about={`${t.event.curve}: ${event.name}. ${said}`}
      />
    </ChartSection>
  );
}

import { useMemo } from "preact/hooks";

import type { Edition, Editions } from "../api/statistics";
import type { Series } from "../api/types";
import { YearsChart } from "../charts/years";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import type { Column } from "../ui/data_table";
import { ChartSection, Section } from "../ui/section";
import { EmptyState, NotAvailable } from "../ui/states";

function Shown({ editions, series }: { editions: Editions; series: Series }) {
  const t = useTexts();
  const all = editions.editions;
  const rows = useMemo(
    () =>
      all.map((edition) => ({
        label: format.shortDate(edition.starts_on),
        isComplete: edition.complete,
        participants: edition.participants,
        companies: edition.companies,
      })),
    [all, t],
  );
  const columns: Column<Edition>[] = [
    {
      key: "name",
      label: t.series.edition,
      isHead: true,
      value: (row) => row.name,
      show: (row) => <a href={addressOf("events", row.event_id)}>{row.name}</a>,
    },
    { key: "date", label: t.series.date, isNumber: true, value: (row) => row.starts_on, show: (row) => format.shortDate(row.starts_on) },
    { key: "participants", label: t.unit.participants, isNumber: true, value: (row) => row.participants },
    { key: "companies", label: t.unit.companies, isNumber: true, value: (row) => row.companies },
    { key: "vendors", label: t.unit.vendors, isNumber: true, value: (row) => row.vendors },
    {
      key: "per_company",
      label: t.unit.perCompany,
      isNumber: true,
      value: (row) => row.persons_per_company,
      show: (row) => format.number(row.persons_per_company, 2),
    },
    {
      key: "no_show_rate",
      label: t.series.noShowRate,
      isNumber: true,
      value: (row) => row.no_show_rate,
      show: (row) => format.percent(row.no_show_rate),
    },
    {
      key: "capacity_use",
      label: t.series.capacityUse,
      isNumber: true,
      value: (row) => row.capacity_use,
      show: (row) => format.percent(row.capacity_use, 0),
    },
  ];
  return (
    <ChartSection
      title={t.series.byEvent}
      note={all.some((edition) => !edition.complete) ? t.series.incompleteNote : undefined}
      csvPath={`/statistics/editions?series=${encodeURIComponent(series.key)}`}
      csvName={`editions-${series.key}`}
      table={{ about: `${t.series.byEvent}: ${series.name}`, columns, rows: all, rowKey: (row) => row.event_id }}
    >
      <YearsChart rows={rows} about={`${t.series.byEvent}: ${series.name}`} />
    </ChartSection>
  );
}

export function EditionsSection({ editions, series }: { editions: Editions | null; series: Series }) {
  const t = useTexts();
  if (editions !== null && editions.editions.length > 0) return <Shown editions={editions} series={series} />;
  return (
    <Section title={t.series.byEvent}>
      {editions === null ? <NotAvailable /> : <EmptyState title={t.series.noEvents} />}
    </Section>
  );
}

import { useMemo } from "preact/hooks";

import type { Retention, RetentionYear } from "../api/statistics";
import type { Series } from "../api/types";
import { TurnoverChart } from "../charts/turnover";
import * as format from "../format";
import { useTexts } from "../texts";
import type { Column } from "../ui/data_table";
import { ChartSection, Section } from "../ui/section";
import { EmptyState, NotAvailable } from "../ui/states";

function Shown({ retention, series }: { retention: Retention; series: Series }) {
  const t = useTexts();
  const years = retention.years;
  const rows = useMemo(
    () =>
      years.map((year) => ({
        year: year.year,
        returning: year.returning,
        regained: year.reactivated,
        fresh: year.new,
        lapsed: year.lapsed ?? null,
      })),
    [years],
  );
  const words = useMemo(
    () => ({ returning: t.series.returning, regained: t.series.reactivated, fresh: t.series.fresh, lapsed: t.series.lapsed }),
    [t],
  );
  const figure = (key: string, label: string, value: (row: RetentionYear) => number | null | undefined): Column<RetentionYear> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  const columns: Column<RetentionYear>[] = [
    { key: "year", label: t.series.year, isHead: true, value: (row) => row.year, show: (row) => row.year },
    figure("companies", t.series.companies, (row) => row.companies),
    figure("returning", t.series.returning, (row) => row.returning),
    figure("new", t.series.fresh, (row) => row.new),
    figure("reactivated", t.series.reactivated, (row) => row.reactivated),
    figure("lapsed", t.series.lapsed, (row) => row.lapsed),
    { ...figure("retention", t.series.retentionRate, (row) => row.retention), show: (row) => format.percent(row.retention) },
  ];
  return (
    <ChartSection
      title={t.series.retention}
      note={t.series.retentionNote}
      csvPath={`/statistics/retention?series=${encodeURIComponent(series.key)}`}
      csvName={`retention-${series.key}`}
      table={{ about: `${t.series.retention}: ${series.name}`, columns, rows: years, rowKey: (row) => String(row.year) }}
    >
      <TurnoverChart unit="firms" rows={rows} words={words} about={`${t.series.retention}: ${series.name}. ${t.series.retentionNote}`} />
    </ChartSection>
  );
}

export function RetentionSection({ retention, series }: { retention: Retention | null; series: Series }) {
  const t = useTexts();
  if (retention !== null && retention.years.length > 0) return <Shown retention={retention} series={series} />;
  return (
    <Section title={t.series.retention}>
      {retention === null ? <NotAvailable /> : <EmptyState title={t.series.noFigures} />}
    </Section>
  );
}

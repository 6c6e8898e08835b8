// One line a series: its latest year in both units, and how that compares.
import { latestYear } from "../api/data";
import type { AttendanceYear } from "../api/statistics";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { SaveButtons, Section } from "../ui/section";
import { Spark } from "../ui/spark";
import type { SeriesState } from "./overview";

export function SeriesTable({ all, zone }: { all: readonly SeriesState[]; zone: string }) {
  const t = useTexts();
  const latestOf = (state: SeriesState): AttendanceYear | undefined => latestYear(state.attendance.years, zone);
  const columns: Column<SeriesState>[] = [
    {
      key: "series",
      label: t.choose.series,
      isHead: true,
      value: (row) => row.series.name,
      show: (row) => <a href={addressOf("series", row.series.key)}>{row.series.name}</a>,
    },
    { key: "kind", label: t.overview.kind, value: (row) => t.kind[row.series.kind] },
    {
      key: "year",
      label: t.overview.latest,
      isNumber: true,
      value: (row) => latestOf(row)?.year ?? null,
      show: (row) => {
        const latest = latestOf(row);
        if (!latest) return format.unknown;
        return (
          <>
            {latest.year}
            {!latest.complete && <abbr title={t.series.incomplete}>*</abbr>}
          </>
        );
      },
    },
    { key: "participants", label: t.unit.participants, isNumber: true, value: (row) => latestOf(row)?.participants },
    { key: "companies", label: t.unit.companies, isNumber: true, value: (row) => latestOf(row)?.companies },
    {
      key: "change",
      label: t.overview.change,
      isNumber: true,
      value: (row) => latestOf(row)?.growth_from_previous?.participants,
      show: (row) => {
        const growth = latestOf(row)?.growth_from_previous;
        if (!growth || growth.participants === null || growth.participants === undefined) return format.unknown;
        return (
          <>
            {format.growth(growth.participants)} <span class="fine">{t.series.since(growth.since_year)}</span>
          </>
        );
      },
    },
    {
      key: "trend",
      label: t.overview.trend,
      value: (row) => row.attendance.years.map((year) => `${year.year}: ${year.participants ?? ""}`).join(" "),
      show: (row) => (
        <Spark
          about={t.unit.participants}
          bars={row.attendance.years
            .slice(-8)
            .map((year) => ({ label: String(year.year), value: year.participants, isComplete: year.complete }))}
        />
      ),
    },
  ];
  const table: DataTableProps<SeriesState> = {
    about: t.overview.bySeries,
    columns,
    rows: all,
    rowKey: (row) => row.series.key,
  };
  const isAnyOpen = all.some((one) => latestOf(one)?.complete === false);
  return (
    <Section title={t.overview.bySeries} actions={<SaveButtons table={table} name="tagwerk-series" />}>
      <DataTable {...table} />
      {isAnyOpen && <p class="fine">* {t.series.incomplete}</p>}
    </Section>
  );
}

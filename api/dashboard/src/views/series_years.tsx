import { useMemo } from "preact/hooks";

import { latestYear } from "../api/data";
import type { Attendance, AttendanceYear } from "../api/statistics";
import { YearsChart } from "../charts/years";
import * as format from "../format";
import { useTexts } from "../texts";
import type { Column } from "../ui/data_table";
import { BigFigures, ChartSection } from "../ui/section";
import type { SeriesData } from "./series";

export function SeriesHeadline({ attendance, zone }: { attendance: Attendance; zone: string }) {
  const t = useTexts();
  const latest = latestYear(attendance.years, zone);
  if (!latest) return null;
  const note = {
    note: latest.complete ? String(latest.year) : `${latest.year}, ${t.series.incomplete}`,
    isWarning: !latest.complete,
  };
  const growth = latest.growth_from_previous;
  const perCompany =
    latest.persons_per_company ??
    (latest.participants !== null && latest.companies ? latest.participants / latest.companies : null);
  return (
    <BigFigures
      figures={[
        { value: format.number(latest.participants), label: t.unit.participants, ...note, tone: "heads" },
        { value: format.number(latest.companies), label: t.unit.companies, ...note, tone: "firms" },
        { value: format.number(latest.vendors), label: t.unit.vendors, ...note },
        { value: format.number(perCompany, 2), label: t.unit.perCompany },
        ...(growth
          ? [
              {
                value: format.growth(growth.participants),
                label: `${t.series.growth}: ${t.unit.participants}, ${t.series.since(growth.since_year)}`,
              },
            ]
          : []),
      ]}
    />
  );
}

// (now / base)^(1 / years) − 1, where the server does not say it itself.
function perYear(row: AttendanceYear, unit: "participants" | "companies"): number | null {
  const growth = row.growth_from_previous;
  if (!growth) return null;
  const told = growth.per_year?.[unit];
  if (told !== undefined) return told;
  const share = growth[unit];
  if (share === null || share === undefined || share < -1) return null;
  return (1 + share) ** (1 / (row.year - growth.since_year)) - 1;
}

function useColumns(): Column<AttendanceYear>[] {
  const t = useTexts();
  const share = (key: string, label: string, value: (row: AttendanceYear) => number | null | undefined): Column<AttendanceYear> => ({
    key,
    label,
    isNumber: true,
    value,
    show: (row) => format.growth(value(row)),
  });
  return [
    {
      key: "year",
      label: t.series.year,
      isHead: true,
      value: (row) => row.year,
      show: (row) => (
        <>
          {row.year}
          {!row.complete && <abbr title={t.series.incomplete}>*</abbr>}
        </>
      ),
    },
    { key: "events", label: t.series.events, isNumber: true, value: (row) => row.events || null },
    { key: "participants", label: t.unit.participants, isNumber: true, value: (row) => row.participants },
    { key: "companies", label: t.unit.companies, isNumber: true, value: (row) => row.companies },
    { key: "vendors", label: t.unit.vendors, isNumber: true, value: (row) => row.vendors },
    {
      key: "difference",
      label: `${t.series.change} (${t.unit.participants})`,
      isNumber: true,
      value: (row) => row.growth_from_previous?.absolute.participants,
      show: (row) => format.difference(row.growth_from_previous?.absolute.participants),
    },
    share("growth", `${t.series.relative} (${t.unit.participants})`, (row) => row.growth_from_previous?.participants),
    share("per_year", `${t.series.perYear} (${t.unit.participants})`, (row) => perYear(row, "participants")),
    share("growth_companies", `${t.series.relative} (${t.unit.companies})`, (row) => row.growth_from_previous?.companies),
  ];
}

/// An unfinished year beside what the earlier one had by the same day: the raw growth alone would mislead.
function LikeForLike({ years }: { years: readonly AttendanceYear[] }) {
  const t = useTexts();
  const row = years.find((year) => year.same_days_elapsed);
  const same = row?.same_days_elapsed;
  if (!row || !same) return null;
  const line = (label: string, now: number | null, then: number | null | undefined, relative: number | null | undefined) => (
    <p>
      {label}: <strong>{format.number(now)}</strong> / {format.number(then)} ({format.growth(relative)})
    </p>
  );
  return (
    <div class="aside-note">
      <h3>{t.series.likeForLike}</h3>
      <p class="fine">{t.series.sameDays(format.date(same.until), same.since_year)}</p>
      {line(t.unit.participants, row.participants, same.participants, same.relative?.participants)}
      {line(t.unit.companies, row.companies, same.companies, same.relative?.companies)}
    </div>
  );
}

export function YearsSection({ data }: { data: SeriesData }) {
  const t = useTexts();
  const { years } = data.attendance;
  const rows = useMemo(
    () =>
      years.map((year) => ({
        label: String(year.year),
        isComplete: year.complete,
        participants: year.participants,
        companies: year.companies,
      })),
    [years],
  );
  const forecast = data.forecast;
  const next = useMemo(
    () =>
      forecast && (forecast.participants?.point ?? null) !== null
        ? {
            label: years.some((year) => year.year === forecast.year) ? `${forecast.year} (${t.forecast.title})` : String(forecast.year),
            participants: forecast.participants,
            companies: forecast.companies,
          }
        : null,
    [forecast, years, t],
  );
  const isAnyOpen = years.some((year) => !year.complete);
  const notes = [...(isAnyOpen ? [t.series.incompleteNote] : []), ...(next ? [t.forecast.boxNote] : [])];
  const said = years.map((year) => `${year.year}: ${format.number(year.participants)} / ${format.number(year.companies)}`).join("; ");
  return (
    <ChartSection
      title={t.series.byYear}
      note={notes.length > 0 ? notes.join(" ") : undefined}
      csvPath={`/statistics/attendance?series=${encodeURIComponent(data.series.key)}`}
      csvName={`attendance-${data.series.key}`}
      isTableOpen
      table={{
        about: `${t.series.byYear}: ${data.series.name}`,
        columns: useColumns(),
        rows: years,
        rowKey: (row) => String(row.year),
      }}
      after={<LikeForLike years={years} />}
    >
      <YearsChart rows={rows} next={next} about={t.series.byYearAbout(said)} />
    </ChartSection>
  );
}

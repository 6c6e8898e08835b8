// What participants thought, event by event: never a mean without its number and spread.
import { useMemo } from "preact/hooks";

import { get } from "../api/client";
import { loadSeries } from "../api/data";
import type { GradedEvent, SeriesGrades } from "../api/statistics";
import type { GradesSummary, Series } from "../api/types";
import { GradesChart } from "../charts/grades";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { SeriesChoice } from "../ui/choice";
import type { Column } from "../ui/data_table";
import { ChartSection } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";

const shownEvents = 24;
const numbers = ["1", "2", "3", "4", "5", "6"] as const;

const pathOf = (series: Series): string => `/statistics/grades?series=${encodeURIComponent(series.key)}`;

// The latest first.
async function load(series: Series): Promise<GradedEvent[]> {
  const { events } = await get<SeriesGrades>(pathOf(series));
  return events.slice(-shownEvents).reverse();
}

const sharesOf = ({ n, distribution }: GradesSummary): number[] | null =>
  distribution === null || n === 0 ? null : numbers.map((grade) => distribution[grade] / n);

function Shown({ graded, series }: { graded: readonly GradedEvent[]; series: Series }) {
  const t = useTexts();
  const rows = useMemo(
    () =>
      graded.map((event) => ({
        label: `${event.name}\n${t.grades.mean} ${format.grade(event.mean)}, n = ${format.number(event.n)}`,
        n: event.n,
        shares: sharesOf(event),
      })),
    [graded, t],
  );
  const columns: Column<GradedEvent>[] = [
    {
      key: "event",
      label: t.series.edition,
      isHead: true,
      value: (row) => row.name,
      show: (row) => <a href={addressOf("events", row.event_id)}>{row.name}</a>,
    },
    { key: "date", label: t.series.date, isNumber: true, value: (row) => row.starts_on, show: (row) => format.shortDate(row.starts_on) },
    { key: "n", label: t.grades.n, isNumber: true, value: (row) => row.n },
    {
      key: "mean",
      label: t.grades.mean,
      isNumber: true,
      value: (row) => row.mean,
      show: (row) => (row.mean === null ? t.grades.tooFew : format.grade(row.mean)),
    },
    { key: "median", label: t.grades.median, isNumber: true, value: (row) => row.median, show: (row) => format.median(row.median) },
    ...numbers.map(
      (grade): Column<GradedEvent> => ({
        key: grade,
        label: grade,
        isNumber: true,
        value: (row) => row.distribution?.[grade],
      }),
    ),
  ];
  const about = `${t.grades.distribution}: ${series.name}`;
  return (
    <ChartSection
      title={t.grades.distribution}
      note={t.grades.scale}
      csvPath={pathOf(series)}
      csvName={`grades-${series.key}`}
      isTableOpen
      table={{ about, columns, rows: graded, rowKey: (row) => row.event_id }}
    >
      <GradesChart rows={rows} about={`${about}. ${t.grades.about}`} />
    </ChartSection>
  );
}

function Chosen({ series }: { series: Series }) {
  const t = useTexts();
  const data = useData(() => load(series), [series.key]);
  return (
    <Loaded from={data}>
      {(graded) => (graded.length === 0 ? <EmptyState title={t.grades.none} /> : <Shown graded={graded} series={series} />)}
    </Loaded>
  );
}

export function GradesView({ id }: { id: string | null }) {
  const t = useTexts();
  const all = useData(loadSeries, []);
  const chosen = all.data?.find((series) => series.key === id) ?? all.data?.[0];
  return (
    <>
      <ViewHead title={chosen?.name ?? t.grades.title} eyebrow={t.grades.title}>
        {all.data && chosen && <SeriesChoice view="grades" all={all.data} chosen={chosen.key} />}
      </ViewHead>
      <Loaded from={all}>{() => (chosen ? <Chosen series={chosen} /> : <EmptyState title={t.state.empty} />)}</Loaded>
    </>
  );
}

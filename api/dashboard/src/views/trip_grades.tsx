// What travellers thought: of the whole trip, and of each visit and lodging as far as they were asked, with what they wrote.
import { useMemo } from "preact/hooks";

import { getOrNull, list, withQuery } from "../api/client";
import { isForbidden, isMissingRoute } from "../api/problem";
import type { Trip } from "../api/statistics";
import { type TripComment, type TripFeedback, tripPath } from "../api/trips";
import type { GradesSummary } from "../api/types";
import { GradesChart } from "../charts/grades";
import * as format from "../format";
import { type Texts, useTexts } from "../texts";
import type { Column, DataTableProps } from "../ui/data_table";
import { type BigFigure, BigFigures, ChartSection, Section } from "../ui/section";
import { Loaded } from "../ui/states";
import { useData } from "../use_data";

const bands = ["1", "2", "3", "4", "5", "6"] as const;

interface Row {
  key: string;
  name: string;
  kind: string; // in words; of the whole trip none
  grades: GradesSummary;
}

const pathOf = (trip: Trip): string => tripPath(trip, "feedback");

interface Opinions {
  feedback: TripFeedback | null; // null: this server asks for no more than the overall grade, which comes with the trip
  comments: TripComment[]; // that were published
}

const isAbsent = (error: unknown): boolean => isMissingRoute(error) || isForbidden(error);

async function load(trip: Trip): Promise<Opinions> {
  const feedback = await getOrNull<TripFeedback>(pathOf(trip), isAbsent);
  if (feedback === null) return { feedback, comments: [] };
  const path = withQuery(tripPath(trip, "comments"), { state: "published" });
  const comments = await list<TripComment>(path, 1).catch((error: unknown) => {
    if (isAbsent(error)) return [];
    throw error;
  });
  return { feedback, comments };
}

const overallOf = (trip: Trip): GradesSummary => ({
  n: trip.grades,
  mean: trip.grade_mean,
  median: trip.grade_median,
  distribution: trip.grade_distribution,
});

function rowsOf(trip: Trip, feedback: TripFeedback | null, t: Texts): Row[] {
  const words = t.trip.feedback;
  const whole: Row = { key: "", name: words.overall, kind: "", grades: feedback?.overall ?? overallOf(trip) };
  const parts = feedback?.items.map((item): Row => ({ key: item.item, name: item.title, kind: words[item.kind], grades: item })) ?? [];
  return [whole, ...parts];
}

const sharesOf = ({ n, distribution }: GradesSummary): number[] | null =>
  distribution === null || n === 0 ? null : bands.map((band) => distribution[band] / n);

const meanOf = ({ n, mean }: GradesSummary, t: Texts): string => (mean === null && n > 0 ? t.grades.tooFew : format.grade(mean));

function useTable(rows: readonly Row[], trip: Trip): DataTableProps<Row> {
  const t = useTexts();
  const words = t.trip.feedback;
  const hasParts = rows.length > 1;
  const band = (name: (typeof bands)[number]): Column<Row> => ({
    key: name,
    label: name,
    isNumber: true,
    value: (row) => row.grades.distribution?.[name],
  });
  return {
    about: `${words.title}: ${trip.name}`,
    columns: [
      { key: "what", label: words.what, isHead: true, value: (row) => row.name },
      ...(hasParts ? [{ key: "kind", label: words.kind, value: (row: Row) => row.kind } satisfies Column<Row>] : []),
      { key: "n", label: t.grades.n, isNumber: true, value: (row) => row.grades.n },
      { key: "mean", label: t.grades.mean, isNumber: true, value: (row) => row.grades.mean, show: (row) => meanOf(row.grades, t) },
      { key: "median", label: t.grades.median, isNumber: true, value: (row) => row.grades.median, show: (row) => format.median(row.grades.median) },
      ...bands.map(band),
    ],
    rows,
    rowKey: (row) => row.key,
  };
}

function Figures({ overall, feedback }: { overall: GradesSummary; feedback: TripFeedback | null }) {
  const t = useTexts();
  const words = t.trip.feedback;
  const figures: BigFigure[] = [
    {
      value: format.grade(overall.mean),
      label: words.mean,
      note: overall.mean === null ? t.grades.tooFew : `n = ${format.number(overall.n)}, ${t.grades.median} ${format.median(overall.median)}`,
    },
  ];
  if (feedback)
    figures.push(
      { value: format.percent(feedback.response_rate, 0), label: words.answers },
      { value: format.percent(feedback.would_go_again.share, 0), label: words.again, note: `n = ${format.number(feedback.would_go_again.n)}` },
    );
  return <BigFigures figures={figures} />;
}

function Comments({ comments, rows }: { comments: readonly TripComment[]; rows: readonly Row[] }) {
  const words = useTexts().trip.feedback;
  if (comments.length === 0) return null;
  return (
    <div class="comments">
      <h3>{words.comments}</h3>
      <ul>
        {comments.map((comment) => (
          <li key={comment.id}>
            <p class="words">{comment.text}</p>
            {comment.item && <p class="fine">{rows.find((row) => row.key === comment.item)?.name ?? comment.item}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Graded({ trip, feedback, comments }: Opinions & { trip: Trip }) {
  const t = useTexts();
  const words = t.trip.feedback;
  const rows = useMemo(() => rowsOf(trip, feedback, t), [trip, feedback, t]);
  const drawn = useMemo(
    () =>
      rows.map((row) => ({
        label: `${row.name}\n${t.grades.mean} ${meanOf(row.grades, t)}, n = ${format.number(row.grades.n)}`,
        n: row.grades.n,
        shares: sharesOf(row.grades),
      })),
    [rows, t],
  );
  return (
    <ChartSection
      id="grades"
      title={words.title}
      note={t.grades.scale}
      csvPath={feedback ? pathOf(trip) : undefined}
      csvName={`trip-grades-${trip.starts_on}`}
      isTableOpen
      after={<Comments comments={comments} rows={rows} />}
      table={useTable(rows, trip)}
    >
      <Figures overall={rows[0]?.grades ?? overallOf(trip)} feedback={feedback} />
      {drawn.some((row) => row.shares !== null) && <GradesChart rows={drawn} about={`${words.title}: ${trip.name}. ${words.about}`} />}
    </ChartSection>
  );
}

const isGraded = (trip: Trip, { feedback, comments }: Opinions): boolean =>
  trip.grades > 0 || comments.length > 0 || (feedback?.items.some((item) => item.n > 0) ?? false);

export function GradesSection({ trip }: { trip: Trip }) {
  const t = useTexts();
  const answer = useData(() => load(trip), [trip.event_id]);
  if (answer.data && isGraded(trip, answer.data)) return <Graded trip={trip} {...answer.data} />;
  return (
    <Section id="grades" title={t.trip.feedback.title}>
      <Loaded from={answer}>{() => <p class="calm">{t.trip.feedback.none}</p>}</Loaded>
    </Section>
  );
}

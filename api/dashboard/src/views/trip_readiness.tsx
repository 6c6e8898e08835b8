// Which traveller lacks what until when, the most urgent first. The server knows the rules; the page says it person by person.
import { type Told, ask } from "../api/client";
import { companyNames } from "../api/data";
import type { Trip } from "../api/statistics";
import { type ReadinessGap, type TripReadiness, nameOf, tripPath } from "../api/trips";
import * as format from "../format";
import { type Texts, useTexts } from "../texts";
import { DataTable, type DataTableProps } from "../ui/data_table";
import { IfTold } from "../ui/if_told";
import { BigFigures, SaveButtons, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { useData } from "../use_data";

interface Person {
  id: string;
  name: string;
  company: string;
  gaps: ReadinessGap[]; // the most urgent first
}

interface Shown {
  told: TripReadiness;
  companies: Map<string, string>;
}

const pathOf = (trip: Trip): string => tripPath(trip, "readiness");

async function load(trip: Trip): Promise<Told<Shown>> {
  const answer = await ask<TripReadiness>(pathOf(trip));
  if (answer.is !== "there") return answer;
  const { told } = answer;
  return { is: "there", told: { told, companies: await companyNames(told.gaps.map((gap) => gap.company_id)) } };
}

const isOver = (told: TripReadiness): boolean => told.as_of > told.return_date;

/// In the order in which they first appear, so that whose need is the most urgent comes first.
function peopleOf({ told, companies }: Shown, t: Texts): Person[] {
  const people = new Map<string, Person>();
  for (const gap of told.gaps) {
    const known = people.get(gap.participant_id);
    if (known) known.gaps.push(gap);
    else
      people.set(gap.participant_id, {
        id: gap.participant_id,
        name: nameOf(gap) ?? t.trip.unnamed,
        company: companies.get(gap.company_id) ?? t.event.unknownCompany,
        gaps: [gap],
      });
  }
  return [...people.values()];
}

function wordsOf(gap: ReadinessGap, t: Texts): string {
  const words = t.trip.readiness;
  const what = gap.country ? words.visaFor(format.country(gap.country)) : words.requirement[gap.requirement];
  return `${what}: ${words.problem[gap.problem]}`;
}

/// There is one, which is not valid for long enough.
const isTooShort = ({ problem }: ReadinessGap): boolean => problem === "expires_too_early" || problem === "does_not_cover";

function Gap({ gap, until }: { gap: ReadinessGap; until: string | null }) {
  const t = useTexts();
  const words = t.trip.readiness;
  // Its own day only where that is not the one of the row.
  const more = [
    gap.due_on && gap.due_on !== until ? words.by(format.date(gap.due_on)) : "",
    gap.needed_until && isTooShort(gap) ? words.neededUntil(format.date(gap.needed_until)) : "",
  ].filter(Boolean);
  return (
    <li>
      {wordsOf(gap, t)}
      {gap.is_overdue && <span class="overdue"> {words.isOverdue}</span>}
      {more.length > 0 && <span class="fine"> {more.join(", ")}</span>}
    </li>
  );
}

function useTable(shown: Shown, trip: Trip): DataTableProps<Person> {
  const t = useTexts();
  const words = t.trip.readiness;
  return {
    about: `${words.title}: ${trip.name}`,
    columns: [
      { key: "traveller", label: t.trip.traveller, isHead: true, value: (row) => row.name },
      {
        key: "lacks",
        label: words.lacks,
        value: (row) => row.gaps.map((gap) => wordsOf(gap, t)).join("; "),
        show: (row) => (
          <ul class="gaps">
            {row.gaps.map((gap) => (
              <Gap key={`${gap.requirement} ${gap.country ?? ""} ${gap.problem}`} gap={gap} until={row.gaps[0]?.due_on ?? null} />
            ))}
          </ul>
        ),
      },
      {
        key: "until",
        label: words.until,
        value: (row) => row.gaps[0]?.due_on,
        show: (row) => {
          const day = row.gaps[0]?.due_on;
          return day ? format.date(day) : words.noDay;
        },
      },
      { key: "company", label: t.trip.company, value: (row) => row.company },
    ],
    rows: peopleOf(shown, t),
    rowKey: (row) => row.id,
  };
}

function Figures({ told }: { told: TripReadiness }) {
  const t = useTexts();
  const words = t.trip.readiness;
  const overdue = told.gaps.filter((gap) => gap.is_overdue).length;
  const next = told.gaps.find((gap) => !gap.is_overdue && gap.due_on !== null)?.due_on;
  return (
    <BigFigures
      figures={[
        { value: t.overview.of(format.number(told.ready), format.number(told.travellers)), label: words.ready, tone: "heads" },
        { value: format.number(overdue), label: words.overdue, tone: overdue > 0 ? "warn" : undefined },
        {
          value: format.number(told.gaps.length - overdue),
          label: words.open,
          note: next ? words.next(format.date(next), format.fromNow(format.daysBetween(told.as_of, next))) : undefined,
        },
      ]}
    />
  );
}

function Travellers({ shown, trip }: { shown: Shown; trip: Trip }) {
  const t = useTexts();
  const words = t.trip.readiness;
  const { told } = shown;
  const table = useTable(shown, trip);
  if (told.travellers === 0) return <EmptyState title={words.nobodyTravels} hint={words.nobodyTravelsHint} />;
  if (isOver(told)) return <EmptyState title={words.over} hint={words.overHint} />;
  return (
    <>
      <Figures told={told} />
      {told.gaps.length === 0 ? <p class="calm after-figures">{words.allReady}</p> : <DataTable {...table} />}
    </>
  );
}

function Save({ shown, trip }: { shown: Shown; trip: Trip }) {
  return <SaveButtons path={pathOf(trip)} table={useTable(shown, trip)} name={`readiness-${trip.starts_on}`} />;
}

export function ReadinessSection({ trip }: { trip: Trip }) {
  const t = useTexts();
  const answer = useData(() => load(trip), [trip.event_id]);
  const shown = answer.data?.is === "there" && !isOver(answer.data.told.told) ? answer.data.told : null;
  return (
    <Section
      id="readiness"
      title={t.trip.readiness.title}
      note={shown && t.trip.readiness.note(format.date(shown.told.return_date))}
      actions={shown && shown.told.gaps.length > 0 && <Save shown={shown} trip={trip} />}
    >
      <Loaded from={answer}>{(from) => <IfTold from={from}>{(told) => <Travellers shown={told} trip={trip} />}</IfTold>}</Loaded>
    </Section>
  );
}

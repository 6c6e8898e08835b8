// Study trips side by side; groups are small, so each has a sheet of its own below. One of them alone has all that is known of it.
import { get } from "../api/client";
import type { Trip, Trips } from "../api/statistics";
import { loadRooming } from "../api/trip_rooming";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { JumpList } from "../ui/jump_list";
import { BigFigures, SaveButtons, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";
import { StatusMark } from "./overview_events";
import { GradesSection } from "./trip_grades";
import { ItinerarySection } from "./trip_itinerary";
import { MoneySections } from "./trip_money";
import { ReadinessSection } from "./trip_readiness";
import { RoomingSection } from "./trip_rooming";

const path = "/statistics/trips";
const shownSheets = 20;

/// The latest first.
const load = async (): Promise<Trip[]> => [...(await get<Trips>(path)).trips].reverse();

const placeOf = (trip: Trip): string => `${trip.city}, ${trip.country}`;

function SideBySide({ trips }: { trips: readonly Trip[] }) {
  const t = useTexts();
  const figure = (key: string, label: string, value: (row: Trip) => number | null): Column<Trip> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  const table: DataTableProps<Trip> = {
    about: t.trips.sideBySide,
    columns: [
      {
        key: "name",
        label: t.trips.trip,
        isHead: true,
        value: (row) => row.name,
        show: (row) => <a href={addressOf("trips", row.event_id)}>{row.name}</a>,
      },
      { key: "dates", label: t.trips.dates, value: (row) => row.starts_on, show: (row) => format.dates(row.starts_on, row.ends_on) },
      { key: "place", label: t.trips.place, value: placeOf },
      figure("companies", t.unit.companies, (row) => row.companies),
      figure("participants", t.unit.participants, (row) => row.participants),
      figure("capacity", t.trips.capacity, (row) => row.capacity),
      {
        ...figure("grade", t.trips.meanGrade, (row) => row.grade_mean),
        show: (row) => (row.grade_mean === null && row.grades > 0 ? t.grades.tooFew : format.grade(row.grade_mean)),
      },
      figure("grades", t.trips.grades, (row) => row.grades),
    ],
    rows: trips,
    rowKey: (row) => row.event_id,
  };
  return (
    <Section title={t.trips.sideBySide} note={t.grades.scale} actions={<SaveButtons path={path} table={table} name="trips" />}>
      <DataTable {...table} />
    </Section>
  );
}

interface GradeCount {
  grade: number;
  count: number;
}

/// `isAlone`: the view is of this trip, which has a part for grades.
function Sheet({ trip, isAlone = false }: { trip: Trip; isAlone?: boolean }) {
  const t = useTexts();
  const { grade_distribution: distribution } = trip;
  const gradesNote = () => {
    if (trip.grades === 0) return undefined;
    if (trip.grade_mean === null) return t.grades.tooFew;
    return `n = ${format.number(trip.grades)}, ${t.grades.median} ${format.median(trip.grade_median)}`;
  };
  const table: DataTableProps<GradeCount> = {
    about: `${t.grades.distribution}: ${trip.name}`,
    columns: [
      { key: "grade", label: t.trips.grade, isHead: true, value: (row) => row.grade },
      { key: "count", label: t.grades.n, isNumber: true, value: (row) => row.count },
    ],
    rows: Object.entries(distribution ?? {}).map(([grade, count]) => ({ grade: Number(grade), count })),
    rowKey: (row) => String(row.grade),
  };
  return (
    <Section
      title={isAlone ? t.trips.figures : trip.name}
      actions={distribution && !isAlone && <SaveButtons table={table} name={`grades-${trip.series}-${trip.starts_on}`} />}
      note={
        <span class="event-meta">
          <StatusMark event={trip} />
          <span>{format.dates(trip.starts_on, trip.ends_on)}</span>
          <span>{t.trips.days(format.daysBetween(trip.starts_on, trip.ends_on) + 1)}</span>
          <span>{placeOf(trip)}</span>
          {!isAlone && <a href={addressOf("trips", trip.event_id)}>{t.trips.more}</a>}
          <a href={addressOf("events", trip.event_id)}>{t.trips.open}</a>
        </span>
      }
    >
      <BigFigures
        figures={[
          {
            value: format.number(trip.participants),
            label: t.trips.travellers,
            note: trip.capacity === null ? undefined : t.trips.places(format.number(trip.capacity)),
            tone: "heads",
          },
          { value: format.number(trip.companies), label: t.trips.firms, tone: "firms" },
          {
            value: format.grade(trip.grade_mean),
            label: t.trips.grade,
            note: gradesNote(),
          },
        ]}
      />
      {distribution && !isAlone && (
        <div class="narrow">
          <DataTable {...table} />
        </div>
      )}
    </Section>
  );
}

function One({ trip }: { trip: Trip }) {
  const t = useTexts();
  const rooming = useData(() => loadRooming(trip), [trip.event_id]);
  const hasRooming = rooming.data?.is !== "missing";
  return (
    <>
      <JumpList
        parts={[
          { id: "itinerary", title: t.itinerary.title },
          { id: "readiness", title: t.trip.readiness.title },
          ...(hasRooming ? [{ id: "rooms", title: t.trip.rooming.title }] : []),
          { id: "money", title: t.trip.money.title },
          { id: "grades", title: t.trip.feedback.title },
        ]}
      />
      <Sheet trip={trip} isAlone />
      <ItinerarySection trip={trip} />
      <ReadinessSection trip={trip} />
      {hasRooming && <RoomingSection trip={trip} rooming={rooming} />}
      <MoneySections trip={trip} />
      <GradesSection trip={trip} />
    </>
  );
}

export function TripsView({ id }: { id: string | null }) {
  const t = useTexts();
  const trips = useData(load, []);
  const chosen = trips.data?.find((one) => one.event_id === id);
  return (
    <>
      <ViewHead title={chosen?.name ?? t.trips.title} eyebrow={chosen && <a href={addressOf("trips")}>{t.trips.all}</a>} />
      <Loaded from={trips}>
        {(all) =>
          chosen ? (
            <One trip={chosen} />
          ) : all.length === 0 ? (
            <EmptyState title={t.trips.none} hint={t.trips.noneHint} />
          ) : (
            <>
              <SideBySide trips={all} />
              {all.slice(0, shownSheets).map((trip) => (
                <Sheet key={trip.event_id} trip={trip} />
              ))}
            </>
          )
        }
      </Loaded>
    </>
  );
}

// Study trips: small groups, so each has a sheet of its own rather than a row.
import { each } from "../api/client";
import { loadCapacity, loadEvents } from "../api/data";
import type { Capacity, EventInfo, GradesSummary } from "../api/types";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { BigFigures, CsvButton, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";
import { loadGrades } from "./grades";
import { StatusMark } from "./overview_events";

interface Trip {
  event: EventInfo;
  capacity: Capacity;
  grades: GradesSummary;
}

const shownTrips = 20;

async function load(): Promise<Trip[]> {
  const trips = (await loadEvents()).filter((event) => event.kind === "study_trip");
  return each(trips.slice(0, shownTrips), async (event) => {
    const [capacity, grades] = await Promise.all([loadCapacity(event.id), loadGrades(event)]);
    return { event, capacity, grades };
  });
}

interface GradeCount {
  grade: number;
  count: number;
}

function Sheet({ trip }: { trip: Trip }) {
  const t = useTexts();
  const { event, grades } = trip;
  const pool = (key: string) => trip.capacity.pools.find((one) => one.key === key);
  const heads = pool("participants");
  const limit = heads?.limit ?? null;
  const table: DataTableProps<GradeCount> = {
    about: `${t.grades.distribution}: ${event.name}`,
    columns: [
      { key: "grade", label: t.trips.grade, isHead: true, value: (row) => row.grade },
      { key: "count", label: t.grades.n, isNumber: true, value: (row) => row.count },
    ] satisfies Column<GradeCount>[],
    rows: Object.entries(grades.distribution ?? {}).map(([grade, count]) => ({ grade: Number(grade), count })),
    rowKey: (row) => String(row.grade),
  };
  return (
    <Section
      title={event.name}
      actions={grades.distribution && <CsvButton table={table} name={`grades-${event.series_key}-${event.starts_on}`} />}
      note={
        <span class="event-meta">
          <StatusMark event={event} />
          <span>{format.dates(event.starts_on, event.ends_on)}</span>
          <span>{t.trips.days(format.daysBetween(event.starts_on, event.ends_on) + 1)}</span>
          <span>
            {event.city}, {event.country}
          </span>
          <span>{event.time_zone}</span>
          <a href={addressOf("events", event.id)}>{t.trips.open}</a>
        </span>
      }
    >
      <BigFigures
        figures={[
          {
            value: format.number(heads?.confirmed),
            label: t.trips.travellers,
            note: limit === null ? undefined : t.trips.places(format.number(limit)),
            tone: "heads",
          },
          { value: format.number(pool("companies")?.confirmed), label: t.trips.firms, tone: "firms" },
          {
            value: format.grade(grades.mean),
            label: t.trips.grade,
            note: grades.mean === null ? t.grades.tooFew : `n = ${format.number(grades.n)}, ${t.grades.median} ${format.median(grades.median)}`,
          },
        ]}
      />
      {grades.distribution && (
        <div class="narrow">
          <DataTable {...table} />
        </div>
      )}
      {event.note && <p class="fine">{event.note}</p>}
    </Section>
  );
}

export function TripsView(_: { id: string | null }) {
  const t = useTexts();
  const trips = useData(load, []);
  return (
    <>
      <ViewHead title={t.trips.title} lead={t.grades.scale} />
      <Loaded from={trips}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={t.trips.none} hint={t.trips.noneHint} />
          ) : (
            <>
              {all.map((trip) => (
                <Sheet key={trip.event.id} trip={trip} />
              ))}
            </>
          )
        }
      </Loaded>
    </>
  );
}

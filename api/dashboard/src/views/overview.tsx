// What comes next, how much it is, and what needs a look. No chart library: this is the page that must be there at once.
import { each } from "../api/client";
import { isAhead, isOverdue, latestYear, loadAttendance, loadCapacity, loadEvents, loadForecast, loadOrganization, loadSeries } from "../api/data";
import type { Attendance, EventForecast } from "../api/statistics";
import type { Capacity, EventInfo, Organization, Series } from "../api/types";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { BigFigures, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";
import { EventList } from "./overview_events";
import { SeriesTable } from "./overview_series";
import { type Warning, warningsOf } from "./overview_warnings";
import { ReachSection } from "./reach";

export interface EventState {
  event: EventInfo;
  capacity: Capacity;
  forecast: EventForecast | null;
}

export interface SeriesState {
  series: Series;
  attendance: Attendance;
}

interface Overview {
  organization: Organization;
  events: EventState[];
  overdue: EventInfo[];
  isAnyComing: boolean;
  series: SeriesState[];
}

const shownEvents = 12;

async function load(): Promise<Overview> {
  const [organization, all, series] = await Promise.all([loadOrganization(), loadEvents(), loadSeries()]);
  const ahead = all.filter(isAhead);
  const overdue = ahead.filter(isOverdue);
  const coming = ahead.filter((event) => !isOverdue(event)).reverse();
  // Where nothing is to come there is still what should have been completed.
  const next = (coming.length > 0 ? coming : overdue).slice(0, shownEvents);
  const [events, attendances] = await Promise.all([
    each(next, async (event) => {
      const [capacity, forecast] = await Promise.all([
        loadCapacity(event.id),
        isOverdue(event) ? null : loadForecast(event.id),
      ]);
      return { event, capacity, forecast };
    }),
    each(series, async (one) => ({ series: one, attendance: await loadAttendance(one.key) })),
  ]);
  return { organization, events, overdue, isAnyComing: coming.length > 0, series: attendances };
}

const pool = (state: EventState, key: string) => state.capacity.pools.find((one) => one.key === key);
const sum = (figures: number[]): number => figures.reduce((a, b) => a + b, 0);

function Figures({ data }: { data: Overview }) {
  const t = useTexts();
  const years = data.series.flatMap((one) => one.attendance.years);
  const year = latestYear([...years].sort((a, b) => a.year - b.year), data.organization.time_zone)?.year ?? 0;
  const ofYear = years.filter((one) => one.year === year);
  const known = ofYear.flatMap((one) => one.participants ?? []);
  return (
    <BigFigures
      figures={[
        { value: format.number(data.events.length), label: data.isAnyComing ? t.overview.openEvents : t.overview.overdueEvents },
        {
          value: format.number(sum(data.events.map((one) => pool(one, "participants")?.confirmed ?? 0))),
          label: t.overview.headsOpen,
          tone: "heads",
        },
        ...(known.length > 0
          ? [
              {
                value: format.number(sum(known)),
                label: t.overview.headsYear(year),
                note: ofYear.every((one) => one.complete) ? undefined : t.overview.yearRunning,
                isWarning: true,
                tone: "heads" as const,
              },
            ]
          : []),
        {
          value: format.number(sum(data.events.map((one) => pool(one, "participants")?.waitlisted ?? 0))),
          label: t.overview.waiting,
        },
      ]}
    />
  );
}

function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const t = useTexts();
  if (warnings.length === 0) return <p class="calm">{t.overview.noWarnings}</p>;
  return (
    <ul class="warnings">
      {warnings.map((warning) => (
        <li key={warning.text + warning.events[0]?.id}>
          {warning.events.length === 1 && warning.events.map((event) => <EventLink key={event.id} event={event} />)}
          <p>{warning.text}</p>
          {warning.events.length > 1 && (
            <ul>
              {warning.events.map((event) => (
                <li key={event.id}>
                  <EventLink event={event} />
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  );
}

const EventLink = ({ event }: { event: EventInfo }) => <a href={addressOf("events", event.id)}>{event.name}</a>;

function Body({ data }: { data: Overview }) {
  const t = useTexts();
  const asOf = data.series.map((one) => one.attendance.as_of).sort().at(-1);
  return (
    <>
      <Figures data={data} />
      <div class="columns">
        <Section title={data.isAnyComing || data.events.length === 0 ? t.overview.next : t.overview.overdue}>
          {data.events.length === 0 ? (
            <EmptyState title={t.overview.noNext} hint={t.overview.noNextHint} />
          ) : (
            <EventList events={data.events} />
          )}
        </Section>
        <Section title={t.overview.warnings}>
          <Warnings warnings={warningsOf(data.events, data.overdue)} />
        </Section>
      </div>
      <SeriesTable all={data.series} zone={data.organization.time_zone} />
      {asOf && <p class="stamp">{format.asOf(asOf, data.organization.time_zone)}</p>}
      <ReachSection all={data.series.map((one) => one.series)} />
    </>
  );
}

export function OverviewView() {
  const t = useTexts();
  const data = useData(load, []);
  return (
    <>
      <ViewHead title={t.overview.title} eyebrow={data.data?.organization.name} />
      <Loaded from={data} lines={5}>
        {(ready) => <Body data={ready} />}
      </Loaded>
    </>
  );
}

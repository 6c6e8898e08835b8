// One event: how it fills, how full it is and why, who waits, who came last.
import { each, get, getOrNull } from "../api/client";
import { daysUntil, firstEvent, loadCapacity, loadEvents, loadForecast, loadSeries } from "../api/data";
import { hasCode, isMissingRoute } from "../api/problem";
import { type RecentRegistrations, loadRecent, loadWaiting } from "../api/registrations";
import type { Curve, EventForecast, Pace } from "../api/statistics";
import type { Capacity, EventInfo, OverbookingSuggestion } from "../api/types";
import type { EarlierCurve } from "../charts/curve";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { EventChoice } from "../ui/choice";
import { BigFigures, Section } from "../ui/section";
import { EmptyState, Loaded, NotAvailable } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";
import { CapacitySection } from "./event_capacity";
import { CurveSection } from "./event_curve";
import { PaceSection } from "./event_pace";
import { LatestSection, WaitlistSection } from "./event_registrations";
import { ForecastPair } from "./forecast";
import { StatusMark } from "./overview_events";

export interface EventData {
  event: EventInfo;
  capacity: Capacity;
  suggestion: OverbookingSuggestion | null;
  curve: Curve | null;
  earlier: EarlierCurve[];
  pace: Pace | null;
  forecast: EventForecast | null;
  recent: RecentRegistrations;
  waiting: RecentRegistrations;
}

const shownEarlier = 5;

const absent = (error: unknown): boolean => isMissingRoute(error) || hasCode(error, "not_found");

const loadCurve = (id: string): Promise<Curve | null> => getOrNull<Curve>(`/events/${id}/registrations/daily`, absent);

async function loadEarlier(id: string): Promise<{ pace: Pace | null; earlier: EarlierCurve[] }> {
  const pace = await getOrNull<Pace>(`/events/${id}/pace`, absent);
  const latest = [...(pace?.editions ?? [])].sort((a, b) => b.starts_on.localeCompare(a.starts_on)).slice(0, shownEarlier);
  const curves = await each(latest, async (edition) => ({
    label: edition.name,
    curve: await loadCurve(edition.event_id),
  }));
  return { pace, earlier: curves.flatMap(({ label, curve }) => (curve && curve.days.length > 0 ? [{ label, curve }] : [])) };
}

async function loadOne(event: EventInfo): Promise<EventData> {
  const isOver = event.status === "completed" || event.status === "cancelled";
  const [capacity, suggestion, curve, { pace, earlier }, forecast, recent, waiting] = await Promise.all([
    loadCapacity(event.id),
    isOver ? null : get<OverbookingSuggestion>(`/events/${event.id}/overbooking-suggestion`),
    loadCurve(event.id),
    loadEarlier(event.id),
    loadForecast(event.id),
    loadRecent(event),
    loadWaiting(event),
  ]);
  return { event, capacity, suggestion, curve, earlier, pace, forecast, recent, waiting };
}

function Headline({ data }: { data: EventData }) {
  const t = useTexts();
  const pool = (key: string) => data.capacity.pools.find((one) => one.key === key);
  const heads = pool("participants");
  const firms = pool("companies");
  const of = (limit: number | null | undefined) =>
    limit === null || limit === undefined ? t.event.unlimited : t.event.ofLimit(format.number(limit));
  return (
    <>
      <BigFigures
        figures={[
          { value: format.number(heads?.confirmed), label: t.unit.participants, note: of(heads?.limit), tone: "heads" },
          { value: format.number(firms?.confirmed), label: t.unit.companies, note: of(firms?.limit), tone: "firms" },
          { value: format.number(heads?.waitlisted ?? 0), label: t.event.waiting },
          { value: format.number(heads?.available), label: t.event.free },
        ]}
      />
      {data.event.note && <p class="fine words">{data.event.note}</p>}
    </>
  );
}

function Body({ data }: { data: EventData }) {
  const t = useTexts();
  const zone = data.event.time_zone;
  return (
    <>
      <Headline data={data} />
      {data.curve ? (
        <CurveSection data={data} curve={data.curve} />
      ) : (
        <Section title={t.event.curve}>
          <NotAvailable />
        </Section>
      )}
      <Section title={t.forecast.title}>
        {data.forecast ? (
          <ForecastPair
            participants={data.forecast.participants}
            companies={data.forecast.companies}
            asOf={data.forecast.as_of}
            zone={zone}
          />
        ) : (
          <NotAvailable />
        )}
      </Section>
      <PaceSection pace={data.pace} event={data.event} />
      <CapacitySection capacity={data.capacity} suggestion={data.suggestion} event={data.event} />
      <WaitlistSection waiting={data.waiting} event={data.event} />
      <LatestSection recent={data.recent} event={data.event} />
    </>
  );
}

function Chosen({ event }: { event: EventInfo }) {
  const data = useData(() => loadOne(event), [event.id]);
  return (
    <Loaded from={data} lines={5}>
      {(ready) => <Body data={ready} />}
    </Loaded>
  );
}

export function EventView({ id }: { id: string | null }) {
  const t = useTexts();
  const all = useData(async () => ({ events: await loadEvents(), series: await loadSeries() }), []);
  const events = all.data?.events ?? [];
  const event = events.find((one) => one.id === id) ?? firstEvent(events);
  const series = all.data?.series.find((one) => one.key === event?.series_key);
  return (
    <>
      <ViewHead
        title={event?.name ?? t.event.title}
        eyebrow={series ? <a href={addressOf("series", series.key)}>{series.name}</a> : t.event.title}
        lead={
          event && (
            <span class="event-meta">
              <StatusMark event={event} />
              <span>{format.dates(event.starts_on, event.ends_on)}</span>
              <span>{event.city}</span>
              <span>{format.fromNow(daysUntil(event))}</span>
              <span>{event.time_zone}</span>
            </span>
          )
        }
      >
        {event && <EventChoice view="events" all={events} chosen={event.id} />}
      </ViewHead>
      <Loaded from={all}>{() => (event ? <Chosen event={event} /> : <EmptyState title={t.event.noEvents} />)}</Loaded>
    </>
  );
}

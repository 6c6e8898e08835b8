// The door while it is open: who is inside now, how fast they come, who is missing.
import { useEffect, useState } from "preact/hooks";

import { forget } from "../api/client";
import { daysUntil, firstEvent, isAhead, loadEvents } from "../api/data";
import { type LiveState, followCheckIns } from "../api/live";
import { type Bucket, type Scans, loadScans } from "../api/scans";
import type { CheckInFigures, CheckInSummary, EventInfo } from "../api/types";
import { ScansChart } from "../charts/scans";
import * as format from "../format";
import { useTexts } from "../texts";
import { EventChoice } from "../ui/choice";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { type BigFigure, BigFigures, ChartSection, SaveButtons, Section } from "../ui/section";
import { EmptyState, Loaded, LoadingState } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";

const scansEveryMs = 15_000;

function useLive(event: EventInfo) {
  const [summary, setSummary] = useState<CheckInSummary | null>(null);
  const [state, setState] = useState<LiveState>("waiting");
  const [toldAt, setToldAt] = useState(0);
  useEffect(() => {
    const end = new AbortController();
    setSummary(null);
    void followCheckIns(
      event.id,
      {
        state: setState,
        summary: (now) => {
          setSummary(now);
          setToldAt(Date.now());
        },
      },
      end.signal,
    );
    return () => end.abort();
  }, [event.id]);
  return { summary, state, toldAt };
}

/// Asked again while people may come, not as often as the figures change.
function useScans(event: EventInfo, list: string): Scans | null {
  const [scans, setScans] = useState<Scans | null>(null);
  useEffect(() => {
    let isWanted = true;
    const look = () => {
      forget();
      loadScans(event, list, Date.now()).then(
        (found) => isWanted && setScans(found),
        () => undefined, // the state of the connection is said elsewhere
      );
    };
    look();
    const timer = isAhead(event) ? setInterval(look, scansEveryMs) : undefined;
    return () => {
      isWanted = false;
      clearInterval(timer);
    };
  }, [event.id, list]);
  return scans;
}

function ScansSection({ event, list }: { event: EventInfo; list: string }) {
  const t = useTexts();
  const scans = useScans(event, list);
  if (scans === null)
    return (
      <Section title={t.checkIn.perMinute}>
        <p class="calm">{t.checkIn.noScans}</p>
      </Section>
    );
  const columns: Column<Bucket>[] = [
    { key: "at", label: t.checkIn.minute, isHead: true, value: (row) => row.at, show: (row) => format.instant(new Date(row.at).toISOString(), event.time_zone) },
    { key: "entries", label: t.checkIn.entries, isNumber: true, value: (row) => row.entries },
    { key: "exits", label: t.checkIn.exits, isNumber: true, value: (row) => row.exits },
  ];
  const about = `${t.checkIn.perBucket(scans.minutes)}: ${event.name}`;
  return (
    <ChartSection
      title={t.checkIn.perBucket(scans.minutes)}
      csvName={`scans-${event.starts_on}`}
      table={{ about, columns, rows: scans.buckets, rowKey: (row) => String(row.at) }}
    >
      <ScansChart scans={scans} zone={event.time_zone} about={about} />
    </ChartSection>
  );
}

const refusedOf = (row: CheckInFigures): number => Object.values(row.failed).reduce((a, b) => a + b, 0);

function ListsSection({ summary, event }: { summary: CheckInSummary; event: EventInfo }) {
  const t = useTexts();
  const isOver = daysUntil(event) < 0;
  const figure = (key: string, label: string, value: (row: CheckInFigures) => number | null): Column<CheckInFigures> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  const table: DataTableProps<CheckInFigures> = {
    about: `${t.checkIn.lists}: ${event.name}`,
    columns: [
      { key: "list", label: t.checkIn.list, isHead: true, value: (row) => row.name },
      figure("registered", t.checkIn.registered, (row) => row.registered),
      figure("checked_in", t.checkIn.arrived, (row) => row.checked_in),
      figure("inside", t.checkIn.inside, (row) => row.inside),
      figure("no_show", isOver ? t.checkIn.noShow : t.checkIn.missing, (row) => row.no_show ?? row.registered - row.checked_in),
      figure("failed", t.checkIn.refused, refusedOf),
    ],
    rows: summary.lists,
    rowKey: (row) => row.list,
  };
  return (
    <Section
      title={t.checkIn.lists}
      actions={<SaveButtons path={`/events/${event.id}/check-ins/summary`} table={table} name={`check-ins-${event.starts_on}`} />}
    >
      <DataTable {...table} />
    </Section>
  );
}

/// While the door is open what counts is who is inside; afterwards who did not come.
function DoorFigures({ list }: { list: CheckInFigures }) {
  const t = useTexts();
  const inside: BigFigure = { value: format.number(list.inside), label: t.checkIn.inside, tone: "heads" };
  const arrived: BigFigure = { value: format.number(list.checked_in), label: t.checkIn.arrived };
  const registered: BigFigure = { value: format.number(list.registered), label: t.checkIn.registered };
  const figures: BigFigure[] =
    list.no_show === null
      ? [inside, arrived, registered, { value: format.number(list.registered - list.checked_in), label: t.checkIn.missing }]
      : [
          { ...arrived, tone: "heads" },
          registered,
          { value: format.number(list.no_show), label: t.checkIn.noShow },
          {
            value: format.percent(list.registered > 0 ? list.no_show / list.registered : null),
            label: t.checkIn.noShowRate,
          },
        ];
  return <BigFigures figures={figures} />;
}

function Chosen({ event }: { event: EventInfo }) {
  const t = useTexts();
  const { summary, state, toldAt } = useLive(event);
  const main = summary?.lists.find((list) => list.list === "default") ?? summary?.lists[0];
  const word = t.checkIn.states[state];
  return (
    <>
      <p class={`live ${state === "live" || state === "polling" ? "live-on" : state === "lost" ? "live-lost" : ""}`} role="status">
        {word}
        {toldAt > 0 && `, ${t.checkIn.updated(format.clock(toldAt, event.time_zone))}`}
      </p>
      {summary === null || main === undefined ? (
        <LoadingState />
      ) : (
        <>
          <DoorFigures list={main} />
          <ScansSection event={event} list={main.list} />
          <ListsSection summary={summary} event={event} />
        </>
      )}
    </>
  );
}

export function CheckInView({ id }: { id: string | null }) {
  const t = useTexts();
  const all = useData(loadEvents, []);
  const events = all.data ?? [];
  const event = events.find((one) => one.id === id) ?? firstEvent(events);
  return (
    <>
      <ViewHead title={event?.name ?? t.checkIn.title} eyebrow={t.checkIn.title} lead={event && `${format.dates(event.starts_on, event.ends_on)}, ${event.city}`}>
        {event && <EventChoice view="check-in" all={events} chosen={event.id} />}
      </ViewHead>
      <Loaded from={all}>{() => (event ? <Chosen key={event.id} event={event} /> : <EmptyState title={t.event.noEvents} />)}</Loaded>
    </>
  );
}

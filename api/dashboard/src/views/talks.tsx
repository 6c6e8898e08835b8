// 1:1 talks of an event: how the tables are used, and the published plan as a grid.
import { getOrNull } from "../api/client";
import { firstEvent, isAhead, loadEvents } from "../api/data";
import { hasCode, isMissingRoute } from "../api/problem";
import type { SlotUse, TalkCapacity, Timetable } from "../api/talks";
import type { EventInfo } from "../api/types";
import { SlotsChart } from "../charts/slots";
import * as format from "../format";
import { type Texts, useTexts } from "../texts";
import { EventChoice } from "../ui/choice";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { BigFigures, ChartSection, SaveButtons, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { ViewHead } from "../ui/view_head";
import { useData } from "../use_data";
import { PlanSection } from "./talks_plan";

interface TalksData {
  capacity: TalkCapacity | null;
  timetable: Timetable | null;
}

async function load(event: EventInfo): Promise<TalksData> {
  const absent = (error: unknown) => isMissingRoute(error) || hasCode(error, "no_talk_settings", "no_published_plan");
  const [capacity, timetable] = await Promise.all([
    getOrNull<TalkCapacity>(`/events/${event.id}/talks/capacity`, absent),
    getOrNull<Timetable>(`/events/${event.id}/talks/timetable`, absent),
  ]);
  return { capacity, timetable };
}

function bottleneckOf(t: Texts, capacity: TalkCapacity): string {
  const words = t.talks.bottleneck;
  if (capacity.bottleneck === "tables") return words.tables(format.number(capacity.tables_needed), format.number(capacity.tables));
  if (capacity.bottleneck === "company") return words.company(format.number(capacity.overloaded_companies));
  return words.none(format.number(capacity.talks_wished), format.number(capacity.places_offered));
}

function UseSection({ capacity, event }: { capacity: TalkCapacity; event: EventInfo }) {
  const t = useTexts();
  const columns: Column<SlotUse>[] = [
    { key: "slot", label: t.talks.slot, isHead: true, value: (row) => row.slot },
    { key: "time", label: t.talks.time, isNumber: true, value: (row) => row.starts_at, show: (row) => format.instant(row.starts_at, event.time_zone) },
    { key: "used", label: t.talks.used, isNumber: true, value: (row) => row.used },
    { key: "tables", label: t.talks.available, isNumber: true, value: (row) => row.tables },
    {
      key: "utilisation",
      label: t.talks.utilisation,
      isNumber: true,
      value: (row) => row.utilisation,
      show: (row) => format.percent(row.utilisation, 0),
    },
    { key: "away", label: t.talks.away, isNumber: true, value: (row) => row.participants_away },
  ];
  const about = `${t.talks.use}: ${event.name}`;
  return (
    <ChartSection
      title={t.talks.use}
      note={bottleneckOf(t, capacity)}
      csvName={`talk-slots-${event.starts_on}`}
      table={{ about, columns, rows: capacity.by_slot, rowKey: (row) => String(row.slot) }}
    >
      <SlotsChart slots={capacity.by_slot} zone={event.time_zone} about={about} />
    </ChartSection>
  );
}

function Overloaded({ capacity, event }: { capacity: TalkCapacity; event: EventInfo }) {
  const t = useTexts();
  if (capacity.overloaded.length === 0) return null;
  const table: DataTableProps<TalkCapacity["overloaded"][number]> = {
    about: `${t.talks.overloaded}: ${event.name}`,
    columns: [
      { key: "name", label: t.event.company, isHead: true, value: (row) => row.name },
      { key: "wished", label: t.talks.wished, isNumber: true, value: (row) => row.wished },
      { key: "possible", label: t.talks.possible, isNumber: true, value: (row) => row.possible },
    ],
    rows: capacity.overloaded,
    rowKey: (row) => row.company_id,
  };
  return (
    <Section title={t.talks.overloaded} actions={<SaveButtons table={table} name={`overloaded-${event.starts_on}`} />}>
      <DataTable {...table} />
    </Section>
  );
}

function Body({ data, event }: { data: TalksData; event: EventInfo }) {
  const t = useTexts();
  const { capacity, timetable } = data;
  if (capacity === null) return <EmptyState title={t.talks.none} hint={t.talks.noneHint} />;
  return (
    <>
      <BigFigures
        figures={[
          { value: format.number(capacity.talks_wished), label: t.talks.figures.wished },
          { value: format.number(capacity.slots), label: t.talks.figures.slots },
          { value: format.number(capacity.tables), label: t.talks.figures.tables },
          { value: format.number(capacity.not_planned), label: t.talks.figures.planned },
        ]}
      />
      <UseSection capacity={capacity} event={event} />
      <Overloaded capacity={capacity} event={event} />
      <PlanSection timetable={timetable} event={event} />
    </>
  );
}

function Chosen({ event }: { event: EventInfo }) {
  const data = useData(() => load(event), [event.id]);
  return <Loaded from={data}>{(ready) => <Body data={ready} event={event} />}</Loaded>;
}

export function TalksView({ id }: { id: string | null }) {
  const t = useTexts();
  const all = useData(loadEvents, []);
  const events = all.data ?? [];
  // Talks are what partner talks are for; any event may have them.
  const ofTalks = events.filter((event) => event.kind === "partner_talks");
  const event = events.find((one) => one.id === id) ?? ofTalks.find(isAhead) ?? firstEvent(events);
  return (
    <>
      <ViewHead title={event?.name ?? t.talks.title} eyebrow={t.talks.title} lead={event && `${format.dates(event.starts_on, event.ends_on)}, ${event.city}`}>
        {event && <EventChoice view="talks" all={events} chosen={event.id} />}
      </ViewHead>
      <Loaded from={all}>{() => (event ? <Chosen event={event} /> : <EmptyState title={t.event.noEvents} />)}</Loaded>
    </>
  );
}

// How many of the partner companies the events of 12 months reach, who comes first and most often, and who can have met: of all
// series together, or of one. It is asked for by itself, so that a view need not wait for it.
import { getOrNull, withQuery } from "../api/client";
import { isMissingRoute } from "../api/problem";
import type { LoyalCompany, Reach, ReachRow } from "../api/statistics";
import type { Series } from "../api/types";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import type { Column } from "../ui/data_table";
import { BigFigures, ChartSection, Section } from "../ui/section";
import { EmptyState, Loaded, NotAvailable } from "../ui/states";
import { useData } from "../use_data";

interface Asked {
  all: readonly Series[]; // by whose names rows are called
  only?: Series; // else all of them together
}

const namedLoyal = 5;

const pairsOf = (companies: number): number => (companies * (companies - 1)) / 2;

// The server's share has four decimals, of which a few pairs among hundreds of companies leave nothing.
function densityOf(row: ReachRow, active: number): number | null {
  const pairs = pairsOf(active);
  return row.pairs_met === null || pairs === 0 ? null : row.pairs_met / pairs;
}

const pathOf = (only: Series | undefined): string => withQuery("/statistics/reach", { series: only?.key });

function useColumns({ all }: Asked, active: number): Column<ReachRow>[] {
  const t = useTexts();
  const nameOf = (row: ReachRow): string =>
    row.series === null ? t.choose.allSeries : (all.find((series) => series.key === row.series)?.name ?? row.series);
  const figure = (key: string, label: string, value: (row: ReachRow) => number | null): Column<ReachRow> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  return [
    {
      key: "series",
      label: t.choose.series,
      isHead: true,
      value: nameOf,
      show: (row) => (row.series === null ? nameOf(row) : <a href={addressOf("series", row.series)}>{nameOf(row)}</a>),
    },
    figure("events", t.series.events, (row) => row.events),
    figure("visitors", t.unit.companies, (row) => row.visitors),
    { ...figure("share", t.reach.shareShort, (row) => row.share), show: (row) => format.percent(row.share) },
    figure("first_timers", t.reach.firstTimersShort, (row) => row.first_timers),
    figure("pairs_met", t.reach.pairsShort, (row) => row.pairs_met),
    {
      ...figure("density", t.reach.densityShort, (row) => densityOf(row, active)),
      show: (row) => format.percent(densityOf(row, active)),
    },
  ];
}

function Reached({ reach, row, asked }: { reach: Reach; row: ReachRow; asked: Asked }) {
  const t = useTexts();
  const active = reach.active_companies;
  const name = asked.only ? `-${asked.only.key}` : "";
  return (
    <ChartSection
      title={t.reach.title}
      note={t.reach.note(format.date(reach.as_of))}
      csvPath={pathOf(asked.only)}
      csvName={`reach${name}`}
      table={{
        about: asked.only ? `${t.reach.title}: ${asked.only.name}` : t.reach.title,
        columns: useColumns(asked, active),
        rows: reach.reach,
        rowKey: (one) => one.series ?? "",
      }}
      after={<p class="stamp">{t.asOf(format.date(reach.as_of))}</p>}
    >
      <BigFigures
        figures={[
          {
            value: format.percent(row.share, 0),
            label: t.reach.share,
            note: t.reach.shareOf(format.number(row.visitors), format.number(active)),
            tone: "firms",
          },
          { value: format.number(row.first_timers), label: t.reach.firstTimers, tone: "firms" },
          {
            value: format.percent(densityOf(row, active)),
            label: t.reach.density,
            note: t.reach.densityOf(format.number(row.pairs_met), format.number(pairsOf(active))),
          },
          { value: format.number(row.events), label: t.reach.events(row.events) },
        ]}
      />
    </ChartSection>
  );
}

function Loyal({ reach, asked }: { reach: Reach; asked: Asked }) {
  const t = useTexts();
  if (reach.loyal.length === 0)
    return (
      <Section title={t.reach.loyal}>
        <p class="calm">{t.reach.noLoyal}</p>
      </Section>
    );
  const columns: Column<LoyalCompany>[] = [
    { key: "company", label: t.event.company, isHead: true, value: (row) => row.company },
    { key: "visits", label: t.reach.visitsShort, isNumber: true, value: (row) => row.visits },
    { key: "editions", label: t.reach.editions, isNumber: true, value: (row) => row.editions },
  ];
  return (
    <ChartSection
      title={t.reach.loyal}
      note={t.reach.loyalNote(format.date(reach.as_of))}
      csvName={asked.only ? `loyal-${asked.only.key}` : "loyal"}
      table={{
        about: asked.only ? `${t.reach.loyal}: ${asked.only.name}` : t.reach.loyal,
        columns,
        rows: reach.loyal,
        rowKey: (row) => row.company_id,
      }}
    >
      <ol class="ranking">
        {reach.loyal.slice(0, namedLoyal).map((one) => (
          <li key={one.company_id}>
            <span>{one.company}</span>
            <span class="ranking-figure">{t.reach.visits(one.visits)}</span>
          </li>
        ))}
      </ol>
    </ChartSection>
  );
}

function Told({ reach, asked }: { reach: Reach; asked: Asked }) {
  const t = useTexts();
  // Of all together, or of the one that was asked for.
  const row = reach.reach[0];
  return (
    <>
      {row && row.visitors !== null ? (
        <Reached reach={reach} row={row} asked={asked} />
      ) : (
        <Section title={t.reach.title} note={t.reach.note(format.date(reach.as_of))}>
          <EmptyState title={t.reach.none} hint={t.reach.noneHint} />
          <p class="stamp">{t.asOf(format.date(reach.as_of))}</p>
        </Section>
      )}
      <Loyal reach={reach} asked={asked} />
    </>
  );
}

export function ReachSection(asked: Asked) {
  const t = useTexts();
  const reach = useData(() => getOrNull<Reach>(pathOf(asked.only), isMissingRoute).then((told) => ({ told })), [asked.only?.key]);
  if (reach.data?.told) return <Told reach={reach.data.told} asked={asked} />;
  return (
    <Section title={t.reach.title}>
      <Loaded from={reach}>{() => <NotAvailable />}</Loaded>
    </Section>
  );
}

// How full every pool is, and why there is no place where there is none. The bars are in the table itself.
import type { Capacity, EventInfo, OverbookingSuggestion, Pool } from "../api/types";
import * as format from "../format";
import { useTexts } from "../texts";
import { type Column, DataTable, type DataTableProps } from "../ui/data_table";
import { Meter, poolName } from "../ui/meter";
import { SaveButtons, Section } from "../ui/section";

function Suggestion({ suggestion }: { suggestion: OverbookingSuggestion }) {
  const t = useTexts();
  const { turnout } = suggestion;
  if (turnout === null) return null;
  return (
    <>
      {suggestion.pools
        .filter((pool) => (pool.suggested_overbook ?? 0) > 0)
        .map((pool) => (
          <p key={pool.key} class="section-note">
            {t.event.suggestion(
              format.number(pool.suggested_overbook),
              poolName(pool.key),
              format.percent(turnout.no_show_rate),
              turnout.events,
            )}
          </p>
        ))}
    </>
  );
}

export function CapacitySection(props: {
  capacity: Capacity;
  suggestion: OverbookingSuggestion | null;
  event: EventInfo;
}) {
  const t = useTexts();
  const figure = (key: string, label: string, value: (row: Pool) => number | null): Column<Pool> => ({
    key,
    label,
    isNumber: true,
    value,
  });
  const columns: Column<Pool>[] = [
    { key: "pool", label: t.event.pool, isHead: true, value: (row) => poolName(row.key) },
    {
      key: "share",
      label: t.event.share,
      value: (row) => (row.limit ? Math.round((100 * row.confirmed) / row.limit) / 100 : null),
      show: (row) => (row.limit === null ? t.event.unlimited : <Meter pool={row} />),
    },
    figure("confirmed", t.event.confirmed, (row) => row.confirmed),
    figure("held", t.event.held, (row) => row.held),
    figure("reserved", t.event.reserved, (row) => row.reserved),
    {
      ...figure("limit", t.event.limit, (row) => row.limit),
      show: (row) =>
        row.overbook > 0 ? <abbr title={t.event.overbook(format.number(row.overbook))}>{format.number(row.limit)}*</abbr> : undefined,
    },
    figure("free", t.event.free, (row) => row.available),
    figure("waiting", t.event.waiting, (row) => row.waitlisted),
    { key: "why", label: t.event.why, value: (row) => row.why_none?.detail ?? t.event.hasPlaces },
  ];
  const table: DataTableProps<Pool> = {
    about: `${t.event.capacity}: ${props.event.name}`,
    columns,
    rows: props.capacity.pools,
    rowKey: (row) => row.key,
  };
  return (
    <Section
      title={t.event.capacity}
      actions={<SaveButtons table={table} name={`capacity-${props.event.series_key}-${props.event.starts_on}`} />}
    >
      {props.suggestion && <Suggestion suggestion={props.suggestion} />}
      <DataTable {...table} />
    </Section>
  );
}

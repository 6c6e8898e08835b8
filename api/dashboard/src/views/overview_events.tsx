import { daysUntil } from "../api/data";
import type { EventStatus, Pool } from "../api/types";
import * as format from "../format";
import { addressOf } from "../router";
import { useTexts } from "../texts";
import { Meter, poolName, takenOf } from "../ui/meter";
import type { EventState } from "./overview";

export function StatusMark({ event }: { event: { status: EventStatus } }) {
  const t = useTexts();
  return <span class={`mark mark-${event.status}`}>{t.status[event.status]}</span>;
}

function PoolLine({ pool }: { pool: Pool }) {
  const t = useTexts();
  const taken = format.number(takenOf(pool));
  return (
    <div class="pool-line">
      <span class="pool-name">{poolName(pool.key)}</span>
      {pool.limit !== null && <Meter pool={pool} />}
      <span class="pool-figures">
        {pool.limit === null ? taken : t.overview.of(taken, format.number(pool.limit))}
      </span>
    </div>
  );
}

function Row({ state }: { state: EventState }) {
  const t = useTexts();
  const { event, forecast } = state;
  const units = state.capacity.pools.filter((pool) => pool.key === "participants" || pool.key === "companies");
  const heads = forecast?.participants;
  return (
    <li class="event-row">
      <time dateTime={event.starts_on} class="event-day">
        <span class="event-day-number">{format.dayOfMonth(event.starts_on)}</span>
        <span>{format.monthAndYear(event.starts_on)}</span>
      </time>
      <div class="event-body">
        <h3>
          <a href={addressOf("events", event.id)}>{event.name}</a>
        </h3>
        <p class="event-meta">
          <StatusMark event={event} />
          <span>{event.city}</span>
          <span>{format.fromNow(daysUntil(event))}</span>
        </p>
        {units.map((pool) => (
          <PoolLine key={pool.key} pool={pool} />
        ))}
        {heads && heads.low80 !== null && (
          <p class="fine">{t.overview.expected(format.range(heads.low80, heads.high80))}</p>
        )}
      </div>
    </li>
  );
}

export function EventList({ events }: { events: readonly EventState[] }) {
  return (
    <ol class="event-list">
      {events.map((state) => (
        <Row key={state.event.id} state={state} />
      ))}
    </ol>
  );
}

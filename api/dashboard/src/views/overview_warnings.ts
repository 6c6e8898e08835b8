// What an organiser should look at. Rules only; the words are in texts.
import { daysUntil, isOverdue } from "../api/data";
import type { EventInfo, Pool } from "../api/types";
import * as format from "../format";
import { texts } from "../texts";
import { poolName } from "../ui/meter";
import type { EventState } from "./overview";

export interface Warning {
  text: string;
  events: EventInfo[];
}

const nearlyFullFrom = 0.95;
const quietDays = 30;

function ofPool(pool: Pool): string | null {
  const t = texts();
  if (pool.limit === null || pool.available === null) return null;
  if (pool.available <= 0) return t.warning.full(poolName(pool.key));
  const isNearlyFull = pool.limit > 0 && pool.available <= pool.limit * (1 - nearlyFullFrom);
  return isNearlyFull ? t.warning.nearlyFull(poolName(pool.key), format.number(pool.available)) : null;
}

function ofEvent(state: EventState): Warning[] {
  const t = texts();
  const { event, capacity } = state;
  const heads = capacity.pools.find((pool) => pool.key === "participants");
  const found = capacity.pools.map(ofPool);
  if (heads && heads.waitlisted > 0) found.push(t.warning.waitlist(format.number(heads.waitlisted)));
  const days = daysUntil(event);
  const isQuiet = event.status === "open" && days >= 0 && days <= quietDays && (heads?.confirmed ?? 0) === 0;
  if (isQuiet) found.push(t.warning.nobody(days));
  return found.flatMap((text) => (text === null ? [] : [{ text, events: [event] }]));
}

/// Of all events: those that are over are named together, for there may be many and it is one thing to do.
export function warningsOf(states: readonly EventState[], overdue: EventInfo[]): Warning[] {
  const others = states.filter((state) => !isOverdue(state.event)).flatMap(ofEvent);
  return overdue.length === 0 ? others : [...others, { text: texts().warning.overdue(overdue.length), events: overdue }];
}

// Lists are in order of creation, so the latest come last: asked for by windows that grow until there are enough.
import { todayIn } from "../format";
import { list, withQuery } from "./client";
import { companyNames } from "./data";
import type { EventInfo, Registration } from "./types";

export interface RecentRegistrations {
  rows: Registration[];
  names: Map<string, string>;
}

const wanted = 12;
const shownWaiting = 30;
const windowsInDays = [2, 14, 90];
const maxPages = 4;

const withNames = async (rows: Registration[]): Promise<RecentRegistrations> => ({
  rows,
  names: await companyNames(rows.map((row) => row.company_id)),
});

export async function loadRecent(event: EventInfo): Promise<RecentRegistrations> {
  const path = `/events/${event.id}/registrations`;
  // Before an event that is over nothing is "now".
  const end = event.ends_on < todayIn(event.time_zone) ? new Date(`${event.ends_on}T23:59:59Z`) : new Date();
  const starts = windowsInDays.map((days) => new Date(end.getTime() - days * 86_400_000).toISOString());
  let rows: Registration[] = [];
  for (const since of [...starts, null]) {
    rows = await list<Registration>(withQuery(path, { updated_since: since }), maxPages);
    if (rows.length >= wanted) break;
  }
  rows.sort((a, b) => b.registered_at.localeCompare(a.registered_at));
  return withNames(rows.slice(0, wanted));
}

export async function loadWaiting(event: EventInfo): Promise<RecentRegistrations> {
  const path = `/events/${event.id}/registrations`;
  const parts = await Promise.all(
    ["waitlisted", "partly_confirmed"].map((status) => list<Registration>(withQuery(path, { status }), 1)),
  );
  const rows = parts.flat().sort((a, b) => a.registered_at.localeCompare(b.registered_at));
  return withNames(rows.slice(0, shownWaiting));
}

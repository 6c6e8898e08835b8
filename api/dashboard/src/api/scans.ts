// Scans of the last hour, or of the whole event once it is over, minute by minute.
import { list, withQuery } from "./client";
import type { CheckIn, EventInfo } from "./types";

export interface Bucket {
  at: number; // ms since the epoch
  entries: number;
  exits: number;
}

export interface Scans {
  minutes: number; // per bucket
  buckets: Bucket[];
}

const minute = 60_000;
const shownMinutes = 60;
const maxPages = 8;
const maxBuckets = 60;
const widths = [1, 5, 15, 60, 240];

export function bucketsOf(scans: readonly CheckIn[], from: number, to: number): Scans {
  const span = Math.max(1, (to - from) / minute);
  const minutes = widths.find((width) => span / width <= maxBuckets) ?? 1440;
  const step = minutes * minute;
  const first = Math.floor(from / step) * step;
  const buckets: Bucket[] = [];
  for (let at = first; at <= to; at += step) buckets.push({ at, entries: 0, exits: 0 });
  for (const scan of scans) {
    const bucket = buckets[Math.floor((Date.parse(scan.at) - first) / step)];
    if (bucket) bucket[scan.direction === "entry" ? "entries" : "exits"] += 1;
  }
  return { minutes, buckets };
}

const counts = (scan: CheckIn): boolean => scan.result === "ok" && scan.annulled_at === null;

export async function loadScans(event: EventInfo, list_key: string, now: number): Promise<Scans | null> {
  const path = `/events/${event.id}/check-ins`;
  const since = new Date(now - shownMinutes * minute).toISOString();
  const recent = (await list<CheckIn>(withQuery(path, { result: "ok", list: list_key, updated_since: since }), maxPages)).filter(counts);
  if (recent.length > 0) return bucketsOf(recent, now - shownMinutes * minute, now);
  if (event.status !== "completed") return null;
  const all = (await list<CheckIn>(withQuery(path, { result: "ok", list: list_key }), maxPages)).filter(counts);
  if (all.length === 0) return null;
  const times = all.map((scan) => Date.parse(scan.at));
  return bucketsOf(all, Math.min(...times), Math.max(...times));
}

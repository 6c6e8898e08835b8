// Questions that several views ask.
import { daysBetween, todayIn } from "../format";
import { each, get, getOrNull, list } from "./client";
import { hasCode, isMissingRoute } from "./problem";
import type { Attendance, Edition, Editions, EventForecast } from "./statistics";
import type { Capacity, Company, EventInfo, Organization, Series } from "./types";

export const loadOrganization = (): Promise<Organization> => get<Organization>("/organization");
export const loadSeries = (): Promise<Series[]> => list<Series>("/series");
export const loadAttendance = (key: string): Promise<Attendance> =>
  get<Attendance>(`/statistics/attendance?series=${encodeURIComponent(key)}`);
export const loadCapacity = (id: string): Promise<Capacity> => get<Capacity>(`/events/${id}/capacity`);

/// The latest first.
export async function loadEvents(): Promise<EventInfo[]> {
  const events = await list<EventInfo>("/events");
  return events.sort((a, b) => b.starts_on.localeCompare(a.starts_on) || a.name.localeCompare(b.name));
}

const absent = (error: unknown): boolean => isMissingRoute(error) || hasCode(error, "not_found");

export const loadForecast = (id: string): Promise<EventForecast | null> =>
  getOrNull<EventForecast>(`/events/${id}/forecast`, absent);

export const loadEditions = (key: string): Promise<Editions | null> =>
  getOrNull<Editions>(`/statistics/editions?series=${encodeURIComponent(key)}`, isMissingRoute);

/// Its editions' figures are known event by event; of a server without them nothing is.
export const loadEdition = async (event: EventInfo): Promise<Edition | null> =>
  (await loadEditions(event.series_key))?.editions.find((edition) => edition.event_id === event.id) ?? null;

export const isAhead = (event: EventInfo): boolean => event.status !== "completed" && event.status !== "cancelled";

export const daysUntil = (event: EventInfo): number => daysBetween(todayIn(event.time_zone), event.starts_on);

export const isOverdue = (event: EventInfo): boolean =>
  isAhead(event) && daysBetween(todayIn(event.time_zone), event.ends_on) < 0;

/// The latest year that has begun in the organization's zone: of one that is only planned, few figures say little.
export function latestYear<T extends { year: number }>(years: readonly T[], zone: string): T | undefined {
  const now = Number(todayIn(zone).slice(0, 4));
  return years.filter((one) => one.year <= now).at(-1) ?? years.at(-1);
}

/// The event that a view begins with: the next one that is to come, else the one that is open the longest, else the latest.
export function firstEvent(events: readonly EventInfo[]): EventInfo | undefined {
  const ahead = events.filter(isAhead);
  const coming = ahead.filter((event) => !isOverdue(event));
  return coming.at(-1) ?? ahead.find((event) => event.kind === "partner_talks") ?? ahead[0] ?? events[0];
}

/// Names by id, of those that are wanted only; a company that is gone has none.
export async function companyNames(ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  const found = await each(wanted, (id) => getOrNull<Company>(`/companies/${id}`, (error) => hasCode(error, "not_found")));
  return new Map(found.flatMap((company) => (company ? [[company.id, company.name] as const] : [])));
}

// What somebody who writes a client does: the usual calls, typed by the generated description. Compiled, not run: a
// member that is renamed or a status that vanishes breaks the build.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/api";

// Statistics can also be had as CSV: this client reads JSON, and problems.
const client = createClient<paths, "application/json" | "application/problem+json">({ baseUrl: "http://127.0.0.1:8080" });

export async function registerGroup(eventId: string, companyId: string): Promise<string> {
  const { data, error } = await client.POST("/api/v1/events/{event_id}/registrations", {
    params: { path: { event_id: eventId }, header: { "Idempotency-Key": "one-of-a-kind" } },
    body: {
      company_id: companyId,
      participants: [{ given_name: "Demo", family_name: "Person", email: "demo.person@example.com" }],
      headcount: 2,
      waitlist: "partial",
    },
  });
  if (error) throw new Error(`${error.status} ${error.code}: ${error.detail}`);
  const heads: number = data.confirmed_headcount + data.waitlisted_headcount;
  const first = data.participants[0];
  return `${data.id} ${data.status} ${heads} ${first === undefined ? "-" : first.ticket_code}`;
}

export async function growthOf(series: string): Promise<number | null> {
  const { data, error } = await client.GET("/api/v1/statistics/attendance", { params: { query: { series } } });
  if (error) throw new Error(error.title);
  const newest = data.years.at(-1);
  return newest?.growth_from_previous?.participants ?? null;
}

export async function everyEvent(): Promise<string[]> {
  const names: string[] = [];
  const { data } = await client.GET("/api/v1/events", { params: { query: { limit: 500 } } });
  for (const event of data?.results ?? []) names.push(`${event.name} ${event.status}`);
  return names;
}

export async function moveEvent(eventId: string, etag: string, startsOn: string, endsOn: string): Promise<number> {
  const { response } = await client.PATCH("/api/v1/events/{event_id}", {
    params: { path: { event_id: eventId }, header: { "If-Match": etag } },
    body: { starts_on: startsOn, ends_on: endsOn },
  });
  return response.status;
}

export type Problem = components["schemas"]["Problem"];

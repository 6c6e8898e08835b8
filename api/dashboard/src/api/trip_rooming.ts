// Who sleeps where on a study trip. Nights are named by the day on which they begin.
import { type Told, ask, askAnew, each, get } from "./client";
import type { Money } from "./trip_money";
import { tripPath } from "./trips";
import type { Page } from "./types";

export interface LodgingRoom {
  key: string;
  name: string;
  kind: "single" | "double" | "twin";
  beds: number | null; // of a twin
  accessible: boolean | null;
}

export interface LodgingGuest {
  participant_id: string;
  given_name: string;
  family_name: string;
  first_night: string;
  last_night: string;
  room: string | null; // its key
}

/// Less is better, and what stands first counts first.
export interface RoomingScore {
  without_room: number;
  unmet: number;
  cost: Money | null;
}

export interface Lodging {
  item_key: string;
  title: string | null; // null: it is not in the itinerary any more
  nights: string[];
  rooms: LodgingRoom[];
  guests: LodgingGuest[];
  unnamed: number;
  score: RoomingScore | null; // null: nobody has a bed
  broken_rules: string[]; // sentences, as the explanations
  explanations: string[];
}

export const lodgingPath = (trip: { event_id: string }, key: string): string => tripPath(trip, `rooming/${encodeURIComponent(key)}`);

export async function loadRooming(trip: { event_id: string }): Promise<Told<Lodging[]>> {
  const answer = await ask<Page<{ item_key: string }>>(tripPath(trip, "rooming"));
  if (answer.is !== "there") return answer;
  return { is: "there", told: await each(answer.told.results, ({ item_key }) => get<Lodging>(lodgingPath(trip, item_key))) };
}

export const placesOf = (room: LodgingRoom): number => (room.kind === "single" ? 1 : room.kind === "double" ? 2 : (room.beds ?? 2));

export type Verdict = "best" | "better" | "unknown";

function compare(one: RoomingScore, other: RoomingScore): number {
  return one.without_room - other.without_room || one.unmet - other.unmet || Number(one.cost?.amount ?? 0) - Number(other.cost?.amount ?? 0);
}

/// Whether a plan could do better than what is: by a trial run, which keeps nothing.
export async function judge(trip: { event_id: string }, { item_key, score }: Lodging): Promise<Verdict> {
  const trial = await askAnew<{ score: RoomingScore; bound: RoomingScore }>(`${lodgingPath(trip, item_key)}/plan?dry_run=true`);
  if (score === null || compare(trial.score, score) < 0) return "better";
  return compare(score, trial.bound) <= 0 ? "best" : "unknown";
}

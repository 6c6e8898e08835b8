// A study trip, as travellers are told of it.
import type { GradesSummary } from "./types";

export type ItemKind = "travel" | "border_crossing" | "visit" | "lodging" | "meal" | "free_time";

export interface TripPlace {
  key: string;
  name: string;
  country: string;
  time_zone: string;
}

export interface TripItem {
  key: string;
  kind: ItemKind;
  title: string;
  place: string;
  to: string | null;
  starts_on: string;
  starts_at: string; // on the wall of its place
  ends_on: string;
  ends_at: string; // on the wall of where it ends
  for_everybody: boolean;
  limit: number | null;
  groups: { key: string; name: string; limit: number | null }[];
  carrier: string | null;
  number: string | null;
  host: string | null;
  dress: string | null;
  identification: string | null;
  note: string | null;
  from: string;
  until: string;
  cancelled: boolean;
}

export interface TripItinerary {
  event_id: string;
  event_name: string;
  number: number;
  published_at: string;
  note: string | null;
  places: TripPlace[];
  items: TripItem[];
}

export type Requirement = "passport" | "visa" | "insurance" | "emergency_contact" | "dietary";
export type GapProblem =
  | "missing"
  | "expires_too_early"
  | "does_not_cover"
  | "not_granted"
  | "refused"
  | "stay_too_long"
  | "unknown_rule";

export interface ReadinessGap {
  participant_id: string;
  company_id: string;
  given_name: string | null;
  family_name: string | null;
  requirement: Requirement;
  country: string | null; // of a visa
  problem: GapProblem;
  needed_until: string | null;
  due_on: string | null;
  is_overdue: boolean;
}

export interface TripReadiness {
  as_of: string;
  return_date: string;
  travellers: number;
  ready: number;
  gaps: ReadinessGap[];
}

export const tripPath = (trip: { event_id: string }, part: string): string => `/events/${trip.event_id}/trip/${part}`;

/// null: nobody is named yet.
export const nameOf = (traveller: { given_name: string | null; family_name: string | null }): string | null =>
  [traveller.given_name, traveller.family_name].filter(Boolean).join(" ") || null;

export interface ItemGrades extends GradesSummary {
  item: string;
  kind: "visit" | "lodging";
  title: string;
}

export interface TripFeedback {
  overall: GradesSummary;
  response_rate: number | null;
  would_go_again: { n: number; share: number | null };
  items: ItemGrades[];
}

/// Without the name of who wrote it.
export interface TripComment {
  id: string;
  item: string | null; // key of a visit or a lodging; null: the whole trip
  text: string;
}

// The members of the server's answers that the page uses (/api/v1/openapi.json has all of them).

export interface Page<T> {
  results: T[];
  next: string | null;
}

export interface Organization {
  key: string;
  name: string;
  time_zone: string;
}

export type Kind = "congress" | "partner_talks" | "focus_group" | "regional_meeting" | "study_trip" | "other";
export type EventStatus = "planned" | "open" | "closed" | "completed" | "cancelled";

export interface Series {
  key: string;
  name: string;
  kind: Kind;
}

export interface EventInfo {
  id: string;
  series_key: string;
  kind: Kind;
  name: string;
  edition_year: number;
  starts_on: string;
  ends_on: string;
  time_zone: string;
  city: string;
  country: string;
  status: EventStatus;
  note: string | null;
  created_at: string;
}

export interface Why {
  code: string;
  detail: string;
}

export interface Pool {
  key: string;
  limit: number | null;
  overbook: number;
  confirmed: number;
  held: number;
  reserved: number;
  waitlisted: number;
  available: number | null;
  why_none: Why | null;
}

export interface Capacity {
  pools: Pool[];
  categories: { key: string; limit: number | null; taken: number; waitlisted: number; available: number | null }[];
  contingents: { key: string; pool: string; places: number; taken: number; available: number; released: boolean }[];
}

export type RegistrationStatus = "confirmed" | "waitlisted" | "partly_confirmed" | "cancelled" | "held";

export interface Registration {
  id: string;
  company_id: string;
  category: string | null;
  status: RegistrationStatus;
  confirmed_headcount: number;
  waitlisted_headcount: number;
  held_headcount: number;
  registered_at: string;
  updated_at: string;
}

export interface Company {
  id: string;
  name: string;
  role: "partner" | "vendor" | "supplier";
  city: string | null;
}

export interface CheckInFigures {
  list: string;
  name: string;
  registered: number;
  checked_in: number;
  inside: number;
  no_show: number | null;
  failed: Record<string, number>;
}

export interface CheckInSummary {
  lists: CheckInFigures[];
}

export interface CheckIn {
  id: string;
  direction: "entry" | "exit";
  result: string;
  at: string;
  recorded_at: string;
  list: string;
  annulled_at: string | null;
}

export interface GradesSummary {
  n: number;
  mean: number | null;
  median: number | null;
  distribution: Record<"1" | "2" | "3" | "4" | "5" | "6", number> | null;
}

export interface OverbookingSuggestion {
  max_risk_percent: number;
  turnout: { events: number; registered: number; came: number; no_show_rate: number } | null;
  pools: { key: string; limit: number; overbook: number; suggested_overbook: number | null; risk: number | null; why_none: Why | null }[];
}

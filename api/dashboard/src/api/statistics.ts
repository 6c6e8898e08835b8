// Attendance trends, as the server tells them. A figure that is not known is null, never 0.
import type { EventStatus, GradesSummary } from "./types";

export interface UnitGrowth {
  participants?: number | null;
  companies?: number | null;
  vendors?: number | null;
}

export interface Growth extends UnitGrowth {
  since_year: number;
  absolute: UnitGrowth;
  per_year?: UnitGrowth | null;
}

export interface SameDays extends UnitGrowth {
  since_year: number;
  until: string;
  relative?: UnitGrowth | null;
}

export interface AttendanceYear {
  year: number;
  complete: boolean;
  events: number;
  companies: number | null;
  participants: number | null;
  vendors: number | null;
  persons_per_company?: number | null;
  growth_from_previous: Growth | null;
  same_days_elapsed?: SameDays | null;
}

export interface Attendance {
  series: string;
  years: AttendanceYear[];
  as_of: string;
}

export interface Edition {
  event_id: string;
  name: string;
  edition_year: number;
  starts_on: string;
  complete: boolean;
  companies: number | null;
  participants: number | null;
  vendors: number | null;
  persons_per_company: number | null;
  registered_at_start: number | null;
  no_shows: number | null;
  no_show_rate: number | null;
  places: number | null;
  capacity_use: number | null;
}

export interface Editions {
  as_of: string;
  editions: Edition[];
}

export interface RetentionYear {
  year: number;
  since_year: number | null;
  companies: number | null;
  returning: number | null;
  new: number | null;
  reactivated: number | null;
  lapsed: number | null;
  retention: number | null;
  first_timers?: number | null;
}

export interface Retention {
  as_of?: string;
  years: RetentionYear[];
}

export interface GradedEvent extends GradesSummary {
  event_id: string;
  name: string;
  edition_year: number;
  starts_on: string;
  lower_quartile: number | null;
  upper_quartile: number | null;
  deviation: number | null;
  participants: number | null;
  response_rate: number | null;
}

export interface SeriesGrades {
  series: string;
  events: GradedEvent[];
}

export interface Trip {
  series: string;
  event_id: string;
  name: string;
  starts_on: string;
  ends_on: string;
  city: string;
  country: string;
  status: EventStatus;
  companies: number | null;
  participants: number | null;
  capacity: number | null;
  grades: number;
  grade_mean: number | null;
  grade_median: number | null;
  grade_distribution: GradesSummary["distribution"];
}

export interface Trips {
  trips: Trip[];
}

export interface ReachRow {
  series: string | null; // of all together
  events: number;
  visitors: number | null;
  share: number | null;
  first_timers: number | null;
  pairs_met: number | null;
  density: number | null;
}

export interface LoyalCompany {
  company_id: string;
  company: string;
  visits: number;
  editions: number;
}

export interface Reach {
  as_of: string;
  active_companies: number;
  reach: ReachRow[];
  loyal: LoyalCompany[];
}

export interface CurveDay {
  day: string;
  lead_days: number;
  booked: number;
  cancelled: number;
  net: number;
  companies: number;
}

export interface Curve {
  event_id: string;
  time_zone: string;
  starts_on: string;
  as_of: string;
  days: CurveDay[];
}

export interface PaceEdition {
  event_id: string;
  name: string;
  edition_year: number;
  starts_on: string;
  participants: number | null;
  companies: number | null;
  final_participants: number | null;
  final_companies: number | null;
  participants_ratio: number | null;
  companies_ratio: number | null;
}

export interface Pace {
  as_of: string;
  lead_days: number;
  now: { participants: number | null; companies: number | null };
  editions: PaceEdition[];
}

export interface Range {
  point: number | null;
  low50: number | null;
  high50: number | null;
  low80: number | null;
  high80: number | null;
}

export interface Forecast extends Range {
  method: string;
  explanation?: string | null;
  editions: number;
  registered_at_start?: number | null;
  expected_no_shows?: number | null;
}

export interface PathDay {
  day: string;
  lead_days: number;
  expected: number;
  low50: number;
  high50: number;
  low80: number;
  high80: number;
}

export interface EventForecast {
  event_id: string;
  as_of: string;
  lead_days: number;
  complete: boolean;
  participants: Forecast | null;
  companies: Forecast | null;
  path: PathDay[];
}

export interface YearForecast {
  series: string;
  year: number;
  as_of: string;
  participants: Forecast | null;
  companies: Forecast | null;
}

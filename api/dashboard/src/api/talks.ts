// 1:1 talks and vendors, as the server tells them.

export interface TalkFigures {
  wished: number;
  planned: number;
  held: number;
  not_held: number;
  not_recorded: number;
  partners: number;
  partners_reached: number;
  coverage?: number | null;
  no_show_rate?: number | null;
  grades: number;
  grade_mean?: number | null;
}

export interface VendorYear {
  year: number;
  complete: boolean;
  events: number;
  vendors: number;
  new: number;
  returning: number;
  regained: number;
  lapsed?: number | null;
  by_package: { package: string; vendors: number }[];
  talks?: TalkFigures | null;
}

export interface Vendors {
  years: VendorYear[];
}

export interface VendorTalks {
  vendors: { year: number; company_id: string; company: string; talks: TalkFigures }[];
}

export interface SlotUse {
  slot: number;
  session_key: string;
  starts_at: string;
  tables: number;
  used: number | null;
  own_used: number | null;
  utilisation: number | null;
  participants_away: number;
}

export interface TalkCapacity {
  slots: number;
  tables: number;
  own_tables: number;
  places_offered: number;
  talks_wished: number;
  not_planned: number;
  waiting_for_answer: number;
  tables_needed: number;
  bottleneck: "none" | "tables" | "company";
  overloaded_companies: number;
  overloaded: { company_id: string; name: string; wished: number; possible: number }[];
  by_slot: SlotUse[];
}

export interface Talk {
  talk_id: string;
  cancelled: boolean;
  slot: number | null;
  starts_at: string;
  local_date: string;
  local_time: string;
  table: number | string | null;
  company_name: string;
  with_company_name: string;
}

export interface Timetable {
  event_name: string;
  time_zone: string;
  plan_number: number;
  published_at: string;
  talks: Talk[];
}

// A study trip, as travellers are told of it.
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

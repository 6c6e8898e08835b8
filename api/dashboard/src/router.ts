// The address of a view is what follows #, so that the server has one page only: #/events/01a33k…
import { store } from "./store";

export const viewNames = ["overview", "series", "events", "check-in", "talks", "vendors", "trips", "grades"] as const;
export type ViewName = (typeof viewNames)[number];

export interface Place {
  view: ViewName;
  id: string | null;
  hash: string; // as it was asked for
}

export function placeOf(hash: string): Place {
  const [name = "", id = ""] = hash.replace(/^#\/?/, "").split("/");
  const view = viewNames.find((known) => known === name) ?? "overview";
  let decoded: string | null = null;
  try {
    decoded = id === "" ? null : decodeURIComponent(id);
  } catch {
    // Not an id then.
  }
  return { view, id: decoded, hash };
}

export const addressOf = (view: ViewName, id?: string | null): string =>
  id ? `#/${view}/${encodeURIComponent(id)}` : view === "overview" ? "#/" : `#/${view}`;

export const place = store<Place>(placeOf(location.hash));

export function followAddress(): void {
  addEventListener("hashchange", () => place.set(placeOf(location.hash)));
}

export function go(view: ViewName, id: string): void {
  location.hash = addressOf(view, id);
}

// A part that this token may not see, or that this server does not have.
import type { ComponentChildren } from "preact";

import type { Told } from "../api/client";
import { useTexts } from "../texts";
import { NotAvailable } from "./states";

export function IfTold<T>({ from, children }: { from: Told<T>; children: (told: T) => ComponentChildren }) {
  const t = useTexts();
  if (from.is === "there") return <>{children(from.told)}</>;
  return from.is === "missing" ? <NotAvailable /> : <p class="calm">{t.trip.forOrganizers}</p>;
}

// How full something is: what is taken solid, what is held or reserved hatched, what is free left open.
import type { Pool } from "../api/types";
import { number } from "../format";
import { texts } from "../texts";

export const poolName = (key: string): string => texts().pool[key] ?? key.replaceAll("_", " ");

export const takenOf = (pool: Pool): number => pool.confirmed + pool.held + pool.reserved;

export function Meter({ pool, label }: { pool: Pool; label?: string }) {
  const t = texts();
  const limit = pool.limit === null ? null : pool.limit + pool.overbook;
  const whole = Math.max(limit ?? 0, takenOf(pool), 1);
  const width = (n: number) => ({ width: `${(100 * n) / whole}%` });
  const said = limit === null ? number(takenOf(pool)) : t.overview.of(number(takenOf(pool)), number(limit));
  const look = pool.key === "companies" ? "meter-firms" : pool.key === "participants" ? "meter-heads" : "";
  return (
    <div class={`meter ${look}`} role="img" aria-label={`${label ?? poolName(pool.key)}: ${said}`}>
      <span class="meter-taken" style={width(pool.confirmed)} />
      <span class="meter-held" style={width(pool.held + pool.reserved)} />
    </div>
  );
}

// Numbers, dates and instants in the reader's language. Instants are shown in the event's zone, with its name.
import type { Money } from "./api/trip_money";
import { language } from "./settings";
import { texts } from "./texts";

const locale = (): string => (language.get() === "de" ? "de-DE" : "en-GB");

type Form = Intl.NumberFormat | Intl.DateTimeFormat | Intl.DisplayNames;
const formats = new Map<string, Form>();
function kept<T extends Form>(key: string, make: () => T): T {
  const name = `${locale()} ${key}`;
  const known = formats.get(name);
  if (known) return known as T;
  const made = make();
  formats.set(name, made);
  return made;
}

/// What stands for a figure that is not known.
export const unknown = "–";

type Maybe = number | null | undefined;
const isKnown = (value: Maybe): value is number => value !== null && value !== undefined && Number.isFinite(value);

function numberFormat(digits: number, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(
    `n${digits}${JSON.stringify(options)}`,
    () =>
      new Intl.NumberFormat(locale(), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        ...options,
      }),
  );
}

export const number = (value: Maybe, digits = 0): string =>
  isKnown(value) ? numberFormat(digits).format(value) : unknown;

const signed: Intl.NumberFormatOptions = { signDisplay: "exceptZero" };

// A minus that is as wide as a plus.
const withMinus = (text: string): string => text.replace("-", "−");

export const difference = (value: Maybe): string =>
  isKnown(value) ? withMinus(numberFormat(0, signed).format(value)) : unknown;

/// A little is not shown as nothing: "<0.1%".
export function percent(share: Maybe, digits = 1): string {
  if (!isKnown(share)) return unknown;
  const shown = numberFormat(digits, { style: "percent" });
  const least = 10 ** -(digits + 2);
  return share > 0 && share < least / 2 ? `<${shown.format(least)}` : withMinus(shown.format(share));
}

export const growth = (share: Maybe): string =>
  isKnown(share) ? withMinus(numberFormat(1, { style: "percent", ...signed }).format(share)) : unknown;

export const grade = (value: Maybe): string => number(value, 1);

/// Medians lie between grades too: 1.85 stays 1.85.
export const median = (value: Maybe): string =>
  isKnown(value) ? numberFormat(1, { maximumFractionDigits: 2 }).format(value) : unknown;

/// An amount as exactly as it was said, with the digits that it has. It is handed on as text, which browsers read without
/// rounding; older ones make a number of it, which is exact up to 15 digits.
export function money(value: Money | null | undefined): string {
  if (!value) return unknown;
  const digits = value.amount.split(".")[1]?.length ?? 0;
  return withMinus(numberFormat(digits, { style: "currency", currency: value.currency }).format(value.amount as unknown as number));
}

/// Percent as people write it: 12.5 is "12.5%".
export const inHundred = (value: number): string => numberFormat(0, { style: "percent", maximumFractionDigits: 4 }).format(value / 100);

export const range = (low: Maybe, high: Maybe): string =>
  isKnown(low) && isKnown(high) ? `${number(low)}–${number(high)}` : unknown;

// A calendar date has no zone: it is read and shown as UTC.
const asDate = (day: string): Date => new Date(`${day}T00:00:00Z`);

function dateFormat(key: string, options: Intl.DateTimeFormatOptions, zone = "UTC"): Intl.DateTimeFormat {
  return kept(`d${key}${zone}`, () => new Intl.DateTimeFormat(locale(), { timeZone: zone, ...options }));
}

const long: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
const short: Intl.DateTimeFormatOptions = { day: "2-digit", month: "2-digit", year: "numeric" };

export const date = (day: string): string => dateFormat("long", long).format(asDate(day));
export const shortDate = (day: string): string => dateFormat("short", short).format(asDate(day));
export const dayOfMonth = (day: string): string => dateFormat("day", { day: "numeric" }).format(asDate(day)).replace(".", "");
export const monthAndYear = (day: string): string =>
  dateFormat("month", { month: "short", year: "numeric" }).format(asDate(day));

export const weekday = (day: string): string =>
  dateFormat("weekday", { weekday: "long", day: "numeric", month: "long" }).format(asDate(day));

export const dates = (from: string, to: string): string =>
  from === to ? date(from) : dateFormat("long", long).formatRange(asDate(from), asDate(to));

export const instant = (at: string, zone: string): string =>
  dateFormat("instant", { ...short, hour: "2-digit", minute: "2-digit", timeZoneName: "short" }, zone).format(new Date(at));

export const clock = (at: string | number, zone: string): string =>
  dateFormat("clock", { hour: "2-digit", minute: "2-digit" }, zone).format(new Date(at));

/// The calendar date it is there now.
export function todayIn(zone: string, now = new Date()): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
}

export const daysBetween = (from: string, to: string): number =>
  Math.round((asDate(to).getTime() - asDate(from).getTime()) / 86_400_000);

/// By its two letters.
export const country = (code: string): string =>
  kept("country", () => new Intl.DisplayNames(locale(), { type: "region", style: "short" })).of(code) ?? code;

/// "in 12 days", "3 years ago".
export function fromNow(days: number): string {
  const words = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (Math.abs(days) < 60) return words.format(days, "day");
  if (Math.abs(days) < 700) return words.format(Math.round(days / 30.44), "month");
  return words.format(Math.round(days / 365.25), "year");
}

/// What is written beside every forecast and statistic.
export const asOf = (at: string, zone: string): string => texts().asOf(instant(at, zone));

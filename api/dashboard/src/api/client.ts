// The only place that talks to the server. The token goes into a header, never into an address.
import { language, signOut, token } from "../settings";
import { Offline, isForbidden, isMissingRoute, problemOf } from "./problem";
import type { Page } from "./types";

const base = "/api/v1";
const keptMs = 15_000;
const pageLimit = 500;

interface Kept {
  at: number;
  answer: Promise<unknown>;
}
const kept = new Map<string, Kept>();

/// What was read before is asked for again.
export function forget(): void {
  kept.clear();
}
language.follow(forget);
token.follow(forget);

/// With `body` it is a POST of JSON.
export async function send(path: string, accept: string, given?: string, signal?: AbortSignal, body?: unknown): Promise<Response> {
  const used = given ?? token.get() ?? "";
  let response: Response;
  try {
    response = await fetch(base + path, {
      headers: {
        Authorization: `Bearer ${used}`,
        Accept: accept,
        "Accept-Language": language.get(),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Offline();
  }
  if (response.ok) return response;
  // Revoked or expired meanwhile: not while a token is tried at the sign-in.
  if (response.status === 401 && given === undefined && used === token.get()) signOut("expired");
  throw await problemOf(response);
}

async function read<T>(path: string, given?: string, body?: unknown): Promise<T> {
  const response = await send(path, "application/json", given, undefined, body);
  try {
    return (await response.json()) as T;
  } catch {
    throw new Offline();
  }
}

/// Asked once for all who want it within a few seconds.
export function get<T>(path: string): Promise<T> {
  const known = kept.get(path);
  if (known && performance.now() - known.at < keptMs) return known.answer as Promise<T>;
  const answer = read<T>(path);
  kept.set(path, { at: performance.now(), answer });
  answer.catch(() => kept.delete(path));
  return answer;
}

/// Now, whatever is kept.
export const getFresh = <T>(path: string): Promise<T> => read<T>(path);

/// A question that takes a POST, such as for a trial run; the page changes nothing.
export const askAnew = <T>(path: string): Promise<T> => read<T>(path, undefined, {});

export const tryToken = <T>(path: string, text: string): Promise<T> => read<T>(path, text);

/// null where the server has no such route, or nothing of that kind: that part of the view is left out.
export async function getOrNull<T>(path: string, absent: (error: unknown) => boolean): Promise<T | null> {
  try {
    return await get<T>(path);
  } catch (error) {
    if (absent(error)) return null;
    throw error;
  }
}

/// What not every token may see, and not every server has.
export type Told<T> = { is: "there"; told: T } | { is: "forbidden" } | { is: "missing" };

export async function ask<T>(path: string): Promise<Told<T>> {
  try {
    return { is: "there", told: await get<T>(path) };
  } catch (error) {
    if (isForbidden(error)) return { is: "forbidden" };
    if (isMissingRoute(error)) return { is: "missing" };
    throw error;
  }
}

/// All pages of a list, at most `maxPages` of them.
export async function list<T>(path: string, maxPages = 20): Promise<T[]> {
  const results: T[] = [];
  let next: string | null = `${path}${path.includes("?") ? "&" : "?"}limit=${pageLimit}`;
  for (let page = 0; next !== null && page < maxPages; ++page) {
    const answer: Page<T> = await get<Page<T>>(next);
    results.push(...answer.results);
    next = answer.next === null ? null : answer.next.slice(base.length);
  }
  return results;
}

/// At most `width` requests at once, in order of the answers' questions.
export async function each<T, R>(of: readonly T[], ask: (item: T) => Promise<R>, width = 6): Promise<R[]> {
  const answers = new Array<R>(of.length);
  let position = 0;
  const work = async () => {
    while (position < of.length) {
      const mine = position++;
      answers[mine] = await ask(of[mine] as T);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, of.length) }, work));
  return answers;
}

export function withQuery(path: string, query: Record<string, string | number | null | undefined>): string {
  const parts = Object.entries(query)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}

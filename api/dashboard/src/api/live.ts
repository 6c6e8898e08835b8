// The figures at the door as they change: server-sent events read with fetch, so that the token stays in a header; where the
// server has no such stream or it breaks, the summary is asked for every few seconds.
import { getFresh, send } from "./client";
import { isMissingRoute, Problem } from "./problem";
import type { CheckInSummary } from "./types";

export type LiveState = "waiting" | "live" | "polling" | "lost" | "over";

export interface Listener {
  state: (state: LiveState) => void;
  summary: (summary: CheckInSummary) => void;
}

const pollMs = 5_000;
const reconnectMs = 3_000;

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });

export interface ServerEvent {
  name: string;
  data: string;
}

const valueOf = (rows: readonly string[], field: string): string[] =>
  rows.filter((row) => row.startsWith(`${field}:`)).map((row) => row.slice(field.length + 1).trimStart());

/// The events of a stream (WHATWG HTML, 9.2.6): blocks parted by an empty line; comments are left out.
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let waiting = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      waiting += decoder.decode(value, { stream: true });
      const blocks = waiting.split(/\r?\n\r?\n/);
      waiting = blocks.pop() ?? "";
      for (const block of blocks) {
        const rows = block.split(/\r?\n/);
        const data = valueOf(rows, "data");
        if (data.length > 0) yield { name: valueOf(rows, "event").at(-1) ?? "message", data: data.join("\n") };
      }
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

async function poll(eventId: string, tell: Listener, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      const summary = await getFresh<CheckInSummary>(`/events/${eventId}/check-ins/summary`);
      if (signal.aborted) return;
      tell.state("polling");
      tell.summary(summary);
    } catch {
      tell.state("lost");
    }
    await wait(pollMs, signal);
  }
}

/// Until `signal` is aborted.
export async function followCheckIns(eventId: string, tell: Listener, signal: AbortSignal): Promise<void> {
  tell.state("waiting");
  while (!signal.aborted) {
    try {
      const response = await send(`/events/${eventId}/check-ins/events`, "text/event-stream", undefined, signal);
      if (!response.body) return await poll(eventId, tell, signal);
      for await (const { name, data } of eventsOf(response.body)) {
        tell.summary(JSON.parse(data) as CheckInSummary);
        tell.state(name === "end" ? "over" : "live");
        if (name === "end") return;
      }
      // Ended by the server: each follows for a while only. Once more.
    } catch (error) {
      if (signal.aborted) return;
      const isRefused = isMissingRoute(error) || (error instanceof Problem && error.status === 503);
      if (isRefused) return await poll(eventId, tell, signal);
      tell.state("lost");
    }
    await wait(reconnectMs, signal);
  }
}

// Empty, loading, failed and not available: each of them says what it is and what to do.
import type { ComponentChildren } from "preact";

import { Offline, Problem } from "../api/problem";
import { useTexts } from "../texts";
import type { Loading } from "../use_data";

export function LoadingState({ lines = 3 }: { lines?: number }) {
  const t = useTexts();
  return (
    <div class="state state-loading" role="status">
      <span class="visually-hidden">{t.state.loading}</span>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} class="ghost" style={{ width: `${88 - i * 17}%` }} aria-hidden="true" />
      ))}
    </div>
  );
}

export function EmptyState({ title, hint }: { title: string; hint?: string }) {
  return (
    <div class="state">
      <p class="state-title">{title}</p>
      {hint && <p>{hint}</p>}
    </div>
  );
}

export function NotAvailable({ what }: { what?: string }) {
  const t = useTexts();
  return <EmptyState title={what ? `${what}: ${t.state.notAvailable}` : t.state.notAvailable} hint={t.state.notAvailableHint} />;
}

export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useTexts();
  const isOffline = error instanceof Offline;
  const problem = error instanceof Problem ? error : null;
  const title = isOffline
    ? t.state.offline
    : problem?.status === 403
      ? t.state.forbidden
      : problem?.title || t.state.failed;
  return (
    <div class="state state-failed" role="alert">
      <p class="state-title">{title}</p>
      <p>{isOffline ? t.state.offlineHint : problem?.detail}</p>
      {problem?.requestId && <p class="fine">{t.state.reference(problem.requestId)}</p>}
      {onRetry && (
        <button type="button" onClick={onRetry}>
          {t.state.retry}
        </button>
      )}
    </div>
  );
}

/// The content once it is there, or what stands for it.
export function Loaded<T>(props: {
  from: Loading<T>;
  lines?: number;
  children: (data: T) => ComponentChildren;
}) {
  const { data, error, isLoading, reload } = props.from;
  if (data !== null) return <>{props.children(data)}</>;
  if (isLoading) return <LoadingState lines={props.lines ?? 3} />;
  return <Failure error={error} onRetry={reload} />;
}

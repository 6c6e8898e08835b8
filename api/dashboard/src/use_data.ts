// What a view needs of the server: loading, there, or failed; shown once more on request.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { forget } from "./api/client";

export interface Loading<T> {
  data: T | null;
  error: unknown;
  isLoading: boolean;
  reload: () => void;
}

export function useData<T>(load: () => Promise<T>, on: readonly unknown[]): Loading<T> {
  const [round, setRound] = useState(0);
  const of = JSON.stringify([...on, round]);
  const loading = { of, data: null, error: null, isLoading: true };
  const [state, setState] = useState<{ of: string; data: T | null; error: unknown; isLoading: boolean }>(loading);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let isWanted = true;
    latest.current().then(
      (data) => isWanted && setState({ of, data, error: null, isLoading: false }),
      (error: unknown) => isWanted && setState({ of, data: null, error, isLoading: false }),
    );
    return () => {
      isWanted = false;
    };
  }, [of]);
  const reload = useCallback(() => {
    forget();
    setRound((n) => n + 1);
  }, []);
  // What was loaded for another place is not shown for a moment either.
  return { ...(state.of === of ? state : loading), reload };
}

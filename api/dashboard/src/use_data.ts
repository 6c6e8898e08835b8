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
  const [state, setState] = useState<{ data: T | null; error: unknown; isLoading: boolean }>({
    data: null,
    error: null,
    isLoading: true,
  });
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    let isWanted = true;
    setState({ data: null, error: null, isLoading: true });
    latest.current().then(
      (data) => isWanted && setState({ data, error: null, isLoading: false }),
      (error: unknown) => isWanted && setState({ data: null, error, isLoading: false }),
    );
    return () => {
      isWanted = false;
    };
  }, [...on, round]);
  const reload = useCallback(() => {
    forget();
    setRound((n) => n + 1);
  }, []);
  return { ...state, reload };
}

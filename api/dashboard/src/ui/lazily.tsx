// A view that is fetched when it is first shown.
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

import { Offline } from "../api/problem";
import { Failure, LoadingState } from "./states";

export function lazily<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let known: ComponentType<P> | null = null;
  return function Lazily(props: P) {
    const [shown, setShown] = useState<{ view: ComponentType<P> | null }>({ view: known });
    const [hasFailed, setFailed] = useState(false);
    const fetchView = () => {
      setFailed(false);
      load().then(
        (view) => {
          known = view;
          setShown({ view });
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (known === null) fetchView();
    }, []);
    if (hasFailed) return <Failure error={new Offline()} onRetry={fetchView} />;
    const View = shown.view;
    return View ? <View {...props} /> : <LoadingState lines={4} />;
  };
}

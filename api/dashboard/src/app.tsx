// The frame around every view: navigation, settings, and what follows from the address.
import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";

import { type ViewName, addressOf, place, viewNames } from "./router";
import { signOut, token } from "./settings";
import { SignIn } from "./sign_in";
import { useStore } from "./store";
import { type Texts, useTexts } from "./texts";
import { AppearanceSettings } from "./ui/appearance";
import { Mark } from "./ui/mark";
import { lazily } from "./ui/lazily";
import { OverviewView } from "./views/overview";

type View = ComponentType<{ id: string | null }>;

const views: Record<ViewName, View> = {
  overview: OverviewView,
  series: lazily(async () => (await import("./views/series")).SeriesView),
  events: lazily(async () => (await import("./views/event")).EventView),
  "check-in": lazily(async () => (await import("./views/check_in")).CheckInView),
  talks: lazily(async () => (await import("./views/talks")).TalksView),
  vendors: lazily(async () => (await import("./views/vendors")).VendorsView),
  trips: lazily(async () => (await import("./views/trips")).TripsView),
  grades: lazily(async () => (await import("./views/grades")).GradesView),
};

const nameOf = (t: Texts, view: ViewName): string =>
  ({
    overview: t.nav.overview,
    series: t.nav.series,
    events: t.nav.events,
    "check-in": t.nav.checkIn,
    talks: t.nav.talks,
    vendors: t.nav.vendors,
    trips: t.nav.trips,
    grades: t.nav.grades,
  })[view];

function Navigation({ current }: { current: ViewName }) {
  const t = useTexts();
  const strip = useRef<HTMLElement>(null);
  // On a narrow screen the views are a strip that scrolls.
  useEffect(() => {
    const link = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (strip.current && link) strip.current.scrollLeft = link.offsetLeft - (strip.current.clientWidth - link.offsetWidth) / 2;
  }, [current]);
  return (
    <nav aria-label={t.nav.label} ref={strip}>
      <ul>
        {viewNames.map((view) => (
          <li key={view}>
            <a href={addressOf(view)} aria-current={view === current ? "page" : undefined}>
              {nameOf(t, view)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Frame() {
  const t = useTexts();
  const { view, id, hash } = useStore(place);
  const content = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = t.pageTitle(nameOf(t, view));
  }, [t, view]);
  // Whoever follows a link hears and reaches the new view first.
  useEffect(() => {
    if (!isFirst.current) {
      const heading = content.current?.querySelector<HTMLElement>("h1") ?? content.current;
      heading?.focus({ preventScroll: true });
      scrollTo({ top: 0 });
    }
    isFirst.current = false;
  }, [view]);
  const Shown = views[view];
  return (
    <div class="frame">
      <a class="skip" href="#content" onClick={(event) => (event.preventDefault(), content.current?.focus())}>
        {t.skip}
      </a>
      <header class="side">
        <a class="brand" href={addressOf("overview")}>
          <Mark /> Tagwerk
        </a>
        <Navigation current={view} />
      </header>
      <main id="content" ref={content} tabIndex={-1} data-address={hash}>
        <Shown id={id} />
      </main>
      <footer class="side-foot">
        <AppearanceSettings />
        <button type="button" class="quiet" onClick={() => print()}>
          {t.settings.print}
        </button>
        <button type="button" class="quiet" onClick={() => signOut()}>
          {t.settings.signOut}
        </button>
      </footer>
    </div>
  );
}

export function App() {
  const t = useTexts();
  const isSignedIn = useStore(token) !== null;
  useEffect(() => {
    if (!isSignedIn) document.title = t.pageTitle(t.signIn.title);
  }, [isSignedIn, t]);
  return isSignedIn ? <Frame /> : <SignIn />;
}

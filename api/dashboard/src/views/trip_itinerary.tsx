// Where a study trip goes, day by day: times are those of the wall where one is.
import { getOrNull } from "../api/client";
import { saveCalendar, savePdf } from "../api/download";
import { hasCode, isMissingRoute } from "../api/problem";
import type { Trip } from "../api/statistics";
import { type TripItem, type TripItinerary, tripPath } from "../api/trips";
import * as format from "../format";
import { useTexts } from "../texts";
import { DocumentButton, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import { useData } from "../use_data";

const pathOf = (trip: Trip): string => tripPath(trip, "itinerary/publication");

interface Day {
  day: string;
  items: TripItem[];
}

/// By the day on which they begin where they begin; nights in a hotel stand on the first of them.
function daysOf(items: readonly TripItem[]): Day[] {
  const days = new Map<string, TripItem[]>();
  for (const item of [...items].sort((a, b) => a.from.localeCompare(b.from))) {
    const known = days.get(item.starts_on);
    if (known) known.push(item);
    else days.set(item.starts_on, [item]);
  }
  return [...days].map(([day, all]) => ({ day, items: all })).sort((a, b) => a.day.localeCompare(b.day));
}

/// Minutes by which the wall is before UTC.
const offset = (day: string, time: string, instant: string): number => (Date.parse(`${day}T${time}Z`) - Date.parse(instant)) / 60_000;

const changesClock = (item: TripItem): boolean =>
  offset(item.starts_on, item.starts_at, item.from) !== offset(item.ends_on, item.ends_at, item.until);

function Item({ item, told }: { item: TripItem; told: TripItinerary }) {
  const t = useTexts();
  const place = (key: string) => told.places.find((one) => one.key === key);
  const [from, to] = [place(item.place), place(item.to ?? item.place)];
  const laterDays = format.daysBetween(item.starts_on, item.ends_on);
  const details = [
    [item.carrier, item.number].filter(Boolean).join(" "),
    item.host && item.host !== to?.name ? t.itinerary.host(item.host) : "",
    item.limit === null ? "" : t.itinerary.limit(format.number(item.limit)),
    item.groups.map((group) => (group.limit === null ? group.name : `${group.name} (${format.number(group.limit)})`)).join(", "),
    item.dress ? t.itinerary.dress(item.dress) : "",
    item.identification ? t.itinerary.identification(item.identification) : "",
  ].filter(Boolean);
  return (
    <li class={`stop stop-${item.kind}${item.cancelled ? " stop-off" : ""}`}>
      <p class="stop-time">
        <time dateTime={item.from}>{item.starts_at}</time>–<time dateTime={item.until}>{item.ends_at}</time>
        {laterDays > 0 && <span class="stop-later">{t.itinerary.laterDays(laterDays)}</span>}
      </p>
      <div>
        <p class="stop-title">
          {item.title}
          {item.cancelled && <span class="stop-mark"> {t.itinerary.cancelled}</span>}
        </p>
        <p class="fine">
          {t.itinerary.kinds[item.kind]}: {from?.name}
          {item.to && ` → ${to?.name}`}
          {from && to && changesClock(item) && ` (${from.time_zone} → ${to.time_zone})`}
        </p>
        {details.length > 0 && <p class="fine">{details.join(" · ")}</p>}
        {item.note && <p class="fine words">{item.note}</p>}
      </div>
    </li>
  );
}

export function ItinerarySection({ trip }: { trip: Trip }) {
  const t = useTexts();
  const told = useData(
    () =>
      getOrNull<TripItinerary>(pathOf(trip), (error) => isMissingRoute(error) || hasCode(error, "no_published_itinerary")).then((found) => ({
        found,
      })),
    [trip.event_id],
  );
  return (
    <Section
      id="itinerary"
      title={t.itinerary.title}
      actions={
        told.data?.found && (
          <>
            <DocumentButton label={t.itinerary.calendar} save={() => saveCalendar(pathOf(trip), `trip-${trip.starts_on}`)} />
            <DocumentButton label={t.trip.booklet} save={() => savePdf(tripPath(trip, "booklet.pdf"), `trip-${trip.starts_on}`)} />
          </>
        )
      }
    >
      <Loaded from={told}>
        {({ found }) =>
          found === null ? (
            <EmptyState title={t.itinerary.none} hint={t.itinerary.noneHint} />
          ) : (
            <>
              <p class="fine">{t.itinerary.published(found.number, format.date(found.published_at.slice(0, 10)))}</p>
              {found.note && <p class="words">{found.note}</p>}
              <ol class="days">
                {daysOf(found.items).map(({ day, items }) => (
                  <li key={day}>
                    <h3>{format.weekday(day)}</h3>
                    <ol class="stops">
                      {items.map((item) => (
                        <Item key={item.key} item={item} told={found} />
                      ))}
                    </ol>
                  </li>
                ))}
              </ol>
            </>
          )
        }
      </Loaded>
    </Section>
  );
}

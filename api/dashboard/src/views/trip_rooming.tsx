// Who sleeps where: room by room, who has none, and why; and whether it could be better, for who asks.
import { useState } from "preact/hooks";

import type { Told } from "../api/client";
import { Problem } from "../api/problem";
import type { Trip } from "../api/statistics";
import { type Lodging, type LodgingGuest, type LodgingRoom, type Verdict, judge, lodgingPath, placesOf } from "../api/trip_rooming";
import { nameOf } from "../api/trips";
import * as format from "../format";
import { useTexts } from "../texts";
import { DataTable, type DataTableProps } from "../ui/data_table";
import { IfTold } from "../ui/if_told";
import { SaveButtons, Section } from "../ui/section";
import { EmptyState, Loaded } from "../ui/states";
import type { Loading } from "../use_data";

interface RoomRow {
  room: LodgingRoom;
  guests: LodgingGuest[];
}

const rowsOf = (lodging: Lodging): RoomRow[] =>
  lodging.rooms.map((room) => ({ room, guests: lodging.guests.filter((guest) => guest.room === room.key) }));

/// Who comes later than the others or leaves earlier.
function Guest({ guest, lodging }: { guest: LodgingGuest; lodging: Lodging }) {
  const t = useTexts();
  const isAllTheTime = guest.first_night === lodging.nights[0] && guest.last_night === lodging.nights.at(-1);
  return (
    <>
      {nameOf(guest)}
      {!isAllTheTime && <span class="fine"> {t.trip.rooming.stay(format.date(guest.first_night), format.date(guest.last_night))}</span>}
    </>
  );
}

function useTable(lodging: Lodging): DataTableProps<RoomRow> {
  const words = useTexts().trip.rooming;
  return {
    about: words.list(lodging.title ?? lodging.item_key),
    columns: [
      { key: "room", label: words.room, isHead: true, value: (row) => row.room.name },
      {
        key: "kind",
        label: words.kind,
        value: (row) => words.kinds[row.room.kind],
        show: (row) => (
          <>
            {words.kinds[row.room.kind]}
            {row.room.accessible && <span class="fine"> {words.accessible}</span>}
          </>
        ),
      },
      { key: "places", label: words.beds, isNumber: true, value: (row) => placesOf(row.room) },
      {
        key: "guests",
        label: words.guests,
        value: (row) => row.guests.map(nameOf).join(", "),
        show: (row) =>
          row.guests.length === 0 ? (
            <span class="fine">{words.free}</span>
          ) : (
            <ul>
              {row.guests.map((guest) => (
                <li key={guest.participant_id}>
                  <Guest guest={guest} lodging={lodging} />
                </li>
              ))}
            </ul>
          ),
      },
    ],
    rows: rowsOf(lodging),
    rowKey: (row) => row.room.key,
  };
}

/// On request, for the server seeks for a while.
function Judged({ lodging, trip }: { lodging: Lodging; trip: Trip }) {
  const t = useTexts();
  const words = t.trip.rooming;
  const [said, setSaid] = useState<Verdict | "seeking" | { failed: string } | null>(null);
  const seek = () => {
    setSaid("seeking");
    judge(trip, lodging).then(setSaid, (error: unknown) => setSaid({ failed: (error instanceof Problem && error.detail) || t.state.failed }));
  };
  const text = said === null ? "" : typeof said === "string" ? words.verdict[said] : said.failed;
  return (
    <p class="judged">
      <button type="button" onClick={seek} disabled={said === "seeking"}>
        {words.judge}
      </button>
      <span role="status">{text}</span>
    </p>
  );
}

function Rooms({ lodging, trip }: { lodging: Lodging; trip: Trip }) {
  const words = useTexts().trip.rooming;
  const table = useTable(lodging);
  if (lodging.title === null) return <p class="calm">{words.missing}</p>;
  if (lodging.rooms.length === 0) return <p class="calm">{words.noRooms}</p>;
  const without = lodging.guests.filter((guest) => guest.room === null);
  const hasAll = without.length === 0 && lodging.unnamed === 0 && lodging.guests.length > 0;
  return (
    <>
      {hasAll && <p class="calm">{words.everybody}</p>}
      {(without.length > 0 || lodging.unnamed > 0) && (
        <p>
          <span class="overdue">{words.without(without.length + lodging.unnamed)}</span>{" "}
          {[...without.map(nameOf), ...(lodging.unnamed > 0 ? [words.unnamed(lodging.unnamed)] : [])].join(", ")}
        </p>
      )}
      {lodging.broken_rules.length > 0 && (
        <ul class="warnings">
          {lodging.broken_rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      )}
      <DataTable {...table} />
      {lodging.score && <Judged lodging={lodging} trip={trip} />}
      {lodging.explanations.length > 0 && (
        <details class="behind">
          <summary>{words.why}</summary>
          <ul>
            {lodging.explanations.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function OneLodging({ lodging, trip }: { lodging: Lodging; trip: Trip }) {
  const words = useTexts().trip.rooming;
  const table = useTable(lodging);
  const [first, last] = [lodging.nights[0], lodging.nights.at(-1)];
  return (
    <div class="lodging">
      <div class="section-head">
        <h3>
          {lodging.title ?? lodging.item_key}
          {first && last && <span class="fine"> {words.nights(lodging.nights.length, format.date(first))}</span>}
        </h3>
        {lodging.guests.some((guest) => guest.room !== null) && (
          <div class="section-actions">
            <SaveButtons path={`${lodgingPath(trip, lodging.item_key)}/list`} table={table} name={`rooms-${lodging.item_key}`} />
          </div>
        )}
      </div>
      <Rooms lodging={lodging} trip={trip} />
    </div>
  );
}

export function RoomingSection({ trip, rooming }: { trip: Trip; rooming: Loading<Told<Lodging[]>> }) {
  const words = useTexts().trip.rooming;
  return (
    <Section id="rooms" title={words.title}>
      <Loaded from={rooming}>
        {(from) => (
          <IfTold from={from}>
            {(lodgings) =>
              lodgings.some((lodging) => lodging.rooms.length > 0) ? (
                lodgings.map((lodging) => <OneLodging key={lodging.item_key} lodging={lodging} trip={trip} />)
              ) : (
                <EmptyState title={words.none} hint={words.noneHint} />
              )
            }
          </IfTold>
        )}
      </Loaded>
    </Section>
  );
}

// The calendar of the demo's study trip, as ical.js and node-ical read it: neither knows anything of Tagwerk, and both must find the
// instants that the API tells. Called by scripts/check-trips with the server's address and an administrator's token.
import assert from 'node:assert/strict';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';

import { Client } from './client.mjs';

const [base, adminToken] = process.argv.slice(2);
const admin = new Client(base, adminToken);

const { results: events } = (await admin.get('/api/v1/events?series_key=china-studienreise')).json;
const path = `/api/v1/events/${events[0].id}/trip/itinerary`;
const text = (instant) => new Date(instant).toISOString().replace('.000Z', 'Z');

/// uid → what it says.
function byIcalJs(calendar) {
  const component = new ICAL.Component(ICAL.parse(calendar));
  const found = new Map();
  for (const vevent of component.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(vevent);
    // The zones that the calendar brings along, not those of the machine.
    const instant = (time) => text(time.toUnixTime() * 1000);
    found.set(event.uid, {
      from: instant(event.startDate),
      until: instant(event.endDate),
      zone: event.startDate.zone.tzid,
      endZone: event.endDate.zone.tzid,
      sequence: event.sequence,
      status: vevent.getFirstPropertyValue('status'),
      title: event.summary,
    });
  }
  return found;
}

function byNodeIcal(calendar) {
  const found = new Map();
  for (const event of Object.values(nodeIcal.sync.parseICS(calendar))) {
    if (event.type !== 'VEVENT') continue;
    found.set(event.uid, {
      from: text(event.start),
      until: text(event.end),
      zone: event.start.tz,
      endZone: event.end.tz,
      sequence: Number(event.sequence),
      status: event.status,
      title: event.summary,
    });
  }
  return found;
}

/// Both readers against the JSON of the same publication.
async function compare() {
  const told = (await admin.get(`${path}/publication`)).json;
  const calendar = (await admin.get(`${path}/publication?format=ics`)).text;
  const zones = new Map(told.places.map((place) => [place.key, place.time_zone]));
  const readers = { 'ical.js': byIcalJs(calendar), 'node-ical': byNodeIcal(calendar) };
  for (const [name, found] of Object.entries(readers)) {
    assert.equal(found.size, told.items.length, name);
    for (const item of told.items) {
      assert.deepEqual(
        found.get(`trip-${told.event_id}-${item.key}@tagwerk`),
        {
          from: item.from,
          until: item.until,
          zone: zones.get(item.place),
          endZone: zones.get(item.to ?? item.place),
          sequence: item.sequence,
          status: item.cancelled ? 'CANCELLED' : 'CONFIRMED',
          title: item.title,
        },
        `${name}: ${item.key}`,
      );
    }
  }
  return told;
}

const first = await compare();
const draft = await admin.get(path);
const { places, transfers, items } = draft.json;
const written = ({ from, until, ...item }) => item;
const changed = items.filter((item) => item.key !== 'dongguan').map(written);
changed.find((item) => item.key === 'science-park').starts_at = '10:30';
const kept = await admin.must('PUT', path, { places, transfers, items: changed }, { 'if-match': draft.headers.get('etag') });
assert.deepEqual(kept.json.conflicts.filter((conflict) => conflict.severity === 'block'), []);
await admin.must('PUT', `${path}/publication`, { note: 'moved' }, { 'if-match': kept.headers.get('etag') });
const second = await compare();
const changes = second.items.filter((item) => item.sequence > 0);
assert.deepEqual(changes.map((item) => item.key).sort(), ['dongguan', 'science-park']);

console.log(
  `${events[0].name}: ${first.items.length} items in ${new Set(first.places.map((place) => place.time_zone)).size} zones, the same instants ` +
    'in ical.js, node-ical and the API; one moved and one dropped, each with SEQUENCE 1 and its UID of before',
);

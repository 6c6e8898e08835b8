// The talks of the demo's Munich event from the wish to the calendar, as a client sees them; the iCalendar is read by ical.js, which
// knows nothing of Tagwerk. Called by scripts/check-talks with the server's address and an administrator's token.
import assert from 'node:assert/strict';
import ICAL from 'ical.js';

import { Client } from './client.mjs';

const [base, adminToken] = process.argv.slice(2);

const admin = new Client(base, adminToken);

// ---- the event: the demo stands still in 2016, and talks are planned for what is to come --------------------------------------

const { results: events } = (await admin.get('/api/v1/events?series_key=systemhausgespraeche&status=open')).json;
const munich = events.find((event) => event.city === 'München');
const date = `${new Date().getUTCFullYear() + 1}-11-10`;
const eventPath = `/api/v1/events/${munich.id}`;
await admin.must('PATCH', eventPath, { starts_on: date, ends_on: date }, { 'if-match': '*' });
await admin.must('PUT', `${eventPath}/talks/settings`, {
  slot_minutes: 20,
  tables: 20,
  sessions: [
    { key: 'morning', name: 'Vormittag', date, starts_at: '09:00', ends_at: '12:20' },
    { key: 'afternoon', name: 'Nachmittag', date, starts_at: '13:20', ends_at: '16:00' },
  ],
  breaks: [{ name: 'Kaffee', date, starts_at: '10:40', ends_at: '11:00' }],
});

// ---- wishes: most from a file, one by the companies themselves ----------------------------------------------------------------

const { results: companies } = (await admin.get(`${eventPath}/talk-counterparts`)).json;
const partners = companies.filter((company) => company.role === 'partner');
const vendors = companies.filter((company) => company.role !== 'partner');
assert.ok(partners.length > 20 && vendors.length > 5, `${partners.length} partners, ${vendors.length} vendors`);
const token = async (company, role) =>
  new Client(base, (await admin.must('POST', '/api/v1/tokens', { name: role, role, company_id: company.company_id })).json.token);
const partner = await token(partners[0], 'partner');
const vendor = await token(vendors[0], 'vendor');
const own = (await partner.must('POST', `${eventPath}/talk-wishes`, { with_company_id: vendors[0].company_id, importance: 'must' })).json;
assert.equal(own.status, 'open');
assert.equal((await vendor.must('POST', `/api/v1/talk-wishes/${own.id}/answer`, { accepted: true })).json.status, 'accepted');
const lines = ['company,with_company,importance,status'];
partners.forEach((company, p) => {
  vendors.forEach((other, v) => {
    if ((p !== 0 || v !== 0) && (p * 7 + v * 3) % 4 === 0)
      lines.push([company.name, other.name, v % 3 === 0 ? 'would_like' : 'if_possible', 'accepted'].map((cell) => `"${cell}"`).join(','));
  });
});
const imported = await admin.must('POST', `${eventPath}/talk-wishes/import`, lines.join('\r\n'), { 'content-type': 'text/csv' });
assert.equal(imported.json.created, lines.length - 1);
const seen = (await partner.get(`${eventPath}/talk-wishes?limit=500`)).json.results;
assert.ok(seen.every((wish) => [wish.company_id, wish.with_company_id].includes(partners[0].company_id)));
const capacity = (await admin.get(`${eventPath}/talks/capacity`)).json;
assert.equal(capacity.talks_wished, lines.length);

// ---- a plan, by its news ------------------------------------------------------------------------------------------------------

async function plan() {
  const job = await admin.must('POST', `${eventPath}/talk-plans`, { time_limit_ms: 10_000, threads: 2 });
  assert.equal(job.status, 202);
  const news = await admin.get(`${job.headers.get('location')}/events`);
  const last = news.text.trim().split('\n\n').at(-1);
  assert.ok(last.startsWith('event: end\n'), last);
  const done = JSON.parse(last.split('\ndata: ')[1]);
  assert.equal(done.status, 'done', done.outcome);
  return (await admin.get(`/api/v1/talk-plans/${done.result_id}`)).json;
}
const publish = (id) => admin.must('PUT', `/api/v1/talk-plans/${id}/publication`, {}, { 'if-match': '*' });

const first = await plan();
assert.equal(first.score.musts_left_out, 0);
await publish(first.id);

// ---- timetables and calendars -------------------------------------------------------------------------------------------------

async function calendar(client, query = '') {
  const { text } = await client.get(`${eventPath}/talks/timetable?format=ics${query}`);
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75), 'a line is longer than 75 octets');
  const component = new ICAL.Component(ICAL.parse(text));
  for (const zone of component.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const all = component.getAllSubcomponents('vevent').map((vevent) => {
    const event = new ICAL.Event(vevent);
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: vevent.getFirstPropertyValue('status'),
      startsAt: event.startDate.toJSDate().toISOString().replace('.000Z', 'Z'),
      endsAt: event.endDate.toJSDate().toISOString().replace('.000Z', 'Z'),
      zone: event.startDate.zone.tzid,
      location: event.location,
      summary: event.summary,
    };
  });
  assert.equal(new Set(all.map((event) => event.uid)).size, all.length);
  return all;
}

const timetable = (await partner.get(`${eventPath}/talks/timetable`)).json.talks;
assert.ok(timetable.length > 0 && timetable.every((talk) => [talk.company_id, talk.with_company_id].includes(partners[0].company_id)));
const before = await calendar(partner);
assert.equal(before.length, timetable.length);
for (const talk of timetable) {
  const event = before.find((one) => one.uid.includes(talk.talk_id));
  assert.deepEqual([event.startsAt, event.endsAt], [talk.starts_at, talk.ends_at]);
  assert.equal(event.zone, 'Europe/Berlin');
  assert.equal(event.sequence, 0);
  assert.equal(event.status, 'CONFIRMED');
  assert.ok(event.location.includes(`Table ${talk.table}`));
}
assert.equal((await partner.send('GET', `${eventPath}/talks/timetable?company_id=${partners[1].company_id}`)).status, 404);
const all = (await admin.get(`${eventPath}/talks/timetable?format=csv`)).text.trim().split('\r\n').length - 1;

// ---- one partner cancels ------------------------------------------------------------------------------------------------------

const { results: registrations } = (await admin.get(`${eventPath}/registrations?company_id=${partners[0].company_id}`)).json;
for (const registration of registrations) await admin.must('POST', `/api/v1/registrations/${registration.id}/cancellation`, {});
const second = await plan();
const difference = (await admin.get(`/api/v1/talk-plans/${second.id}/difference`)).json;
const moved = difference.talks.filter((talk) => talk.kind === 'moved' || talk.kind === 'other_table');
const removed = difference.talks.filter((talk) => talk.kind === 'removed');
assert.equal(removed.length, timetable.length);
assert.ok(moved.length <= 0.03 * all, `${moved.length} of ${all} talks moved`);
await publish(second.id);
const after = await calendar(partner);
assert.ok(after.every((event) => event.status === 'CANCELLED' && event.sequence === 1));
assert.deepEqual(new Set(after.map((event) => event.uid)), new Set(before.map((event) => event.uid)));

console.log(
  `talks of ${munich.name}: ${capacity.talks_wished} wished, ${all} planned (${first.quality}, ${first.score.breaks} breaks), ` +
    `${removed.length} gone with a partner, ${moved.length} moved, ${after.length} cancelled in its calendar; read by ical.js`,
);

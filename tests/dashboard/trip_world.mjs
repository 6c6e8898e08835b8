// A study trip that is to come: five travellers and one who cancelled, papers, prices, a budget and payments of all kinds.

export const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

const money = (amount, currency = "EUR") => ({ amount, currency });
const anyVersion = { "if-match": "*" };
const named = (given_name) => ({ given_name, family_name: "Beispiel", email: `${given_name.toLowerCase()}@example.org` });

// All but the last have registered before the first instalment was due.
async function travellersOf(admin, event) {
  const { results: companies } = await admin.get("/companies?role=partner&limit=3");
  const path = `/events/${event.id}/registrations`;
  const group = (at, names, headcount = names.length) => ({ company_id: companies[at].id, headcount, participants: names.map(named) });
  const past = [group(0, ["Anna", "Bernd"], 3), group(1, ["Carla", "Dieter"])]; // the third is to be named later
  const registered_at = `${day(-4)}T12:00:00Z`;
  const { results } = await admin.post(`${path}/import`, { registrations: past.map((one) => ({ ...one, registered_at })) });
  const made = await Promise.all(results.map(({ id }) => admin.get(`/registrations/${id}`)));
  const last = await admin.post(path, group(2, ["Emil"]));
  return { companies, heads: [...made, last].flatMap((one) => one.participants.map((head) => head.id)), last };
}

async function papers(admin, path, [anna, bernd]) {
  const rule = { requirement: "visa", passport_valid_months_after_return: 1, source: "Auswärtiges Amt", as_of: day(-10) };
  await admin.put("/visa-rules/DE/VN", rule);
  await admin.put(
    `${path}/requirements`,
    {
      countries: ["VN"],
      requirements: [
        { requirement: "passport", due_on: day(-3) },
        { requirement: "visa", due_on: day(25) },
        { requirement: "emergency_contact", due_on: null },
      ],
    },
    anyVersion,
  );
  const emergency_contact = { name: "Otto Beispiel", phone: "+49 30 123456", relation: null };
  await admin.put(
    `${path}/travellers/${anna}`,
    {
      passport: { country: "DE", expires_on: day(900) },
      visas: [{ country: "VN", state: "granted", valid_from: day(1), valid_until: day(200) }],
      emergency_contact,
    },
    anyVersion,
  );
  await admin.put(
    `${path}/travellers/${bernd}`,
    { passport: { country: "DE", expires_on: day(70) }, visas: [{ country: "VN", state: "applied" }], emergency_contact },
    anyVersion,
  );
}

async function payments(admin, path, [anna, bernd, , , dieter, emil]) {
  const pay = (participant_id, amount) => admin.post(`${path}/payments`, { participant_id, amount: money(amount), received_on: day(-1) });
  await pay(anna, "1190.00");
  await pay(bernd, "400.00");
  await pay(dieter, "100.00");
  await pay(emil, "300.00");
}

const prices = {
  base_price: money("1190.00"),
  early_bird: { price: money("990.00"), until: day(-5) },
  single_supplement: money("450.00"),
  instalments: [
    { key: "deposit", due_on: day(-3), kind: "amount", amount: money("400.00") },
    { key: "final_payment", days_before: 30, kind: "rest" },
  ],
  refund_policy: [
    { days_before: 90, fee_percent: 12.5 },
    { days_before: 30, fee_percent: 25 },
  ],
};

/// What the coach costs decides whether the trip pays.
export const putBudget = (admin, id, coach) =>
  admin.put(
    `/events/${id}/trip/budget`,
    {
      currency: "EUR",
      items: [
        { key: "hotel", title: "Hotel 河内", kind: "per_head", quantity: 6, amount: money("1500000", "VND") },
        { key: "coach", title: "Bus", kind: "per_group", amount: money(coach) },
      ],
      rates: [{ currency: "VND", rate: "0.000036", date: day(-20), source: "Hausbank" }],
    },
    anyVersion,
  );

export async function tripAhead(admin) {
  const starts_on = day(60);
  const event = await admin.post("/events", {
    series_key: "china-studienreise",
    name: "Vietnam-Studienreise",
    edition_year: Number(starts_on.slice(0, 4)),
    starts_on,
    ends_on: day(66),
    time_zone: "UTC",
    city: "Hanoi",
    country: "VN",
    status: "open",
  });
  const path = `/events/${event.id}/trip`;
  const { companies, heads, last } = await travellersOf(admin, event);
  await papers(admin, path, heads);
  await admin.put(`${path}/prices`, prices, anyVersion);
  await putBudget(admin, event.id, "2500.01");
  await payments(admin, path, heads);
  await admin.post(`/registrations/${last.id}/cancellation`, {});
  return { id: event.id, starts_on, path, companies: companies.map((company) => company.name) };
}

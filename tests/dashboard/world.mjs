// What the demo association lacks: an event that is to come and is full, talks with a published plan, vendors with packages, a
// second trip, which was a few weeks ago.

const day = (ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

async function congressAhead(admin, partners) {
  const starts = day(40);
  const event = await admin.post("/events", {
    series_key: "jahreskongress",
    name: "Jahreskongress nebenan",
    edition_year: Number(starts.slice(0, 4)),
    starts_on: starts,
    ends_on: day(41),
    time_zone: "America/New_York",
    city: "New York",
    country: "US",
    status: "open",
  });
  await admin.put(`/events/${event.id}/capacity`, {
    pools: [
      { key: "participants", limit: 5 },
      { key: "companies", limit: 40 },
    ],
  }, { "if-match": "*" });
  const register = (company, headcount, waitlist) =>
    admin.post(`/events/${event.id}/registrations`, { company_id: company.id, headcount, participants: [], waitlist });
  await register(partners[0], 3, "none");
  await register(partners[1], 2, "none");
  await register(partners[2], 4, "all_or_nothing");
  return event;
}

async function talks(admin) {
  const { results } = await admin.get("/events?series_key=systemhausgespraeche&status=open");
  const munich = results.find((event) => event.city === "München");
  const path = `/events/${munich.id}`;
  const date = day(70);
  await admin.send("PATCH", path, { starts_on: date, ends_on: date }, { "if-match": "*" });
  await admin.put(`${path}/talks/settings`, {
    slot_minutes: 20,
    tables: 12,
    sessions: [{ key: "morning", name: "Vormittag", date, starts_at: "09:00", ends_at: "12:00" }],
  });
  const { results: companies } = await admin.get(`${path}/talk-counterparts`);
  const partners = companies.filter((company) => company.role === "partner");
  const vendors = companies.filter((company) => company.role !== "partner").slice(0, 10);
  const lines = ["company,with_company,importance,status"];
  partners.forEach((company, p) =>
    vendors.forEach((other, v) => {
      if ((p * 7 + v * 3) % 9 === 0) lines.push(`"${company.name}","${other.name}",would_like,accepted`);
    }),
  );
  await admin.send("POST", `${path}/talk-wishes/import`, lines.join("\r\n"));
  const job = await admin.send("POST", `${path}/talk-plans`, { time_limit_ms: 2_000, threads: 1 });
  const news = await admin.send("GET", `${job.location.replace("/api/v1", "")}/events`);
  const done = JSON.parse(news.text.trim().split("\n\n").at(-1).split("\ndata: ")[1]);
  await admin.send("PUT", `/talk-plans/${done.result_id}/publication`, {}, { "if-match": "*" });
  return { munich, vendors };
}

async function vendorsOf(admin, event, vendors) {
  const path = `/events/${event.id}`;
  await admin.post(`${path}/vendor-packages`, { key: "gold", name: "Gold" });
  for (const vendor of vendors.slice(0, 4)) {
    const participation = await admin.post(`${path}/vendor-participations`, { package: "gold", company_id: vendor.company_id });
    await admin.send("POST", `/vendor-participations/${participation.id}/booking`);
  }
}

async function tripBehind(admin, partners) {
  const starts_on = day(-27);
  const trip = await admin.post("/events", {
    series_key: "china-studienreise",
    name: "Japan-Studienreise",
    edition_year: Number(starts_on.slice(0, 4)),
    starts_on,
    ends_on: day(-20),
    time_zone: "Asia/Tokyo",
    city: "Tokio",
    country: "JP",
    status: "open",
  });
  for (const [company, headcount] of [[partners[0], 2], [partners[1], 1]])
    await admin.post(`/events/${trip.id}/registrations`, { company_id: company.id, headcount, participants: [] });
  await admin.send("PATCH", `/events/${trip.id}`, { status: "completed" }, { "if-match": "*" });
  return trip;
}

export async function buildWorld(admin) {
  const { results: partners } = await admin.get("/companies?role=partner&limit=3");
  const congress = await congressAhead(admin, partners);
  await tripBehind(admin, partners);
  const { munich, vendors } = await talks(admin);
  await vendorsOf(admin, munich, vendors);
  const { results: past } = await admin.get("/events?series_key=jahreskongress&status=completed");
  const { results: trips } = await admin.get("/events?series_key=china-studienreise");
  return { congress, munich, pastCongress: past[0], trip: trips[0] };
}

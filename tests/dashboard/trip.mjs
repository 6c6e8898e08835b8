// The page of one study trip: who lacks what, money to the cent, rooms, grades; what a token may not see is not there.
import assert from "node:assert/strict";

import { barriers, csvOf, fileOf, openPage, overflow, show, until, workbookOf } from "./browser.mjs";
import { day, putBudget, tripAhead } from "./trip_world.mjs";

const longDay = (date) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${date}T00:00:00Z`));
const shortDay = (date) => date.split("-").reverse().join("/");
const problem = (status, code, more = {}) => ({ type: `urn:tagwerk:problem:${code}`, title: "Not now", status, detail: "", code, request_id: "r-6", ...more });
const refuse = (status, code, more) => (route) => route.fulfill({ status, contentType: "application/problem+json", json: problem(status, code, more) });

const sectionOf = (page, name) => page.locator("section", { has: page.getByRole("heading", { name, exact: true }) });
const rowsOf = (section, table = 0) =>
  section.locator("table").nth(table).locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.innerText.replaceAll("\u00a0", " ").trim())),
  );
const figuresOf = async (section) =>
  Object.fromEntries(
    await section.locator(".figure").evaluateAll((all) =>
      all.map((one) => [
        one.querySelector("dt").textContent,
        [...one.querySelectorAll("dd")].map((dd) => dd.textContent.replaceAll("\u00a0", " ")),
      ]),
    ),
  );

const guest = (given_name, room, first_night = "2030-01-01", last_night = "2030-01-03") => ({
  participant_id: given_name,
  company_id: "company",
  given_name,
  family_name: "Beispiel",
  first_night,
  last_night,
  room,
  fixed: false,
});
const room = (name, kind, beds = null, accessible = false) => ({
  key: `r${name}`,
  name,
  kind,
  beds,
  accessible,
  cost_per_night: { amount: "50.00", currency: "EUR" },
  nights: [],
});
const rooming = {
  list: { results: [{ item_key: "hotel" }, { item_key: "inn" }], next: null },
  hotel: {
    item_key: "hotel",
    title: "Hotel 河内",
    lodging_missing: false,
    nights: ["2030-01-01", "2030-01-02", "2030-01-03"],
    rooms: [room("101", "twin", 2, true), room("102", "single"), room("103", "twin", 3)],
    guests: [
      guest("Anna", "r101"),
      guest("Bernd", "r101", "2030-01-02"),
      guest("Carla", "r103", "2030-01-01", "2030-01-01"),
      guest("Dieter", null),
    ],
    unnamed: 1,
    score: { without_room: 1, unmet: 10, cost: { amount: "300.00", currency: "EUR" } },
    broken_rules: ["Room 101 may be too small."],
    explanations: ["Dieter Beispiel has no room: he wishes to be alone."],
  },
};

const spread = (...counts) => Object.fromEntries(counts.map((count, at) => [String(at + 1), count]));
const feedback = {
  event_id: "trip",
  participants: 22,
  response_rate: 0.9091,
  overall: { n: 20, mean: 1.1, median: 1, distribution: spread(19, 1, 0, 0, 0, 0) },
  would_go_again: { n: 19, share: 0.9474 },
  items: [
    { item: "huawei", kind: "visit", title: "Huawei", n: 12, mean: 1.8, median: 1.75, distribution: spread(5, 6, 1, 0, 0, 0) },
    { item: "hotel", kind: "lodging", title: "Hotel Shenzhen", n: 2, mean: null, median: null, distribution: null },
  ],
};

const comments = {
  results: [
    { id: "a", item: "huawei", text: "Sehr <b>offen</b>.", state: "published" },
    { id: "b", item: null, text: "Gern wieder!", state: "published" },
  ],
  next: null,
};

export default async function trip(t, world) {
  const { browser, server } = world;
  const ahead = await tripAhead(server.admin);
  const place = `trips/${ahead.id}`;
  const [firstCompany, secondCompany, thirdCompany] = ahead.companies;
  const { page, complaints, requests, close } = await openPage(browser, server.base, { token: server.admin.token });
  await show(page, place);

  await t.test("readiness: who lacks what until when, the most urgent first, what is overdue marked", async () => {
    const section = sectionOf(page, "Readiness");
    const { gaps, return_date } = await server.admin.get(`${ahead.path}/readiness`);
    const needed = gaps.find((gap) => gap.problem === "expires_too_early").needed_until;
    assert.deepEqual(await figuresOf(section), {
      "lack nothing": ["1 of 5"],
      overdue: ["4"],
      "missing, not overdue yet": ["7", `next by ${longDay(day(25))}, in 25 days`],
    });
    assert.ok((await section.innerText()).includes(`Back on ${longDay(return_date)}.`));
    const rows = await rowsOf(section);
    assert.deepEqual(rows.map((row) => row[0]), ["Bernd Beispiel", "Carla Beispiel", "Dieter Beispiel", "not named yet"]);
    assert.deepEqual(rows[0].slice(1), [
      `Passport: expires too early overdue must be valid on ${longDay(needed)}\nVisa for Vietnam: not granted yet by ${longDay(day(25))}`,
      longDay(day(-3)),
      firstCompany,
    ]);
    assert.deepEqual(rows[1].slice(1), [
      `Passport: missing overdue\nVisa for Vietnam: whether one is needed is not known by ${longDay(day(25))}\nEmergency contact: missing`,
      longDay(day(-3)),
      secondCompany,
    ]);
    const csv = await csvOf(page, "Readiness");
    assert.equal(csv.name, `readiness-${ahead.starts_on}.csv`);
    assert.match(csv.text, /^participant_id,company_id,given_name,family_name,requirement,country,problem,/);
    assert.equal(csv.text.trim().split("\r\n").length, 12);
    assert.equal((await workbookOf(page, "Readiness")).name, `readiness-${ahead.starts_on}.xlsx`);
  });

  await t.test("money: income, cost, margin and break-even beside the heads, to the cent", async () => {
    const section = sectionOf(page, "Money");
    assert.deepEqual(await figuresOf(section), {
      income: ["€6,247.50", "of it €297.50 cancellation fees"],
      cost: ["€4,120.01", "€324.00 per head, €2,500.01 for the group"],
      margin: ["€2,127.49", "34.1% of the income"],
      "heads to break even": ["3", "5 heads are confirmed"],
    });
    const text = (await section.innerText()).replaceAll("\u00a0", " ");
    for (const part of [`Price for who registers until ${longDay(day(-5))}`, "€990.00", "Room alone", "+ €450.00",
      `deposit: €400.00 on ${longDay(day(-3))}`, "final payment: the rest 30 days before departure",
      "12.5% at least 90 days before departure", "25% at least 30 days before departure", "the whole price later"])
      assert.ok(text.includes(part), `${part}: ${text}`);
    await section.getByText("Costs, item by item", { exact: true }).click();
    assert.deepEqual(await rowsOf(section), [
      ["Hotel 河内", "each head", "6", "VND", "₫1,500,000", "₫9,000,000", "€324.00", "€1,620.00"],
      ["Bus", "the group", "1", "EUR", "€2,500.01", "€2,500.01", "€2,500.01", "€2,500.01"],
    ]);
    assert.ok((await section.innerText()).includes(`1 VND = €0.000036 on ${longDay(day(-20))} (Hausbank)`));
    assert.equal((await csvOf(page, "Money")).text, "Item,For,Number,Currency,Amount,Together,In EUR,For all\r\nHotel 河内,each head,6,VND,1500000,9000000,324,1620\r\nBus,the group,1,EUR,2500.01,2500.01,2500.01,2500.01\r\n");
  });

  await t.test("payments: who is late comes first, who gets money back is told", async () => {
    const section = sectionOf(page, "Payments");
    assert.deepEqual(await figuresOf(section), {
      paid: ["€1,990.00"],
      "still owed": ["€4,260.00"],
      overdue: ["€1,100.00", "3 travellers are late"],
      "to be paid back": ["€2.50"],
    });
    const due = shortDay(day(-3));
    const rest = shortDay(day(30));
    assert.deepEqual(await rowsOf(section), [
      ["not named yet", firstCompany, "€1,190.00", "€0.00", "€1,190.00", "€400.00", "€0.00", due],
      ["Carla Beispiel", secondCompany, "€1,190.00", "€0.00", "€1,190.00", "€400.00", "€0.00", due],
      ["Dieter Beispiel", secondCompany, "€1,190.00", "€100.00", "€1,090.00", "€300.00", "€0.00", due],
      ["Bernd Beispiel", firstCompany, "€1,190.00", "€400.00", "€790.00", "€0.00", "€0.00", rest],
      ["Anna Beispiel", firstCompany, "€1,190.00", "€1,190.00", "€0.00", "€0.00", "€0.00", ""],
      ["Emil Beispiel cancelled, fee €297.50", thirdCompany, "€1,190.00", "€300.00", "€0.00", "€0.00", "€2.50", ""],
    ]);
    const csv = await csvOf(page, "Payments");
    assert.equal(csv.name, `payments-${ahead.starts_on}.csv`);
    assert.match(csv.text, /,Emil,Beispiel,cancelled,.*,EUR,1190.00,297.50,300.00,0.00,0.00,0.00,2.50\r\n/);
    assert.equal((await workbookOf(page, "Payments")).name, `payments-${ahead.starts_on}.xlsx`);
  });

  await t.test("grades: nobody has given one yet", async () => {
    assert.match(await sectionOf(page, "Grades").innerText(), /Nobody has graded this trip yet/);
  });

  await t.test("the list of parts leads the keyboard to each of them", async () => {
    const names = await page.locator(".jump-list button").allTextContents();
    for (const name of ["Itinerary", "Readiness", "Money", "Grades"]) assert.ok(names.includes(name), names.join());
    await page.locator(".jump-list button", { hasText: "Money" }).focus();
    await page.keyboard.press("Enter");
    await until(page, () => document.activeElement.tagName === "H2" && document.activeElement.textContent === "Money");
    const top = await sectionOf(page, "Money").evaluate((section) => section.getBoundingClientRect().top);
    assert.ok(Math.abs(top) < 5, `${top}`);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".jump-list").isVisible(), false);
    assert.equal(await page.getByText("Costs, item by item", { exact: true }).isVisible(), false);
    assert.equal(await page.getByText("Hotel 河内").isVisible(), true);
    await page.emulateMedia({ media: "screen" });
  });

  await t.test("in German: words and amounts; no part is wider than a small screen; nobody is kept out", async () => {
    const small = await openPage(browser, server.base, { token: server.admin.token, width: 360, language: "de-DE" });
    for (const [hash, parts] of [
      [place, ["1.190,00 €", "6.247,50 €", "Bernd Beispiel", "läuft zu früh ab", "überfällig", "12,5 % bis 90 Tage vor der Abreise", "Visum für Vietnam"]],
      [`trips/${world.trip.id}`, ["1,1", "Mittel", "Die ganze Reise"]],
    ]) {
      await show(small.page, hash);
      await small.page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      assert.ok((await overflow(small.page)) <= 0, `${hash}: ${await overflow(small.page)} px too wide`);
      const text = (await small.page.locator("#app").innerText()).replaceAll("\u00a0", " ");
      for (const part of parts) assert.ok(text.includes(part), `${part}: ${text}`);
      for (const word of ["Traveller", "overdue", "Company", "undefined", "NaN", "[object"]) assert.ok(!text.includes(word), `${hash}: ${word}`);
      for (const colorScheme of ["light", "dark"]) {
        await small.page.emulateMedia({ colorScheme });
        assert.deepEqual(await barriers(small.page), [], `${hash}, ${colorScheme}`);
      }
    }
    assert.deepEqual(small.complaints, []);
    await small.close();
  });

  await t.test("who may not see it gets prices, and is told who sees the rest", async () => {
    const other = await openPage(browser, server.base, { token: server.viewer });
    await show(other.page, place);
    assert.match(await sectionOf(other.page, "Readiness").innerText(), /Only organizers see this/);
    const text = await sectionOf(other.page, "Money").innerText();
    assert.match(text, /Budget, margin and payments are for organizers/);
    assert.match(text, /€1,190\.00/);
    assert.equal(await sectionOf(other.page, "Payments").count(), 0);
    assert.ok(!(await other.page.locator("main").innerText()).includes("Beispiel"));
    assert.equal(await other.page.getByRole("alert").count(), 0);
    assert.deepEqual(other.complaints, []);
    await other.close();
  });

  await t.test("a trip that is over lacks nothing any more; one without money says so; grades have their spread", async () => {
    const { results } = await server.admin.get("/events?series_key=china-studienreise&status=completed");
    await show(page, `trips/${results.find((one) => one.city === "Tokio").id}`);
    assert.match(await sectionOf(page, "Readiness").innerText(), /The trip is over/);
    assert.match(await sectionOf(page, "Money").innerText(), /No budget and no prices yet/);
    await page.route(/\/trip\/feedback$/, refuse(404, "route_not_found"));
    await show(page, `trips/${world.trip.id}`);
    const grades = sectionOf(page, "Grades");
    assert.deepEqual(await rowsOf(grades), [["The whole trip", "20", "1.1", "1.0", "19", "1", "0", "0", "0", "0"]]);
    assert.match(await grades.locator(".chart svg").textContent(), /The whole trip.*Mean 1\.1, n = 20/);
    assert.match((await csvOf(page, "Grades")).text, /^What,Number,Mean,Median,1,2,3,4,5,6\r\nThe whole trip,20,1.1,1,19,1,0,0,0,0\r\n/);
  });

  await t.test("rooms: who is where, who has none and why, and whether it could be better", async () => {
    const { list, hotel } = rooming;
    const inn = { ...hotel, item_key: "inn", title: "Gasthof", rooms: [], guests: [], score: null, explanations: [] };
    await page.route(/\/trip\/rooming$/, (route) => route.fulfill({ json: list }));
    await page.route(/\/trip\/rooming\/(hotel|inn)$/, (route) => route.fulfill({ json: route.request().url().endsWith("inn") ? inn : hotel }));
    await page.reload();
    await show(page, place);
    const section = sectionOf(page, "Rooms");
    assert.deepEqual(await rowsOf(section), [
      ["101", "Twin accessible", "2", "Anna Beispiel\nBernd Beispiel nights 2 January 2030 to 3 January 2030"],
      ["102", "Single", "1", "free"],
      ["103", "Twin", "3", "Carla Beispiel night of 1 January 2030"],
    ]);
    const text = await section.innerText();
    for (const part of ["Hotel 河内 3 nights from 1 January 2030", "2 without a room: Dieter Beispiel, 1 not named yet", "Room 101 may be too small.",
      "No rooms are known of this lodging yet."])
      assert.ok(text.includes(part), `${part}: ${text}`);
    await section.getByText("Why some have no room").click();
    assert.ok((await section.innerText()).includes("Dieter Beispiel has no room: he wishes to be alone."));
    const trial = (without_room, unmet, amount) => ({ without_room, unmet, cost: { amount, currency: "EUR" } });
    for (const [score, bound, said] of [
      [trial(1, 10, "300.00"), trial(1, 10, "300.00"), "No: that this is the best distribution was proved."],
      [trial(1, 10, "299.50"), trial(1, 10, "299.50"), "Yes: a new plan would be better."],
      [trial(1, 12, "90.00"), trial(0, 20, "900.00"), "Nothing better was found, but that is no proof."],
    ]) {
      await page.route(/\/rooming\/hotel\/plan\?dry_run=true$/, (route) => route.fulfill({ json: { kept: false, proved: true, score, bound } }));
      const asked = page.waitForRequest(/plan\?dry_run=true$/);
      await section.getByRole("button", { name: "Could it be better?" }).click();
      assert.equal((await asked).method(), "POST");
      await section.getByRole("status").filter({ hasText: said }).waitFor();
      await page.unroute(/\/rooming\/hotel\/plan\?dry_run=true$/);
    }
    await page.route(/\/rooming\/hotel\/plan/, refuse(503, "rooming_busy", { detail: "2 searches run already." }));
    await section.getByRole("button", { name: "Could it be better?" }).click();
    await section.getByRole("status").filter({ hasText: "2 searches run already." }).waitFor();
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes("503")));
    assert.deepEqual(await barriers(page), []);
    await page.setViewportSize({ width: 360, height: 780 });
    assert.ok((await overflow(page)) <= 0, `${await overflow(page)} px too wide`);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.unroute(/\/trip\/rooming$/);
    await page.route(/\/trip\/rooming$/, refuse(404, "route_not_found"));
    await page.reload();
    await show(page, place);
    assert.equal(await sectionOf(page, "Rooms").count(), 0);
    assert.ok(!(await page.locator(".jump-list button").allTextContents()).includes("Rooms"));
  });

  await t.test("grades of visits and lodgings, who would go again; of few only their number", async () => {
    await page.unroute(/\/trip\/feedback$/);
    await page.route(/\/trip\/feedback$/, (route) => route.fulfill({ json: feedback }));
    await page.route(/\/trip\/comments\?state=published&limit=/, (route) => route.fulfill({ json: comments }));
    await page.reload();
    await show(page, `trips/${world.trip.id}`);
    const section = sectionOf(page, "Grades");
    assert.deepEqual(await figuresOf(section), {
      "mean grade": ["1.1", "n = 20, Median 1.0"],
      answered: ["91%"],
      "would go again": ["95%", "n = 19"],
    });
    assert.deepEqual(await rowsOf(section), [
      ["The whole trip", "", "20", "1.1", "1.0", "19", "1", "0", "0", "0", "0"],
      ["Huawei", "Visit", "12", "1.8", "1.75", "5", "6", "1", "0", "0", "0"],
      ["Hotel Shenzhen", "Lodging", "2", "fewer than 3", ...Array(7).fill("–\nnot known")],
    ]);
    assert.deepEqual(await section.locator(".comments li").allInnerTexts(), ["Sehr <b>offen</b>.\n\nHuawei", "Gern wieder!"]);
    assert.deepEqual(await barriers(page), []);
  });

  await t.test("the booklet is fetched with the token and saved from memory", async () => {
    await page.route(/\/trip\/booklet\.pdf$/, (route) => route.fulfill({ contentType: "application/pdf", body: "%PDF-1.7" }));
    await show(page, `trips/${world.trip.id}`);
    const asked = page.waitForRequest(/booklet\.pdf$/);
    const booklet = await fileOf(page, "Itinerary", "Booklet");
    assert.equal(booklet.name, "trip-2016-05-22.pdf");
    assert.equal(booklet.bytes.toString("latin1"), "%PDF-1.7");
    assert.equal((await asked).headers().accept, "application/pdf");
    assert.ok(requests.every((url) => !url.includes("twk_")));
  });

  assert.deepEqual(complaints, []);
  await close();

  await t.test("a margin below nothing and heads too few are warnings", async () => {
    await putBudget(server.admin, ahead.id, "9000.00");
    const other = await openPage(browser, server.base, { token: server.admin.token });
    await show(other.page, place);
    const figures = await figuresOf(sectionOf(other.page, "Money"));
    assert.deepEqual(figures.margin, ["−€4,372.50", "−70.0% of the income"]);
    assert.deepEqual(figures["heads to break even"], ["11", "5 heads are confirmed, 6 too few"]);
    assert.equal(await sectionOf(other.page, "Money").locator(".figure-warn dt").textContent(), "margin");
    await other.close();
  });

  await t.test("a part that fails is said to, the others are there; it is asked again", async () => {
    const other = await openPage(browser, server.base, { token: server.admin.token });
    await other.page.route(/\/trip\/readiness$/, refuse(503, "database_unavailable"));
    await show(other.page, place);
    const section = sectionOf(other.page, "Readiness");
    assert.match(await section.getByRole("alert").innerText(), /Not now\s+Reference for the operator: r-6/);
    assert.match(await sectionOf(other.page, "Money").innerText(), /€6,247\.50/);
    await other.page.unroute(/\/trip\/readiness$/);
    await section.getByRole("button", { name: "Try again" }).click();
    await section.getByText("Bernd Beispiel").waitFor();
    await other.close();
  });
}

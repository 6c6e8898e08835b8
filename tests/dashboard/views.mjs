// Every view with the demo association and the few things that world.mjs adds.
import assert from "node:assert/strict";

import { csvOf, fileOf, openPage, show, until, workbookOf } from "./browser.mjs";

const rowsOf = (page, caption) =>
  page
    .locator("table", { has: page.locator("caption", { hasText: caption }) })
    .locator("tbody tr")
    .evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim())));

export default async function views(t, world) {
  const { browser, server, munich, congress, pastCongress } = world;
  const { page, complaints, requests, close } = await openPage(browser, server.base, { token: server.viewer });

  await t.test("overview: the next events, big figures, warnings, the series", async () => {
    await show(page, "");
    const names = await page.locator(".event-list h3").allTextContents();
    assert.deepEqual(names, ["Jahreskongress nebenan", "Systemhausgespräche München 2016"]);
    const warnings = await page.locator(".warnings > li").allTextContents();
    assert.ok(warnings.some((text) => text.includes("Participants: no place is left.")), warnings.join("|"));
    assert.ok(warnings.some((text) => text.includes("4 are waiting for a place.")), warnings.join("|"));
    assert.ok(warnings.some((text) => text.includes("5 events have passed and are not completed")), warnings.join("|"));
    const series = await rowsOf(page, "How the series are doing");
    assert.equal(series.length, 11);
    const talks = series.find((row) => row[0] === "Systemhausgespräche");
    assert.deepEqual(talks.slice(2, 6), ["2016*", "108", "71", "+16.1% since 2014"]);
  });

  await t.test("series: both units by year, growth absolute, relative and per year", async () => {
    await show(page, "series/systemhausgespraeche");
    const years = await rowsOf(page, "By year: Systemhausgespräche");
    assert.deepEqual(years[0].slice(0, 4), ["2014", "–\nnot known", "93", "–\nnot known"]);
    assert.deepEqual(years[1].slice(0, 8), ["2016*", "4", "108", "71", "32", "+15", "+16.1%", "+7.8%"]);
    await page.getByText("Hatched: the year is not over").first().waitFor();
    const drawn = await page.locator(".chart svg").first().innerHTML();
    assert.match(drawn, /<pattern/, "nothing is hatched");
    const csv = await csvOf(page, "By year");
    assert.equal(csv.name, "attendance-systemhausgespraeche.csv");
    assert.match(csv.text, /^series,year,complete,/);
    await page.getByLabel("Series").selectOption({ label: "Jahreskongress" });
    await page.getByRole("heading", { level: 1, name: "Jahreskongress" }).waitFor();
    assert.match(page.url(), /#\/series\/jahreskongress$/);
  });

  await t.test("event: capacity with the reason, who waits, who came last, in the event's zone", async () => {
    await show(page, `events/${congress.id}`);
    const pools = await rowsOf(page, "Capacity: Jahreskongress nebenan");
    const heads = pools.find((row) => row[0] === "Participants");
    assert.deepEqual(heads.slice(2), ["5", "0", "0", "5", "0", "4", "All places are given away."]);
    assert.equal((await rowsOf(page, "Waiting list")).length, 1);
    const latest = await rowsOf(page, "Latest registrations");
    assert.equal(latest.length, 3);
    assert.match(latest[0].at(-1), /(EST|EDT|GMT-[45])$/);
    assert.match((await csvOf(page, "Latest registrations")).text, /^Company,Status,Confirmed,Waiting,Registered\r\n/);
  });

  await t.test("talks: none is said to be none; with a plan there are the slots and the grid", async () => {
    await show(page, `talks/${congress.id}`);
    await page.getByText("This event has no 1:1 talks").waitFor();
    await show(page, `talks/${munich.id}`);
    assert.equal((await rowsOf(page, "Use of the tables")).length, 9);
    const grid = await rowsOf(page, "The published plan");
    assert.equal(grid[0][0], "09:00");
    assert.ok(grid.flat().some((cell) => cell.includes("\n")), "no talk in the grid");
    assert.match((await csvOf(page, "The published plan")).text, /^local_date,local_time,/);
  });

  await t.test("vendors: year by year and their talks, or that there is none", async () => {
    await show(page, "vendors/systemhausgespraeche");
    const years = await rowsOf(page, "Year by year");
    assert.deepEqual(years[0].slice(0, 5), ["2016", "4", "4", "0", "4"]);
    assert.ok((await rowsOf(page, "Talks of each vendor")).length >= 4);
    await show(page, "vendors/jahreskongress");
    await page.getByText("No vendor has booked for this series yet").waitFor();
  });

  await t.test("trips: side by side, the latest first, by one request", async () => {
    const before = requests.length;
    await show(page, "trips");
    const rows = await rowsOf(page, "Side by side");
    assert.deepEqual(rows.map((row) => row[0]), ["Japan-Studienreise", "China-Studienreise 2016"]);
    const none = "–\nnot known";
    assert.deepEqual(rows[0].slice(2), ["Tokio, JP", "2", "3", none, none, "0"]);
    assert.match(rows[1][1], /^22\s*–\s*29 May 2016$/);
    assert.deepEqual(rows[1].slice(2), ["Shenzhen, CN", "14", "20", "20", "1.1", "20"]);
    const asked = requests.slice(before).filter((url) => url.includes("/api/v1/"));
    assert.deepEqual(asked.map((url) => new URL(url).pathname), ["/api/v1/statistics/trips"]);
    const csv = await csvOf(page, "Side by side");
    assert.equal(csv.name, "trips.csv");
    assert.match(csv.text, /^series,event_id,name,.*,participants,capacity,grades,grade_mean,grade_median,grades_1,/);
  });

  await t.test("trips: who travelled, how they graded it", async () => {
    const sheet = page.locator("section", { has: page.getByRole("heading", { name: "China-Studienreise 2016" }) });
    const text = await sheet.innerText();
    for (const part of ["20", "20 places", "8 days", "1.1", "n = 20, Median 1"]) assert.ok(text.includes(part), `${part}: ${text}`);
    assert.match((await csvOf(page, "China-Studienreise 2016")).text, /^grade,Number\r\n1,19\r\n2,1\r\n3,0\r\n/);
    await sheet.getByRole("link", { name: "All about it" }).click();
    await page.getByText("A week in the Pearl River Delta").waitFor();
  });

  await t.test("trips: the itinerary by the clocks of its places, and as a calendar", async () => {
    const { results } = await server.admin.get("/events?series_key=china-studienreise");
    await show(page, `trips/${results[0].id}`);
    const days = await page.locator(".days > li").evaluateAll((all) => all.map((day) => day.innerText.split("\n")));
    assert.deepEqual(days.map((day) => day[0]), [22, 23, 24, 25, 26, 27, 28].map((n, i) =>
      `${["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][i]} ${n} May`));
    const text = days.map((day) => day.join("|")).join("|");
    for (const part of ["13:45–07:05+1", "Flughafen Frankfurt → Flughafen Hongkong (Europe/Berlin → Asia/Hong_Kong)", "Demo Airways DA 796",
      "at most 14 heads", "To be shown: Reisepass", "Border: Grenze Lo Wu → Grenze Luohu|"])
      assert.ok(text.includes(part), `${part}: ${text}`);
    const calendar = await fileOf(page, "Itinerary", "Calendar");
    assert.equal(calendar.name, "trip-2016-05-22.ics");
    assert.match(calendar.bytes.toString("utf8"), /DTSTART;TZID=Europe\/Berlin:20160522T134500\r\n/);
    await page.getByRole("link", { name: "All trips" }).click();
    await page.getByRole("link", { name: "Japan-Studienreise" }).click();
    await page.getByText("No itinerary has been published yet").waitFor();
  });

  await t.test("reach: the companies of 12 months, of all series and of one", async () => {
    const { as_of, active_companies, reach, loyal } = await server.admin.get("/statistics/reach");
    assert.equal(reach[0].visitors, 2);
    await show(page, "");
    const section = page.locator("section", { has: page.getByRole("heading", { name: "Whom the events reach" }) });
    const text = await section.innerText();
    const pairs = ((active_companies * (active_companies - 1)) / 2).toLocaleString("en-GB");
    for (const part of [`2 of ${active_companies}`, "<0.1%", `1 of ${pairs} pairs`, "As of "])
      assert.ok(text.includes(part), `${part}: ${text}`);
    assert.ok(text.includes(new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(as_of))), text);
    await section.getByText("Table", { exact: true }).click();
    const rows = await rowsOf(page, "Whom the events reach");
    assert.deepEqual(rows[0].slice(0, 3), ["All series", "1", "2"]);
    assert.equal(rows.find((row) => row[0] === "Bildungsreise China")[2], "2");
    assert.equal(rows.find((row) => row[0] === "Jahreskongress")[2], "–\nnot known");
    const csv = await csvOf(page, "Whom the events reach");
    assert.equal(csv.name, "reach.csv");
    assert.match(csv.text, /^series,as_of,active_companies,/);
    assert.equal(await page.locator(".ranking li").first().innerText().then((line) => line.includes(loyal[0].company)), true);
    assert.match((await csvOf(page, "Who comes most often")).text, /^Company,Visits,Editions\r\n/);
    await show(page, "series/jahreskongress");
    await page.getByText("No visit is known from these 12 months").waitFor();
    await page.getByRole("heading", { name: "Who comes most often" }).waitFor();
  });

  await t.test("grades: number, mean, median and the spread", async () => {
    await show(page, "grades/jahreskongress");
    const rows = await rowsOf(page, "How the grades are spread");
    assert.deepEqual(rows[0].slice(2), ["58", "2.0", "1.85", "16", "25", "17", "0", "0", "0"]);
    assert.match((await csvOf(page, "How the grades are spread")).text, /^series,event_id,name,.*,n,mean,median,lower_quartile,/);
    await show(page, "grades/systemhausgespraeche");
    await page.locator("h1", { hasText: "Systemhausgespräche" }).waitFor();
  });

  await t.test("what the server has as a table is saved as a workbook too, by a request whose address has no token", async () => {
    const type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    const saved = [
      ["trips", "Side by side", "trips"],
      ["", "Whom the events reach", "reach"],
      ["series/systemhausgespraeche", "By year", "attendance-systemhausgespraeche"],
      ["series/systemhausgespraeche", "Event by event", "editions-systemhausgespraeche"],
      ["grades/jahreskongress", "How the grades are spread", "grades-jahreskongress"],
      [`talks/${munich.id}`, "The published plan", /^talks-/],
      [`check-in/${pastCongress.id}`, "Check-in lists", /^check-ins-/],
      ["vendors/systemhausgespraeche", "Talks of each vendor", "vendor-talks-systemhausgespraeche"],
    ];
    for (const [hash, section, expected] of saved) {
      await show(page, hash);
      const answer = page.waitForResponse(/[?&]format=xlsx$/);
      const { name, bytes } = await workbookOf(page, section);
      assert.equal((await answer).headers()["content-type"], type, section);
      assert.equal((await answer).request().headers()["accept"], type, section);
      if (typeof expected === "string") assert.equal(name, `${expected}.xlsx`);
      else assert.match(name, expected);
      assert.match(name, /\.xlsx$/);
      // A zip archive with a sheet in it.
      assert.equal(bytes.subarray(0, 4).toString("latin1"), "PK\x03\x04", section);
      assert.ok(bytes.includes("xl/worksheets/sheet1.xml"), section);
    }
  });

  await t.test("what only the page has is saved as CSV alone; a workbook that cannot be had is said to", async () => {
    await show(page, "");
    const series = page.locator("section", { has: page.getByRole("heading", { name: "How the series are doing" }) });
    assert.equal(await series.getByRole("button", { name: "Excel" }).count(), 0);
    await page.route(/format=xlsx$/, (route) => route.abort());
    await show(page, "trips");
    await page.getByRole("button", { name: "Excel" }).first().click();
    await page.getByRole("alert").filter({ hasText: "The file could not be fetched" }).waitFor();
    await page.unroute(/format=xlsx$/);
    complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes("net::ERR_FAILED")));
  });

  await t.test("tables sort by any column, what is not known last", async () => {
    await show(page, "");
    const table = page.locator("table", { has: page.locator("caption", { hasText: "How the series" }) });
    const growth = () => table.locator("tbody tr td:nth-child(6)").allInnerTexts();
    await table.getByRole("button", { name: "Change" }).click();
    assert.equal(await table.locator("th[aria-sort]").getAttribute("aria-sort"), "descending");
    assert.match((await growth())[0], /^\+31.4%/);
    await table.getByRole("button", { name: "Change" }).click();
    assert.equal(await table.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
    assert.match((await growth())[0], /^−85.0%/);
    assert.match((await growth()).at(-1), /^–/);
  });

  await t.test("the keyboard goes from the link to the content, through the views, to the content", async () => {
    await page.goto("about:blank");
    await show(page, "");
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Skip to content");
    for (const name of ["Tagwerk", "Overview", "Series", "Event"]) {
      await page.keyboard.press("Tab");
      assert.equal(await focused(), name);
    }
    await page.keyboard.press("Enter");
    await until(page, () => document.activeElement.closest("#content") !== null);
  });

  await t.test("an address that nobody knows is answered with what there is", async () => {
    await show(page, "events/01a00000000000000000000000");
    await page.locator("h1").waitFor();
    await show(page, "nothing/at/all");
    assert.equal(await page.locator("h1").textContent(), "Overview");
  });

  assert.ok(pastCongress.id);
  assert.deepEqual(complaints, []);
  assert.ok(requests.every((url) => !url.includes("twk_")));
  await close();
}

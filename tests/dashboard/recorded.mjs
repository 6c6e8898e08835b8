// Trends, pace, forecast and retention with more editions than the demo has; and a server that does not offer them.
import assert from "node:assert/strict";

import { answers } from "./answers.mjs";
import { openPage, show, until } from "./browser.mjs";

const missing = { type: "urn:tagwerk:problem:route_not_found", title: "Not found", status: 404, detail: "", code: "route_not_found", request_id: "x" };

export default async function recorded(t, { browser, server, munich }) {
  const { page, complaints, close } = await openPage(browser, server.base, { token: server.viewer, answers });
  const section = (name) => page.locator("section", { has: page.getByRole("heading", { name, exact: true }) });

  await t.test("series: an unfinished year beside the same days of the year before", async () => {
    await show(page, "series/systemhausgespraeche");
    const note = await page.locator(".aside-note").innerText();
    assert.match(note, /compared with 2025 up to the same day \(10 November 2025\)/);
    assert.match(note, /Participants: 108 \/ 101 \(\+6.9%\)/);
    assert.match(await page.locator("table").first().innerText(), /−17.6%/);
  });

  await t.test("series: a forecast has its interval, method, basis and time", async () => {
    const text = await section("Forecast for 2026").innerText();
    for (const part of ["146", "131–162", "139–153", "trend of the editions, from 3 earlier editions", "As of 10/11/2026, 10:00"])
      assert.ok(text.includes(part), `${part}: ${text}`);
  });

  await t.test("series: events one by one, and who comes back", async () => {
    const editions = section("Event by event");
    await editions.getByText("Table", { exact: true }).click();
    assert.match(await editions.locator("tbody tr").last().innerText(), /München.*10\/12\/2026.*122.*58/s);
    const retention = section("Who comes back");
    await retention.getByText("Table", { exact: true }).click();
    assert.match(await retention.locator("tbody tr").nth(1).innerText(), /2024.*60.*37.*23.*0.*11.*77.1%/s);
  });

  await t.test("event: its curve, earlier ones and the band; in both units", async () => {
    await show(page, `events/${munich.id}`);
    const curve = section("Registrations on the way to the event");
    const legend = await curve.locator(".chart svg").textContent();
    for (const name of ["Edition 2025", "Edition 2024", "80 % band", "50 % band", "Expected"]) assert.ok(legend.includes(name), name);
    await curve.getByRole("button", { name: "Companies" }).click();
    await until(page, () => !document.querySelector(".chart svg").textContent.includes("80 % band"));
    await curve.getByText("Table", { exact: true }).click();
    assert.equal(await curve.locator("tbody tr").count(), 21);
  });

  await t.test("event: pace is not called a forecast, and the forecast says what it rests on", async () => {
    const pace = await section("Pace against earlier editions").innerText();
    assert.match(pace, /A pace, not a forecast/);
    assert.match(pace, /117%/);
    const forecast = await section("Forecast").innerText();
    for (const part of ["210", "188–232", "from 6 earlier editions", "218 registered at the start, 8 of them expected not to come"])
      assert.ok(forecast.includes(part), `${part}: ${forecast}`);
  });

  await t.test("trips: what few grades hide, and what is not known, is said", async () => {
    await show(page, "trips");
    const rows = section("Side by side").locator("tbody tr");
    assert.match(await rows.nth(0).innerText(), /Vietnam-Studienreise.*3\s*–\s*11 December 2027.*Hanoi, VN.*not known.*not known.*16.*not known.*0/s);
    assert.match(await rows.nth(1).innerText(), /28 February\s*–\s*4 March 2024.*\s7\s+11\s.*not known\s+fewer than 3\s+2$/s);
    const sheet = await section("Taiwan-Studienreise 2024").innerText();
    assert.ok(sheet.includes("fewer than 3") && !sheet.includes("places"), sheet);
  });

  await t.test("reach: how many came, for the first time, most often, and can have met", async () => {
    await show(page, "");
    const text = await section("Whom the events reach").innerText();
    for (const part of ["45%", "54 of 120", "17", "12.4%", "882 of 7,140 pairs", "As of 10 November 2026"])
      assert.ok(text.includes(part), `${part}: ${text}`);
    const loyal = section("Who comes most often");
    assert.deepEqual(await loyal.locator(".ranking-figure").allTextContents(), ["19 visits", "17 visits", "12 visits", "7 visits", "1 visit"]);
    await loyal.getByText("Table", { exact: true }).click();
    assert.equal(await loyal.locator("tbody tr").count(), 6);
    await show(page, "series/systemhausgespraeche");
    assert.ok((await section("Whom the events reach").innerText()).includes("31 of 120"));
  });
  assert.deepEqual(complaints, []);
  await close();

  // The browser is in Auckland, where it is 2026 already half a day before; the association is in Berlin.
  for (const [now, year] of [
    ["2025-12-31T22:30:00Z", "2025"],
    ["2025-12-31T23:30:00Z", "2026, year not over"],
  ])
    await t.test(`at ${now} the latest year is the one that has begun where the association is`, async () => {
      const other = await openPage(browser, server.base, { token: server.viewer, answers });
      await other.page.clock.setFixedTime(now);
      await show(other.page, "series/systemhausgespraeche");
      assert.equal(await other.page.locator(".figure-note").first().textContent(), year);
      await other.close();
    });

  await t.test("a server without these routes: the parts say so, the rest is there", async () => {
    const without = [/registrations\/daily/, /\/pace/, /\/api\/v1\/.*\/forecast/, /statistics\/editions/, /statistics\/retention/, /statistics\/reach/];
    const other = await openPage(browser, server.base, { token: server.viewer });
    for (const pattern of without)
      await other.page.route(pattern, (route) => route.fulfill({ status: 404, json: missing, contentType: "application/problem+json" }));
    await show(other.page, `events/${munich.id}`);
    assert.equal(await other.page.getByText("Not available").count(), 2);
    await other.page.getByRole("heading", { name: "Latest registrations" }).waitFor();
    await show(other.page, "series/jahreskongress");
    assert.equal(await other.page.getByText("Not available").count(), 4);
    await show(other.page, "");
    assert.equal(await other.page.getByText("Not available").count(), 1);
    assert.deepEqual(other.complaints, []);
    await other.close();
  });

  await t.test("a part that fails is said to, with the reference for the operator, and asked again", async () => {
    const other = await openPage(browser, server.base, { token: server.viewer });
    await other.page.route(/\/statistics\/(trips|reach)$/, (route) =>
      route.fulfill({ status: 503, json: { ...missing, status: 503, title: "Not now", detail: "The database is away.", code: "database_unavailable", request_id: "r-17" } }),
    );
    await other.page.goto("/#/trips");
    const alert = other.page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.innerText(), /Not now\s+The database is away\.\s+Reference for the operator: r-17/);
    await show(other.page, "");
    await other.page.locator("section", { hasText: "Whom the events reach" }).getByRole("alert").filter({ hasText: "Not now" }).waitFor();
    await other.page.getByRole("heading", { name: "How the series are doing" }).waitFor();
    await other.page.unroute(/\/statistics\/(trips|reach)$/);
    await other.page.getByRole("button", { name: "Try again" }).click();
    await other.page.getByRole("heading", { name: "Who comes most often" }).waitFor();
    await show(other.page, "trips");
    await other.page.getByRole("heading", { name: "China-Studienreise 2016" }).waitFor();
    await other.close();
  });
}

// Live check-in: what happens at the door is on the page a moment later, by the stream or, without one, by asking again.
import assert from "node:assert/strict";

import { openPage, show, until } from "./browser.mjs";

const figure = (page, label) => page.locator(".figure", { has: page.locator("dt", { hasText: label }) }).locator("dd").first();

// From today to tomorrow, where it is: it is not over before the test is, whatever the time and wherever midnight passes meanwhile.
async function openEvent(admin) {
  const [today, tomorrow] = [0, 1].map((ahead) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10));
  const event = await admin.post("/events", {
    series_key: "jahreskongress",
    name: "Einlass heute",
    edition_year: Number(today.slice(0, 4)),
    starts_on: today,
    ends_on: tomorrow,
    time_zone: "UTC",
    city: "Leipzig",
    country: "DE",
    status: "open",
  });
  const { results } = await admin.get("/companies?role=partner&limit=1");
  const registration = await admin.post(`/events/${event.id}/registrations`, { company_id: results[0].id, headcount: 3, participants: [] });
  return { event, codes: registration.participants.map((one) => one.ticket_code) };
}

export default async function door(t, { browser, server, pastCongress }) {
  const { admin } = server;
  const { event, codes } = await openEvent(admin);
  const scan = (ticket_code, direction = "entry") => admin.post(`/events/${event.id}/check-ins`, { ticket_code, direction });

  await t.test("an event that is over shows its scans and who did not come", async () => {
    const { page, complaints, close } = await openPage(browser, server.base, { token: server.viewer });
    await show(page, `check-in/${pastCongress.id}`);
    assert.equal(await figure(page, "let in").textContent(), "178");
    assert.equal(await figure(page, "of those registered did not come").textContent(), "3.8%");
    assert.equal(await figure(page, "not come").textContent(), "7");
    await page.getByRole("heading", { name: "Scans per minute" }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  await t.test("scans show a moment later", async () => {
    const { page, requests, complaints, close } = await openPage(browser, server.base, { token: server.viewer });
    await show(page, `check-in/${event.id}`);
    await page.locator(".live-on", { hasText: "live" }).waitFor();
    assert.equal(await figure(page, "inside now").textContent(), "0");
    await scan(codes[0]);
    await scan(codes[1]);
    await until(page, () => document.querySelector(".figure dd")?.textContent === "2", 5_000);
    await scan(codes[1], "exit");
    await until(page, () => document.querySelector(".figure dd")?.textContent === "1", 5_000);
    assert.equal(await figure(page, "still to come").textContent(), "1");
    assert.ok(requests.every((url) => !url.includes("twk_")));
    assert.deepEqual(complaints, []);
    await close();
  });

  await t.test("without a stream it asks every few seconds", async () => {
    const { page, close } = await openPage(browser, server.base, { token: server.viewer });
    await page.route(/check-ins\/events$/, (route) =>
      route.fulfill({ status: 404, contentType: "application/problem+json", json: { code: "route_not_found", status: 404 } }),
    );
    await show(page, `check-in/${event.id}`);
    await page.locator(".live-on", { hasText: "every few seconds" }).waitFor();
    await scan(codes[2]);
    await until(page, () => document.querySelector(".figure dd")?.textContent === "2", 8_000);
    await close();
  });
}

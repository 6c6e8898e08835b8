// German and English, narrow screens, light and dark, paper.
import assert from "node:assert/strict";

import { answers } from "./answers.mjs";
import { csvOf, openPage, overflow, settled, show, until } from "./browser.mjs";
import { placesOf } from "./places.mjs";

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const lightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3;

export default async function looks(t, world) {
  const { browser, server } = world;
  const open = (options) => openPage(browser, server.base, { token: server.viewer, answers, ...options });

  await t.test("at 360 px no view is wider than the screen, and in German there is no English word", async () => {
    const { page, complaints, close } = await open({ width: 360, language: "de-DE" });
    for (const [name, hash] of placesOf(world)) {
      await show(page, hash);
      assert.ok((await overflow(page)) <= 0, `${name}: ${await overflow(page)} px too wide`);
      await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      assert.ok((await overflow(page)) <= 0, `${name} with open tables: ${await overflow(page)} px too wide`);
      const text = await page.locator("#app").innerText();
      for (const word of ["Participants", "Companies", "Not available", "Table", "undefined", "NaN", "[object", "Infinity"])
        assert.ok(!text.includes(word), `${name}: ${word}`);
    }
    assert.deepEqual(complaints, []);
    await close();
  });

  await t.test("German browsers get German words and forms, and the language can be changed", async () => {
    const { page, close } = await open({ language: "de-DE" });
    for (const [hash, title] of [
      ["", "Überblick"],
      ["trips", "Reisen"],
    ]) {
      await show(page, hash);
      assert.equal(await page.locator("h1").textContent(), title);
    }
    assert.equal(await page.locator("html").getAttribute("lang"), "de");
    assert.match(await page.locator("main").innerText(), /1,1/);
    const byteOrderMark = "\ufeff";
    const own = await csvOf(page, "China-Studienreise 2016");
    assert.ok(own.text.startsWith(`${byteOrderMark}Note;Anzahl\r\n1;19\r\n`), own.text);
    const served = await csvOf(page, "Nebeneinander");
    assert.ok(served.text.startsWith(`${byteOrderMark}series;event_id;name;`), served.text);
    assert.match(served.text, /;20;20;1,1;1;19;1;0;0;0;0;1;;;;;\r\n/);
    await page.getByRole("button", { name: "English" }).click();
    await page.locator("h1", { hasText: "Trips" }).waitFor();
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    assert.match(await page.locator("main").innerText(), /1\.1/);
    await page.reload();
    await settled(page);
    assert.equal(await page.locator("h1").textContent(), "Trips");
    await close();
  });

  await t.test("dark as the system says, or as was chosen, which stays", async () => {
    const { page, close } = await open({ colorScheme: "dark" });
    await show(page, "series/systemhausgespraeche");
    assert.ok(lightness(await background(page)) < 60);
    const inkOf = () => page.locator(".chart svg text").first().evaluate((text) => getComputedStyle(text).fill);
    assert.ok(lightness(await inkOf()) > 150);
    await page.getByLabel("Appearance").selectOption("light");
    assert.ok(lightness(await background(page)) > 200);
    await until(page, () => {
      const [red] = getComputedStyle(document.querySelector(".chart svg text")).fill.match(/\d+/g);
      return Number(red) < 100;
    });
    await page.reload();
    await settled(page);
    assert.ok(lightness(await background(page)) > 200);
    await close();
  });

  await t.test("on paper: ink on white, no controls, every table open", async () => {
    const { page, close } = await open({ colorScheme: "dark" });
    await show(page, "series/systemhausgespraeche");
    await page.emulateMedia({ media: "print" });
    assert.equal(await background(page), "rgb(255, 255, 255)");
    await until(page, () => [...document.querySelectorAll("details")].every((one) => one.open));
    assert.equal(await page.locator("nav").isVisible(), false);
    assert.equal(await page.getByRole("button", { name: /CSV/ }).first().isVisible(), false);
    const axis = await page.locator(".chart svg text").first().evaluate((text) => getComputedStyle(text).fill);
    assert.ok(lightness(axis) < 120, axis);
    const paper = await page.pdf({ format: "A4", printBackground: true });
    assert.ok(paper.length > 20_000);
    await page.emulateMedia({ media: "screen" });
    await until(page, () => [...document.querySelectorAll("details")].some((one) => !one.open));
    await close();
  });

  await t.test("who wants no movement gets none", async () => {
    const { page, close } = await open({});
    await show(page, "");
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    await close();
  });
}

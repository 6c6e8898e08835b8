// Debian's chromium, without a window, and what tests want to know of a page.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const isRoot = process.getuid?.() === 0;

export const startBrowser = () =>
  chromium.launch({
    executablePath: process.env.TAGWERK_CHROMIUM ?? "/usr/bin/chromium",
    // Its sandbox refuses root, as containers have it.
    args: ["--disable-dev-shm-usage", ...(isRoot ? ["--no-sandbox"] : [])],
  });

// A route that is not there, or not for this token, is an answer that the page copes with; the browser notes it all the same.
const isExpected = (text) => /Failed to load resource: the server responded with a status of (401|403|404|409)/.test(text);

/// A page of its own context; `complaints` collects what the console and uncaught errors say.
export async function openPage(browser, base, options = {}) {
  const { token, answers = [], width = 1280, language = "en-GB", ...more } = options;
  const context = await browser.newContext({
    baseURL: base,
    viewport: { width, height: width < 600 ? 780 : 900 },
    locale: language,
    reducedMotion: "reduce",
    timezoneId: "Pacific/Auckland", // far from every event: times are shown in the event's zone
    ...more,
  });
  context.setDefaultTimeout(10_000);
  if (token)
    await context.addInitScript((text) => {
      if (location.protocol !== "about:") sessionStorage.setItem("tagwerk.token", text);
    }, token);
  for (const [pattern, json] of [...answers].reverse()) await context.route(pattern, (route) => route.fulfill({ json }));
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpected(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  return { page, complaints, requests, close: () => context.close() };
}

/// Asks from here: what playwright itself does in the page is an eval, which the page's policy forbids.
export async function until(page, isSo, limitMs = 10_000) {
  const end = Date.now() + limitMs;
  while (!(await page.evaluate(isSo))) {
    if (Date.now() > end) throw new Error(`not so within ${limitMs} ms: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/// The view is there: nothing is loading any more, and charts are drawn.
export async function settled(page) {
  await page.locator("#content h1").waitFor();
  await until(
    page,
    () =>
      document.querySelector(".state-loading") === null &&
      [...document.querySelectorAll(".chart")].every((chart) => chart.querySelector("svg path") !== null),
  );
}

export async function show(page, hash) {
  await page.goto(`/#/${hash}`);
  // The page hears of its new address a moment later; until then the view of before is there, and settled.
  await page.locator(`#content[data-address="#/${hash}"]`).waitFor();
  await settled(page);
}

/// Findings that keep people out: "label: button.quiet, …".
export async function barriers(page) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return violations
    .filter((finding) => finding.impact === "serious" || finding.impact === "critical")
    .map((finding) => `${finding.id}: ${finding.nodes.map((node) => node.target.join(" ")).slice(0, 5).join(", ")}`);
}

export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/// What a button of a section saves.
export async function fileOf(page, section, button) {
  const waiting = page.waitForEvent("download");
  await page.locator("section", { has: page.getByRole("heading", { name: section }) }).getByRole("button", { name: button }).click();
  const file = await waiting;
  assert.ok(file.url().startsWith("blob:"), file.url());
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/// What the button CSV of a section saves.
export async function csvOf(page, section) {
  const { name, bytes } = await fileOf(page, section, "CSV");
  return { name, text: bytes.toString("utf8") };
}

/// What the button Excel of a section saves.
export const workbookOf = (page, section) => fileOf(page, section, "Excel");

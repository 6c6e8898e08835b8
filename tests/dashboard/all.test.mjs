// The dashboard in a real browser, against the real binary. One server and one browser for all of it. Arguments: parts, of all.
import test from "node:test";

import { startBrowser } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { buildWorld } from "./world.mjs";

// Those of one line at the same time: the door is mostly waiting. It and the trip add an event, so they come after what counts them.
const all = [["speed"], ["sign_in"], ["views"], ["recorded"], ["looks"], ["barriers", "door", "trip"]];
const asked = process.argv.slice(2);
const lines = asked.length > 0 ? asked.map((part) => [part]) : all;

test("dashboard", { concurrency: 2 }, async (t) => {
  const server = await startServer();
  let browser = null;
  try {
    browser = await startBrowser();
    const world = { server, browser, ...(await buildWorld(server.admin)) };
    const run = async (part) => {
      const { default: check } = await import(`./${part}.mjs`);
      await t.test(part.replace("_", " "), (inner) => check(inner, world));
    };
    for (const line of lines) await Promise.all(line.map(run));
  } finally {
    await browser?.close();
    await server.stop();
  }
});

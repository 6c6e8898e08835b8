// The overview is there at once: few bytes, and its largest part painted early. Of a browser that has seen nothing yet.
import assert from "node:assert/strict";

import { openPage, settled } from "./browser.mjs";

const maxTransferred = 300_000;
const maxPaintMs = 1_500;

export default async function speed(t, { browser, server }) {
  const { page, close } = await openPage(browser, server.base, { token: server.viewer });
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  let transferred = 0;
  network.on("Network.loadingFinished", (finished) => (transferred += finished.encodedDataLength));
  await page.goto("/");
  await settled(page);
  await page.waitForLoadState("networkidle");
  const paintedMs = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(Math.round(list.getEntries().at(-1).startTime))).observe({
          type: "largest-contentful-paint",
          buffered: true,
        });
      }),
  );
  const hasCharts = await page.evaluate(() => performance.getEntriesByType("resource").some((entry) => entry.name.includes("charts")));
  await close();
  t.diagnostic(`overview: ${transferred} bytes transferred, largest contentful paint after ${paintedMs} ms`);

  await t.test("under 300 kB are transferred", () => assert.ok(transferred > 0 && transferred < maxTransferred, `${transferred}`));
  await t.test("its largest part is painted within 1.5 s", () => assert.ok(paintedMs < maxPaintMs, `${paintedMs} ms`));
  await t.test("it waits for no chart library", () => assert.equal(hasCharts, false));
  await t.test("every file is compressed, has an ETag and may be kept for good", async () => {
    const html = await (await fetch(server.base)).text();
    const files = [...html.matchAll(/\/assets\/[^"]+/g)].map(([path]) => path);
    assert.ok(files.length >= 3, files.join(" "));
    for (const path of files) {
      const answer = await fetch(server.base + path);
      assert.match(answer.headers.get("cache-control"), /immutable/, path);
      assert.match(answer.headers.get("etag"), /^"[^"]+"$/, path);
      if (!path.endsWith(".svg")) assert.equal(answer.headers.get("content-encoding"), "gzip", path);
      const again = await fetch(server.base + path, { headers: { "if-none-match": answer.headers.get("etag") } });
      assert.equal(again.status, 304, path);
    }
  });
}

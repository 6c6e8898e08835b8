// axe-core over every view in both themes: nothing serious, nothing critical. With every table open.
import assert from "node:assert/strict";

import { answers } from "./answers.mjs";
import { barriers, openPage, show } from "./browser.mjs";
import { placesOf } from "./places.mjs";

async function inBothThemes(page, name) {
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    assert.deepEqual(await barriers(page), [], `${name}, ${colorScheme}`);
  }
}

export default async function noBarriers(t, world) {
  const { browser, server } = world;
  const { page, close } = await openPage(browser, server.base, { token: server.viewer, answers });
  for (const [name, hash] of placesOf(world)) {
    await t.test(`${name} keeps nobody out`, async () => {
      await show(page, hash);
      await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
      await inBothThemes(page, name);
    });
  }
  await close();
  await t.test("the sign-in keeps nobody out", async () => {
    const signIn = await openPage(browser, server.base);
    await signIn.page.goto("/");
    await signIn.page.getByRole("button", { name: "Sign in" }).click();
    await inBothThemes(signIn.page, "sign-in");
    await signIn.close();
  });
}

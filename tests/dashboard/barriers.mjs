// axe-core over every view in both themes: nothing serious, nothing critical. With every table open.
import assert from "node:assert/strict";

import { answers } from "./answers.mjs";
import { barriers, openPage, show } from "./browser.mjs";
import { placesOf } from "./places.mjs";

export default async function noBarriers(t, world) {
  const { browser, server } = world;
  for (const colorScheme of ["light", "dark"]) {
    await t.test(`${colorScheme}: no view keeps anybody out`, async () => {
      const { page, close } = await openPage(browser, server.base, { token: server.viewer, answers, colorScheme });
      for (const [name, hash] of placesOf(world)) {
        await show(page, hash);
        await page.locator("details").evaluateAll((all) => all.forEach((one) => (one.open = true)));
        assert.deepEqual(await barriers(page), [], name);
      }
      await close();
      const signIn = await openPage(browser, server.base, { colorScheme });
      await signIn.page.goto("/");
      await signIn.page.getByRole("button", { name: "Sign in" }).click();
      assert.deepEqual(await barriers(signIn.page), [], "sign-in");
      await signIn.close();
    });
  }
}

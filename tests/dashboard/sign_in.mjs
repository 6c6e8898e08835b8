// Who gets in, and what the page says to those who do not.
import assert from "node:assert/strict";

import { openPage, settled } from "./browser.mjs";

const stored = (page) => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]));

async function enter(page, text) {
  await page.getByLabel("Access token").fill(text);
  await page.getByRole("button", { name: "Sign in" }).click();
}

export default async function signIn(t, { browser, server }) {
  await t.test("a token opens the overview and stays in this tab only", async () => {
    const { page, complaints, requests, close } = await openPage(browser, server.base);
    await page.goto("/");
    await enter(page, server.viewer);
    await settled(page);
    assert.equal(await page.locator("h1").textContent(), "Overview");
    const [local, , cookie, address] = JSON.parse(await stored(page));
    assert.deepEqual(local, {});
    assert.equal(cookie, "");
    assert.ok(!address.includes("twk_"));
    assert.ok(requests.every((url) => !url.includes("twk_")), "a token is in an address");
    assert.ok(requests.every((url) => url.startsWith(server.base) || url.startsWith("blob:")), requests.join(" "));
    await page.reload();
    await settled(page);
    const other = await page.context().newPage();
    await other.goto("/");
    await other.getByRole("button", { name: "Sign in" }).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  });

  await t.test("signing out forgets the token", async () => {
    const { page, close } = await openPage(browser, server.base);
    await page.goto("/");
    await enter(page, server.viewer);
    await settled(page);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Access token").waitFor();
    assert.ok(!(await stored(page)).includes("twk_"));
    await close();
  });

  await t.test("a wrong token and none are told apart, in English and German", async () => {
    const { page, complaints, close } = await openPage(browser, server.base);
    await page.goto("/");
    const alert = page.getByRole("alert");
    await enter(page, "");
    await alert.filter({ hasText: "Please enter a token" }).waitFor();
    await enter(page, "twk_wrong");
    await alert.filter({ hasText: "does not know this token" }).waitFor();
    assert.equal(await page.getByLabel("Access token").getAttribute("aria-invalid"), "true");
    await page.getByRole("button", { name: "Deutsch" }).click();
    await alert.filter({ hasText: "Der Server kennt diesen Schlüssel nicht" }).waitFor();
    assert.ok(!(await stored(page)).includes("twk_wrong"));
    assert.deepEqual(complaints, []);
    await close();
  });

  await t.test("a server that cannot be reached is said to be so, and asked again", async () => {
    const { page, close } = await openPage(browser, server.base);
    await page.goto("/");
    await page.context().setOffline(true);
    await enter(page, server.viewer);
    await page.getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
    await page.context().setOffline(false);
    await enter(page, server.viewer);
    await settled(page);
    await page.context().setOffline(true);
    await page.getByRole("link", { name: "Trips" }).click();
    await page.getByRole("alert").filter({ hasText: "cannot be reached" }).waitFor();
    await page.context().setOffline(false);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "China-Studienreise 2016" }).waitFor();
    await close();
  });

  await t.test("a token that was revoked meanwhile leads back to the sign-in", async () => {
    const made = await server.admin.post("/tokens", { name: "short", role: "viewer" });
    const { page, close } = await openPage(browser, server.base);
    await page.goto("/");
    await enter(page, made.token);
    await settled(page);
    await server.admin.send("DELETE", `/tokens/${made.id}`);
    await page.getByRole("link", { name: "Grades" }).click();
    await page.getByRole("alert").filter({ hasText: "not valid any more" }).waitFor();
    await close();
  });

  await t.test("what the token may not see is said in the server's words", async () => {
    const { results } = await server.admin.get("/companies?role=partner&limit=1");
    const made = await server.admin.post("/tokens", { name: "firm", role: "partner", company_id: results[0].id });
    const { page, close } = await openPage(browser, server.base, { token: made.token });
    await page.goto("/#/grades");
    await page.getByRole("alert").filter({ hasText: "Your token may not see this" }).waitFor();
    await close();
  });
}

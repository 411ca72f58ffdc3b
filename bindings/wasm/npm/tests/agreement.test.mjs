// Tabs share a store when they mean the same: the same Pinpoint, the same network, the same folder.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { leadsAlone, opened, signedIn } from "./support/story.mjs";

async function begun(story) {
  const { url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const first = await chromium.tab(url);
  await signedIn(first);
  const second = await chromium.tab(url);
  return { url, chromium, first, second };
}

/** How opening ends: signed in, or the code. */
const opening = (tab, config = {}) =>
  tab.evaluate(
    (config) => open_installer(config).then(async () => (await installer.session()).signed_in, (error) => error.toJSON()),
    config,
  );

test("a tab with a newer Pinpoint is told to close the older one, and then opens", async (story) => {
  const { first, second } = await begun(story);
  const body = 'export const VERSION = "0.2.0";';
  await second.route("**/package/version.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await second.reload();
  await second.waitForFunction(() => window.ready);
  assert.deepEqual(await opening(second), { code: "tab-version-differs", fields: { here: "0.2.0", there: "0.1.0" } });
  assert.equal(await first.evaluate(() => installer.session().then(({ signed_in }) => signed_in)), true);
  await first.close();
  assert.equal(await opening(second), true);
});

test("a tab for another server or network does not work through this one", async (story) => {
  const { second, first } = await begun(story);
  const refused = { code: "tab-config-differs", fields: {} };
  assert.deepEqual(await opening(second, { server: "https://elsewhere.example" }), refused);
  const key = { algorithm: "ed25519", public_key: "AA" };
  const signed = { profile: { payloadType: "x", payload: "", signatures: [] }, root: { id: "other", key } };
  assert.deepEqual(await opening(second, { network: { signed } }), refused);
  await leadsAlone(first, second);
});

test("the same folder and server by another spelling are the same store", async (story) => {
  const { url, first, second } = await begun(story);
  assert.equal(await opening(second, { data: "/pinpoint//", server: `${url}/` }), true);
  await leadsAlone(first, second);
});

test("another folder is another store, with its own leader", async (story) => {
  const { second } = await begun(story);
  await second.evaluate(() => open_installer({ data: "other/place" }).then(() => {}));
  assert.equal(await second.evaluate(() => installer.session()), null);
  await leadsAlone(second);
});

test("a method that the store does not have is a mistake with a name, and no crash", async (story) => {
  const { first, second } = await begun(story);
  await opening(second);
  for (const tab of [first, second]) {
    for (const method of ["no_such_method", "open", "constructor", "free", "toString"]) {
      const ask = (method) => testing.askForNonsense(installer, method).catch((error) => error.toJSON());
      const refused = await tab.evaluate(ask, method);
      assert.deepEqual(refused, { code: "argument-malformed", fields: { argument: "method", reason: method } });
    }
  }
  assert.equal(await second.evaluate(() => installer.session().then(({ signed_in }) => signed_in)), true);
});

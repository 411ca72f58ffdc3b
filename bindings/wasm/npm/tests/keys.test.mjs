// What lies in the browser's profile signs nothing and opens nothing elsewhere.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { opened, signedIn } from "./support/story.mjs";

test("the device's key cannot be taken away, and the session's tokens are wrapped by another", async (story) => {
  const { url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  await signedIn(tab);
  const found = await tab.evaluate(async () => {
    const answered = (request) =>
      new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
    const database = await answered(indexedDB.open("pinpoint/pinpoint"));
    const all = (room) => answered(database.transaction(room).objectStore(room).getAll());
    const keys = (await all("keys")).map((key) => key.privateKey ?? key);
    const exported = keys.map((key) => crypto.subtle.exportKey("jwk", key).then(() => "exported", (error) => error.name));
    const texts = (await all("secrets")).map(({ sealed }) => new TextDecoder().decode(sealed));
    return { algorithms: keys.map(({ algorithm }) => algorithm.name), exported: await Promise.all(exported), texts };
  });
  assert.deepEqual(found.algorithms.sort(), ["AES-GCM", "ECDSA"]);
  assert.deepEqual(found.exported, ["InvalidAccessError", "InvalidAccessError"]);
  assert.equal(found.texts.length, 1);
  assert.ok(!/token|account|Elektro/.test(found.texts[0]), found.texts[0]);
});

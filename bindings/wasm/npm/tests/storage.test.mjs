// A browser that has no room, or keeps nothing: said by a code, and nothing that was saved is lost.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { Firefox } from "./support/firefox.mjs";
import { opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

test("no room is left: the photo is refused, and with room again the day goes on", async (story) => {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  await signedIn(tab);
  const { id } = await untilTheSeal(tab, site.labels[0]);

  const protocol = await chromium.protocol(tab);
  const { usage } = await tab.evaluate(() => navigator.storage.estimate());
  await protocol.send("Storage.overrideQuotaForOrigin", { origin: url, quotaSize: usage });
  const refused = await tab.evaluate(async (id) => {
    const noise = await crypto.subtle.digest("SHA-256", new Uint8Array(1));
    const staged = await installer.stage(await day.picture(String(new Uint8Array(noise))));
    return installer.attach(id, "photo-station", staged).then(() => "there was room", (error) => error.toJSON());
  }, id);
  assert.deepEqual(refused, { code: "storage-full", fields: {} });

  await protocol.send("Storage.overrideQuotaForOrigin", { origin: url });
  const { digest } = await sealed(tab, id);
  const { sealed: kept } = await tab.evaluate((id) => installer.job(id), id);
  assert.equal(kept, digest);
});

test("a browser without a private file system is refused before anything looks saved", async (story) => {
  const { url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  const refused = await tab.evaluate(async () => {
    const denied = () => Promise.reject(new DOMException("Security error when calling GetDirectory", "SecurityError"));
    const refusal = () => pinpoint.Installer.open({ network: "demo", server: location.origin, app: "pinpoint-test/1" })
      .then(() => "it opened", (error) => ({ is: error instanceof pinpoint.PinpointError, ...error.toJSON() }));
    StorageManager.prototype.getDirectory = denied;
    const first = await refusal();
    delete StorageManager.prototype.getDirectory;
    return [first, await refusal()];
  });
  assert.deepEqual(refused, [
    { is: true, code: "storage-denied", fields: { reason: "SecurityError: Security error when calling GetDirectory" } },
    { is: true, code: "storage-denied", fields: { reason: "without origin private file system" } },
  ]);
});

for (const [name, Browser] of [["Chromium", Chromium], ["Firefox", Firefox]]) {
  test(`${name}: files and store keep their word on the private file system`, async (story) => {
    const { url } = await opened(story);
    const browser = await Browser.open();
    story.after(() => browser.close());
    const tab = await browser.tab(url);
    const checked = await tab.evaluate(async () => testing.conformance(await open_installer()));
    assert.ok(checked.length >= 9);
    assert.deepEqual(checked.filter(({ problem }) => problem !== null), []);
  });
}

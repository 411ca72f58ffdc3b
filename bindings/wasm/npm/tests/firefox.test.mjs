// The same day in Firefox, where the store has other traps.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lumaOf } from "./support/camera.mjs";
import { Firefox } from "./support/firefox.mjs";
import { opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

test("Firefox: killed right after the seal, its record is there and is delivered", async (story) => {
  const { site, url } = await opened(story);
  const firefox = await Firefox.open();
  story.after(() => firefox.close());
  const tab = await firefox.tab(url);
  await signedIn(tab);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  const { digest } = await sealed(tab, id);
  await firefox.kill();
  await firefox.start();

  const again = await firefox.tab(url);
  assert.equal((await signedIn(again)).signed_in, true);
  assert.equal((await again.evaluate((id) => installer.job(id), id)).sealed, digest);
  const { ending, delivered } = await again.evaluate(() => installer.sync());
  assert.deepEqual({ ending, delivered }, { ending: "idle", delivered: 5 });
});

test("Firefox: a second tab works through the first, and goes on when that is closed", async (story) => {
  const { site, url } = await opened(story);
  const firefox = await Firefox.open();
  story.after(() => firefox.close());
  const first = await firefox.tab(url);
  await signedIn(first);
  const second = await firefox.tab(url);
  await signedIn(second);
  const { id } = await untilTheSeal(second, site.labels[0]);
  await first.close();
  const { digest } = await sealed(second, id);
  assert.equal((await second.evaluate((id) => installer.job(id), id)).sealed, digest);
});

test("Firefox: a frame is read, and a decoder that panics is replaced", async (story) => {
  const { site, url } = await opened(story);
  const firefox = await Firefox.open();
  story.after(() => firefox.close());
  const tab = await firefox.tab(url);
  const luma = (await lumaOf(tab, await site.sheet())).toString("latin1");
  const seen = await tab.evaluate(async (luma) => {
    const installer = await open_installer();
    const frame = { luma: Uint8Array.from(luma, (sign) => sign.charCodeAt(0)), width: 1280, height: 720 };
    const refused = await testing.breakDecoder(installer, "panicNow").catch(({ code }) => code);
    return { refused, mac: (await installer.read(frame)).label.mac };
  }, luma);
  assert.deepEqual(seen, { refused: "decoder-crashed", mac: site.labels[0].mac });
});

test("Firefox: a tab that is asleep with the store has it taken away, and what it is told in secret is understood", async (story) => {
  const { site, url } = await opened(story);
  const firefox = await Firefox.open();
  story.after(() => firefox.close());
  const first = await firefox.tab(url);
  await signedIn(first);
  const second = await firefox.tab(url);
  // Half a minute's patience, in a second and a half.
  await second.evaluate(() => {
    const later = window.setTimeout;
    window.setTimeout = (does, length_ms) => later(does, length_ms / 20);
  });
  await signedIn(second);
  await first.evaluate(() => {
    window.say = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = () => {};
  });
  assert.equal(await second.evaluate(() => installer.session().then(({ signed_in }) => signed_in)), true);
  // Now it asks the other one, which has the store.
  await first.evaluate(() => (BroadcastChannel.prototype.postMessage = window.say));
  const { id } = await untilTheSeal(first, site.labels[0]);
  assert.equal((await second.evaluate((id) => installer.job(id), id)).id, id);
});

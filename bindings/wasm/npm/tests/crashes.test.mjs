// Modules die. Whoever works with them does not notice, or gets a code.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lumaOf } from "./support/camera.mjs";
import { Chromium } from "./support/chromium.mjs";
import { opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

async function begun(story) {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  await signedIn(tab);
  return { site, url, chromium, tab };
}

for (const [how, code] of [["panicNow", "decoder-crashed"], ["hang", "decoder-too-slow"]]) {
  test(`the decoders' module meets its ${how}: that frame has a code, the next one is read`, async (story) => {
    const { site, tab } = await begun(story);
    const luma = (await lumaOf(tab, await site.sheet())).toString("latin1");
    const seen = await tab.evaluate(
      async ([how, luma]) => {
        const frame = { luma: Uint8Array.from(luma, (sign) => sign.charCodeAt(0)), width: 1280, height: 720 };
        const before = await installer.read(frame);
        const refused = await testing.breakDecoder(installer, how).catch((error) => error.toJSON());
        const after = await installer.read(frame);
        return { before: before.label.mac, refused, after: after.label.mac };
      },
      [how, luma],
    );
    assert.deepEqual(seen, { before: site.labels[0].mac, refused: { code, fields: {} }, after: site.labels[0].mac });
  });
}

test("the store's module dies: its caller hears of it, and all others go on", async (story) => {
  const { site, url, chromium, tab } = await begun(story);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  const second = await chromium.tab(url);
  await second.evaluate(() => open_installer().then(() => {}));
  const [refused, here, there] = await Promise.all([
    tab.evaluate(() => testing.breakStore(installer).catch((error) => error.toJSON())),
    tab.evaluate((id) => installer.job(id), id),
    second.evaluate((id) => installer.job(id), id),
  ]);
  assert.deepEqual(refused, { code: "store-crashed", fields: {} });
  assert.deepEqual([here.id, there.id], [id, id]);
  const { digest } = await sealed(tab, id);
  assert.equal((await second.evaluate((id) => installer.job(id), id)).sealed, digest);
});

test("the store's module dies after the seal: the record is there", async (story) => {
  const { site, tab } = await begun(story);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  const { digest } = await sealed(tab, id);
  await tab.evaluate(() => testing.breakStore(installer).catch(() => {}));
  const { sealed: kept } = await tab.evaluate((id) => installer.job(id), id);
  assert.equal(kept, digest);
  const { delivered } = await tab.evaluate(() => installer.sync());
  assert.equal(delivered, 5);
});

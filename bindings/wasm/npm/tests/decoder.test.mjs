// The watch over the decoders' worker ends what hangs, and nothing that merely waits.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { opened, pass, until } from "./support/story.mjs";

const MODULE = "**/decode_bg.wasm";
const LABEL = "https://demo.pinpoint.example/l/0024B10000029F81#K7Q2M9XA";

async function begun(story, ...routes) {
  const { url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  for (const [where, answer] of routes) await tab.route(where, answer);
  await tab.evaluate(() => open_installer().then(() => {}));
  return tab;
}

const mac = (tab) =>
  tab.evaluate((link) => installer.interpretText([link]).then(({ label }) => label.mac, (error) => error.toJSON()), LABEL);
const decoders = (tab) => tab.workers().filter((worker) => worker.url().endsWith("decode.worker.js")).length;

test("a slow connection brings the decoders late: the first label is read all the same", async (story) => {
  const later = (route) => setTimeout(() => route.continue(), 6_500);
  const tab = await begun(story, [MODULE, later]);
  assert.equal(await mac(tab), "0024B10000029F81");
});

for (const [what, where] of [["module", MODULE], ["worker", "**/decode.worker.js"]]) {
  test(`without a connection the decoders' ${what} cannot be had: that has a code, and with one the next label is read`, async (story) => {
    let offline = true;
    const tab = await begun(story, [where, (route) => (offline ? route.abort() : route.continue())]);
    const { code, fields } = await mac(tab);
    assert.equal(code, "module-unavailable");
    assert.match(fields.address, /decode/);
    offline = false;
    assert.equal(await mac(tab), "0024B10000029F81");
  });
}

test("a preview waits while a picture is worked on, and is read when that is given up", async (story) => {
  const tab = await begun(story);
  await mac(tab);
  await tab.clock.install();
  await tab.evaluate((link) => {
    window.ended = [];
    testing.breakDecoder(installer, "hang", "picture").catch(({ code }) => ended.push(code));
    installer.interpretText([link]).then(({ label }) => ended.push(label.mac), ({ code }) => ended.push(code));
  }, LABEL);
  await pass(tab, 29);
  assert.deepEqual(await tab.evaluate(() => ended), []);
  await pass(tab, 2);
  await tab.waitForFunction(() => ended.length === 2);
  assert.deepEqual(await tab.evaluate(() => ended), ["decoder-too-slow", "0024B10000029F81"]);
});

test("a closed installer reads no more, and no worker is left", async (story) => {
  const tab = await begun(story);
  await mac(tab);
  await until(() => decoders(tab) === 1);
  const codes = await tab.evaluate((link) => {
    const asked = testing.breakDecoder(installer, "hang");
    installer.close();
    const refused = [asked, installer.interpretText([link]), installer.read(new ImageData(8, 8)), installer.session()];
    return Promise.all(refused.map((call) => call.then(() => "not refused", ({ code }) => code)));
  }, LABEL);
  assert.deepEqual(codes, Array(4).fill("database-closed"));
  // A worker in an endless loop dies by force, which the browser takes its time for.
  await until(() => decoders(tab) === 0);
});

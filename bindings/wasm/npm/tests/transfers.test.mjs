// Photos that a service worker carries while no page is open.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

test("photos go out by requests that somebody else sends, and their receipts count", async (story) => {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  await signedIn(tab);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  assert.deepEqual(await tab.evaluate(() => installer.nextTransfers(9)), [], "the record goes first");
  await sealed(tab, id);
  // The record alone: whoever gives photos away lets the sync end before they begin.
  const carried = await tab.evaluate(async () => {
    const stop = new AbortController();
    const progress = (step) => step.progress === "settled" && step.item.record && stop.abort();
    await installer.sync({ progress, signal: stop.signal });
    const transfers = await installer.nextTransfers(9);
    const printed = JSON.stringify(transfers) + String(transfers);
    const states = [];
    for (const transfer of transfers) {
      const response = await fetch(await transfer.request()).catch(() => undefined);
      states.push(await installer.transferFinished(transfer.photo, response));
    }
    return { printed, states };
  });
  assert.ok(carried.printed.includes("photo") && !/bearer/i.test(carried.printed), carried.printed);
  const done = carried.states.filter((state) => state === "done").length;
  assert.ok(done >= 3, `the sync had begun one at most: ${carried.states}`);
  const { delivered, saved } = await tab.evaluate(async () => {
    const { delivered } = await installer.sync();
    return { delivered, saved: (await installer.outbox()).pinpoints[0].saved };
  });
  assert.equal(delivered, 4 - done, "what was carried is not sent again");
  assert.equal(saved, "server");
});

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
    const printed = JSON.stringify(transfers) + String(transfers[0]);
    const states = [];
    for (const transfer of transfers) {
      const response = await fetch(await transfer.request()).catch(() => undefined);
      states.push(await installer.transferFinished(transfer.photo, response));
    }
    return { printed, states };
  });
  assert.ok(!/bearer/i.test(carried.printed), carried.printed);
  assert.ok(carried.states.length > 0 && carried.states.every((state) => state === "done"), String(carried.states));
  const { saved } = await tab.evaluate(async () => {
    await installer.sync();
    return (await installer.outbox()).pinpoints[0];
  });
  assert.equal(saved, "server");
});

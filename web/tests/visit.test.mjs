// A long day: twelve stations of one visit, worked part by part as the board says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { onSite, PHONE, signIn } from "./support/page.mjs";
import { doStep, typeLabel } from "./support/walk.mjs";

const STATIONS = 12;
/** The first part that nobody may leave out. The later ones are the same taps again. */
const PART = ["photo-before", "condition", "network-checklist"];

test("twelve stations are worked part by part by the board's own next step", async (story) => {
  const { site, hand } = await onSite(story, { labels: STATIONS, camera: false });
  const { tab, words } = hand;
  await signIn(hand);
  for (const [nth, label] of site.labels.entries()) await begin(hand, label, nth === 0);
  await tab.locator("#stations").waitFor();
  const visit = await hand.where();
  const rows = tab.locator("button.station");
  assert.equal(await rows.count(), STATIONS);

  const worked = [];
  for (let taps = 0; taps < STATIONS * PART.length; taps += 1) {
    await hand.tapOn(tab.locator("button.primary"));
    await tab.waitForFunction(() => location.hash.includes("/step/"));
    const [, job, step] = /job\/([^/]+)\/step\/(.+)/.exec(await hand.where());
    worked.push({ job, step });
    await doStep(hand);
    await hand.to(visit);
    await rows.nth(STATIONS - 1).waitFor();
  }

  // Each station once, all of its arrival, before anybody makes anything safe.
  assert.equal(new Set(worked.map(({ job }) => job)).size, STATIONS);
  for (const step of PART) assert.equal(worked.filter((one) => one.step === step).length, STATIONS, step);
  await tab.waitForFunction(([stations]) => document.querySelectorAll("button.station .cell.done").length === stations, [STATIONS]);
  await hand.tapOn(tab.locator("button.primary"));
  await tab.waitForFunction(() => location.hash.endsWith("/step/lockout"));
  await hand.to(visit);

  // The board stays readable: each station has a name of its own, nothing is cut, and what comes next is under the thumb.
  await rows.nth(STATIONS - 1).waitFor();
  const names = await rows.locator("strong").allInnerTexts();
  assert.equal(new Set(names).size, STATIONS, names.join(" "));
  for (const width of [PHONE.width, 320]) {
    await tab.setViewportSize({ width, height: PHONE.height });
    const cut = await tab.evaluate(() => {
      const inside = [...document.querySelectorAll("main *:not(.unseen)")];
      return inside.filter((it) => it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 0 && getComputedStyle(it).display !== "inline").map((it) => it.outerHTML.slice(0, 90));
    });
    assert.deepEqual(cut, [], `at ${width}`);
    assert.ok(await tab.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `at ${width}`);
  }
  const next = await tab.locator("button.primary").boundingBox();
  assert.ok(next.y + next.height <= PHONE.height);
});

/** A station of the visit by its typed label; the first one begins the visit, the others join it with its circuit. */
async function begin(hand, label, first) {
  await hand.tap(first ? "scan-label" : "another-station");
  await typeLabel(hand, label);
  if (first) await hand.type(hand.words.of("circuit"), "F12");
  await hand.tap("begin-job");
  await hand.tap("to-visit");
}

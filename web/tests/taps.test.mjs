// What "Pinpoint the station" (A17–A28) costs a thumb, at another station of the visit: with floor, bay and one restriction.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { cameraSees } from "./support/code.mjs";
import { onSite, signIn } from "./support/page.mjs";
import { doStep, PHOTOS, STATION, walkTo } from "./support/walk.mjs";

const MOST_TAPS = 20;
const MOST_CHARACTERS = 14;
/** The phone's own camera, which no test of a page reaches: the shutter, and that this is the picture. */
const TAPS_OF_THE_CAMERA = 2;
const SERIAL = "241803060017";

test("pinpointing another station of a visit takes few taps", async (story) => {
  const { site, chromium, hand } = await onSite(story, { labels: 2 });
  const { tab, words } = hand;
  await signIn(hand);

  // The visit's first station: what the second one has in common with it.
  await hand.tap("scan-label");
  await begin(hand, "F12");
  const first = await hand.where();
  for (const step of ["station", "address"]) {
    await hand.to(`${first}/step/${step}`);
    await doStep(hand);
  }
  await hand.to(first);
  await cameraSees(chromium, site, site.labels[1].link);
  await hand.tap("to-visit");
  await hand.tap("another-station");
  await begin(hand);
  await tab.locator("main ol li button").first().click();
  await walkTo(hand, ["label"]);
  await cameraSees(chromium, site, SERIAL);

  hand.taps = TAPS_OF_THE_CAMERA;
  hand.typed = 0;
  const on = (step) => tab.waitForFunction((step) => location.hash.endsWith(`/step/${step}`), step);
  await hand.tap("label-agrees");
  await on("location");
  await hand.tap("location-use");
  await on("station");
  await tab.getByText(words.of("as-before")).waitFor();
  await hand.tapOn(tab.locator("main li button").first());
  await hand.tap("it-is-this");
  await on("serial");
  await hand.type(words.of("serial-last-four"), SERIAL.slice(-4));
  await on("address");
  await hand.tapOn(tab.locator("main li button").first());
  await on("pin");
  await hand.tap("pin-here");
  await on("new-station");
  await hand.tapOn(tab.locator("main fieldset label").first());
  await hand.tap("save");
  await on("details");
  await tab.locator("form#details input").nth(1).waitFor();
  const [floor, bay] = await tab.locator("form#details input").all();
  for (const [field, text] of [[floor, STATION.floor], [bay, STATION.bay]]) {
    await hand.tapOn(field);
    await tab.keyboard.type(text);
    hand.typed += text.length;
  }
  await hand.tap(STATION.restriction);
  await hand.tap("save");
  await on("photo-station");
  await hand.photo("photo-take", path.join(PHOTOS, STATION.photo));
  await hand.tap("photo-use");
  await on("seal");
  await hand.tap("all-right");
  await hand.tap("seal-for-ever");
  await tab.getByText(words.of("sealed-how")).waitFor();

  story.diagnostic(`${hand.taps} taps, ${hand.typed} characters`);
  assert.ok(hand.taps <= MOST_TAPS, `${hand.taps} taps`);
  assert.ok(hand.typed <= MOST_CHARACTERS, `${hand.typed} characters`);
});

/** From the camera at a label to the job; the visit's circuit is there already. */
async function begin(hand, circuit) {
  await hand.button("begin-job").waitFor();
  if (circuit) await hand.type(hand.words.of("circuit"), circuit);
  await hand.tap("begin-job");
  await hand.button("to-visit").waitFor();
}

// The day once more in Firefox, by hand: no camera, no location.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Firefox } from "../../bindings/wasm/npm/tests/support/firefox.mjs";
import { EMAIL, PASSWORD, Site } from "../../bindings/wasm/npm/tests/support/site.mjs";
import { FirefoxTab } from "./support/firefox.mjs";
import { Hand } from "./support/hand.mjs";
import { decided, STATION, typeLabel, walkTo } from "./support/walk.mjs";

test("a day in Firefox, typed, with the server away until the seal", async (story) => {
  const site = await Site.open(1);
  story.after(() => site.close());
  const [label] = site.labels;
  const firefox = await Firefox.open();
  story.after(() => firefox.close());
  // A name: Firefox thinks of it as safe.
  const page = await firefox.page(site.url.replace("127.0.0.1", "localhost"));
  const hand = new Hand(new FirefoxTab(page));
  hand.mac = label.mac;
  hand.ways = {
    location: (hand) => hand.tap("location-without"),
    async pin(hand) {
      await hand.type(hand.words.of("position"), "45.5088, -73.5617");
      await hand.tap("pin-here");
    },
  };

  await hand.type(hand.words.of("email"), EMAIL);
  await hand.type(hand.words.of("password"), PASSWORD);
  await hand.tap("sign-in");
  await hand.button("scan-label").waitFor();
  await hand.tab.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await site.stop();

  await hand.tap("scan-label");
  await typeLabel(hand, label);
  await hand.type(hand.words.of("circuit"), "F12");
  await hand.tap("begin-job");
  await hand.tapOn(hand.tab.locator("main ol li button").first());
  // No list is at hand in a basement that nobody was in before: the address is written.
  const done = await walkTo(hand, [], { ...STATION, address: { ...STATION.address, begun: undefined } });
  assert.ok(done.includes("seal"), done.join(" "));
  await hand.tab.getByText(hand.words.of("saved-phone")).waitFor();

  await site.start();
  await hand.tap("send-now");
  await hand.tab.getByText(hand.words.of("saved-server")).waitFor();
  await decided(hand.tab);
});

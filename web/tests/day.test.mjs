// The whole day on the page's screens, against the real server: label by camera, underground until the seal, the browser killed in
// between, then the network again.

import assert from "node:assert/strict";
import { test } from "node:test";

import { handOn, onSite, signIn } from "./support/page.mjs";
import { decided, walkTo } from "./support/walk.mjs";

for (const locale of ["en", "fr-CA"]) {
  test(`a day from the label to the verdict, in ${locale}`, async (story) => {
    const { site, chromium, hand } = await onSite(story, { locale });
    await signIn(hand);
    await site.stop();

    await hand.tap("scan-label");
    await hand.button("begin-job").waitFor();
    await hand.type(hand.words.of("circuit"), "F12");
    await hand.tap("begin-job");
    await hand.tab.locator("main ol li button").first().click();
    const before = await walkTo(hand, ["station"]);
    assert.ok(before.includes("lockout"), before.join(" "));

    await chromium.kill();
    await chromium.start();
    const again = await handOn(chromium, site, locale);
    again.mac = hand.mac;
    await again.tapOn(again.tab.locator("main section li button").first());
    // The visit knows where its person left off.
    await again.tapOn(again.tab.locator("button.primary"));
    const rest = await walkTo(again, []);
    assert.ok(rest.includes("seal"), rest.join(" "));
    assert.match(await again.where(), /done$/);
    await again.tab.getByText(again.words.of("saved-phone")).waitFor();

    await site.start();
    await again.tap("send-now");
    await again.tab.getByText(again.words.of("saved-server")).waitFor();
    await decided(again.tab);
    assert.deepEqual(chromium.said.filter((line) => /error|refused to/i.test(line) && !/ERR_|Failed to load/.test(line)), []);
  });
}

// Who is signed in: the token that lives for a season is in a cookie that no script reads, and renews the one that lives for minutes.

import assert from "node:assert/strict";
import { test } from "node:test";

import { onSite, signIn } from "./support/page.mjs";

test("the refresh token is where no script can read it, and signing out leaves none", async (story) => {
  const { site, chromium, hand } = await onSite(story, { camera: false });
  await signIn(hand);
  const kept = (await chromium.context.cookies(`${site.url}/v1/sessions`)).map(({ name, httpOnly, secure, sameSite, path }) => ({ name, httpOnly, secure, sameSite, path }));
  assert.deepEqual(kept, [{ name: "__Secure-pinpoint", httpOnly: true, secure: true, sameSite: "Strict", path: "/v1/sessions" }]);
  assert.equal(await hand.tab.evaluate(() => document.cookie), "");

  await hand.tap("settings");
  await hand.tap("sign-out");
  await hand.button("sign-in").waitFor();
  await hand.tab.waitForTimeout(500);
  assert.deepEqual(await chromium.context.cookies(`${site.url}/v1/sessions`), []);
});

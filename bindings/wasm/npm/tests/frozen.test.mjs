// A tab that nobody looks at is frozen by the browser, and answers nobody.

import assert from "node:assert/strict";
import { test } from "node:test";

// Not playwright-core, which lets every tab believe that somebody looks at it; such a tab is never frozen.
import puppeteer from "puppeteer-core";

import { PROGRAM } from "./support/chromium.mjs";
import { leadsAlone, opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

test("a frozen tab gives the store away, and comes back as a guest", async (story) => {
  const { site, url } = await opened(story);
  const chromium = await puppeteer.launch({
    executablePath: PROGRAM,
    headless: true,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  story.after(() => chromium.close());
  const tab = async () => {
    const tab = await chromium.newPage();
    await tab.goto(url);
    await tab.waitForFunction(() => window.ready);
    return tab;
  };
  const first = await tab();
  await signedIn(first);
  const { id } = await untilTheSeal(first, site.labels[0]);
  const second = await tab();
  await signedIn(second);
  assert.equal(await first.evaluate(() => document.visibilityState), "hidden");
  await leadsAlone(first, second);

  // Asked before the freeze, by the tab that is frozen: it waits, and is not lost.
  const asked = first.evaluate((id) => installer.job(id), id);
  const freezer = await first.createCDPSession();
  await freezer.send("Page.setWebLifecycleState", { state: "frozen" });
  const { digest } = await sealed(second, id);
  await leadsAlone(second);

  await freezer.send("Page.setWebLifecycleState", { state: "active" });
  assert.equal((await asked).id, id);
  assert.equal((await first.evaluate((id) => installer.job(id), id)).sealed, digest);
  await leadsAlone(second, first);
  await first.bringToFront();
  await second.close();
  assert.equal((await first.evaluate((id) => installer.job(id), id)).sealed, digest);
  await leadsAlone(first);
});

// Tabs come, go, freeze and die; what was saved is there, and whoever calls gets an answer.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { leads, leadsAlone, opened, sealed, signedIn, until, untilTheSeal } from "./support/story.mjs";

async function begun(story, labels = 1) {
  const { site, url } = await opened(story, labels);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  await signedIn(tab);
  return { site, url, chromium, tab };
}

const open = (tab) => tab.evaluate(() => open_installer().then(() => {}));
const job = (tab, id) => tab.evaluate((id) => installer.job(id), id);

test("a tab is closed, and another goes on with the same job", async (story) => {
  const { site, url, chromium, tab } = await begun(story);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  await tab.close();
  const next = await chromium.tab(url);
  await open(next);
  const { digest } = await sealed(next, id);
  assert.equal((await job(next, id)).sealed, digest);
});

test("the browser is killed right after the seal returned: the record is there and is delivered", async (story) => {
  const { site, url, chromium, tab } = await begun(story);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  const { digest } = await sealed(tab, id);
  await chromium.kill();
  await chromium.start();
  const again = await chromium.tab(url);
  const session = await signedIn(again);
  assert.equal(session.signed_in, true, "the tokens were kept too");
  assert.equal((await job(again, id)).sealed, digest);
  const { ending, delivered } = await again.evaluate(() => installer.sync());
  assert.deepEqual({ ending, delivered }, { ending: "idle", delivered: 5 });
});

test("a second tab works on the same store through the first, hears what changed, and inherits it", async (story) => {
  const { site, url, chromium, tab: first } = await begun(story, 2);
  const second = await chromium.tab(url);
  await open(second);
  await leadsAlone(first, second);
  for (const tab of [first, second]) {
    await tab.evaluate(() => ((window.heard = []), installer.observe((changed) => heard.push(changed))));
  }

  const { id } = await untilTheSeal(second, site.labels[0]);
  const { digest } = await sealed(second, id);
  assert.equal((await job(first, id)).sealed, digest);
  for (const tab of [first, second]) {
    assert.ok(await until(() => tab.evaluate(() => heard.length > 10)), "both heard of it");
  }
  const steps = await second.evaluate(async () => {
    const steps = [];
    await installer.sync({ progress: (step) => steps.push(step) });
    return steps.length;
  });
  assert.ok(steps > 0, "progress comes through the first tab");

  await first.close();
  const other = await untilTheSeal(second, site.labels[1], "F14");
  assert.equal(other.steps.find(({ id }) => id === "seal").status, "open");
  await leadsAlone(second);
  assert.equal((await job(second, id)).sealed, digest);
});

test("the first tab is closed while the second waits for an answer, which comes all the same", async (story) => {
  const { site, url, chromium, tab: first } = await begun(story);
  const second = await chromium.tab(url);
  await open(second);
  const working = untilTheSeal(second, site.labels[0]);
  await until(() => first.evaluate(async () => (await installer.jobs()).jobs[0]?.done > 4));
  await first.close({ runBeforeUnload: false });
  const ready = await working;
  assert.equal(ready.steps.find(({ id }) => id === "seal").status, "open");
  const { jobs } = await second.evaluate(() => installer.jobs("all"));
  assert.equal(jobs.length, 1, "nothing was done twice");
});

test("a tab that is hidden for long gives the store away, but not before its sync has ended", async (story) => {
  const { site, url, chromium, tab: first } = await begun(story);
  const { id } = await untilTheSeal(first, site.labels[0]);
  await sealed(first, id);
  await first.clock.install();
  await first.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    window.synced = installer.sync();
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await first.clock.fastForward(31_000);
  const { delivered } = await first.evaluate(() => window.synced);
  assert.equal(delivered, 5);
  await until(() => !leads(first));
  const second = await chromium.tab(url);
  await open(second);
  await leadsAlone(second);
  assert.ok((await job(first, id)).sealed, "the hidden tab still gets its answers");
});

test("signing out in one tab signs out in all, and what was sealed stays", async (story) => {
  const { site, url, chromium, tab } = await begun(story);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  await sealed(tab, id);
  const second = await chromium.tab(url);
  await open(second);
  await second.evaluate(() => installer.signOut());
  const session = await tab.evaluate(() => installer.session());
  assert.equal(session.signed_in, false);
  const { pinpoints } = await tab.evaluate(() => installer.outbox());
  assert.equal(pinpoints.length, 1);
});

// A tab that has the store and answers nobody keeps nobody waiting.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { leads, leadsAlone, opened, pass, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

async function begun(story) {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  return { site, url, chromium, tab: await chromium.tab(url) };
}

test("a tab that was put to sleep with the store has it taken away, and notices when it is awake", async (story) => {
  const { site, url, chromium, tab: first } = await begun(story);
  await signedIn(first);
  const { id } = await untilTheSeal(first, site.labels[0]);
  const second = await chromium.tab(url);
  await signedIn(second);
  await leadsAlone(first, second);

  // Asleep: it says nothing, though the lock is its own.
  await first.evaluate(() => {
    window.say = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = () => {};
  });
  await second.clock.install();
  await second.evaluate((id) => void installer.job(id).then((job) => (window.answer = job)), id);
  await pass(second, 29);
  assert.equal(leads(second), false, "it is patient");
  await pass(second, 3);
  await leadsAlone(second, first);
  await second.waitForFunction(() => window.answer);

  await first.evaluate(() => (BroadcastChannel.prototype.postMessage = window.say));
  const { digest } = await sealed(first, id);
  assert.equal((await second.evaluate((id) => installer.job(id), id)).sealed, digest);
  await leadsAlone(second, first);
});

test("a long sync is no silence", async (story) => {
  const { site, url, chromium, tab: first } = await begun(story);
  await signedIn(first);
  const { id } = await untilTheSeal(first, site.labels[0]);
  await sealed(first, id);
  const second = await chromium.tab(url);
  await signedIn(second);
  // The network's server does not answer for long.
  let answer;
  const patient = new Promise((resolve) => (answer = resolve));
  await chromium.context.route("**/v1/**", (route) => patient.then(() => route.continue()));
  await second.clock.install();
  await second.evaluate(() => void installer.sync().then((report) => (window.report = report)));
  await pass(second, 120);
  assert.equal(await second.evaluate(() => window.report), undefined);
  await leadsAlone(first, second);
  answer();
  await second.waitForFunction(() => window.report);
  assert.equal(await second.evaluate(() => report.delivered), 5);
});

/** In the first tab: the next answer is lost on its way. */
const losing = (tab) =>
  tab.evaluate(() => {
    const say = BroadcastChannel.prototype.postMessage;
    window.lost = false;
    BroadcastChannel.prototype.postMessage = function (word) {
      if (word.kind !== "answered") return say.call(this, word);
      BroadcastChannel.prototype.postMessage = say;
      window.lost = true;
    };
  });
const askSession = (tab) => tab.evaluate(() => void installer.session().then((session) => (window.answer = session)));

test("an answer that was lost on its way is asked for again", async (story) => {
  const { url, chromium, tab: first } = await begun(story);
  await signedIn(first);
  const second = await chromium.tab(url);
  await signedIn(second);
  await losing(first);
  await second.clock.install();
  await askSession(second);
  await first.waitForFunction(() => window.lost);
  await pass(second, 11);
  await second.waitForFunction(() => window.answer);
  assert.equal(await second.evaluate(() => answer.signed_in), true);
});

test("a tab that comes back asks at once for what it missed", async (story) => {
  const { url, chromium, tab: first } = await begun(story);
  await signedIn(first);
  const second = await chromium.tab(url);
  await signedIn(second);
  await losing(first);
  await askSession(second);
  await first.waitForFunction(() => window.lost);
  for (const change of ["freeze", "resume"]) await second.evaluate((change) => document.dispatchEvent(new Event(change)), change);
  await second.waitForFunction(() => window.answer, undefined, { timeout: 4_000 });
});

test("the store's worker hangs: it is ended, and whoever waited hears of it", async (story) => {
  const { url, chromium, tab } = await begun(story);
  await signedIn(tab);
  const second = await chromium.tab(url);
  await signedIn(second);
  await tab.clock.install();
  const [worker] = tab.workers();
  // Deaf: the module hears of nothing any more.
  await worker.evaluate(() => (self.onmessage = null));
  for (const waiting of [tab, second]) await askSession(waiting);
  await pass(tab, 75);
  for (const waiting of [tab, second]) {
    await waiting.waitForFunction(() => window.answer);
    assert.equal(await waiting.evaluate(() => answer.signed_in), true);
  }
});

// What every story begins with: a site, the pages, and somebody signed in.

import { EMAIL, PASSWORD, SERIAL, Site } from "./site.mjs";
import { servePages } from "./pages.mjs";

export { EMAIL, PASSWORD, SERIAL };

/** A site with its pages; `closing` is told what to close when the story ends. */
export async function opened(closing, labels = 1) {
  const site = await Site.open(labels);
  const pages = await servePages(site);
  closing.after(async () => {
    await pages.close();
    await site.close();
  });
  return { site, url: pages.url };
}

/** Opens the installer of this tab and signs in, if nobody is. */
export function signedIn(tab) {
  return tab.evaluate(
    async ([email, password]) => {
      const installer = await open_installer();
      return (await installer.session()) ?? (await installer.signIn(email, password));
    },
    [EMAIL, PASSWORD],
  );
}

/** In this tab: a job from a typed label to where only the seal is missing. Its view. */
export function untilTheSeal(tab, { mac, password }, circuit = "F12") {
  return tab.evaluate(
    async ([mac, password, serial, circuit]) =>
      day.untilTheSeal(installer, await installer.typedLabel(mac, password), serial, circuit),
    [mac, password, SERIAL, circuit],
  );
}

/** Seals what is ready. The sealed view. */
export function sealed(tab, job) {
  return tab.evaluate((job) => day.seal(installer, job), job);
}

/** The time in this tab passes, second by second, as it does for whoever waits there. Its clock was installed before. */
export async function pass(tab, seconds) {
  for (let second = 0; second < seconds; second++) await tab.clock.runFor(1_000);
}

/** Waits until something is so, and gives it. */
export async function until(what, patience_ms = 20_000) {
  const end = Date.now() + patience_ms;
  for (;;) {
    const found = await what();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not within ${patience_ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether this tab has the store: a worker of that name. */
export function leads(tab) {
  return tab.workers().some((worker) => worker.url().endsWith("store.worker.js"));
}

/** Waits until this tab has the store, and none of the others: a browser tells of a worker's begin and end when it comes to it. */
export function leadsAlone(leader, ...others) {
  return until(() => leads(leader) && !others.some(leads));
}

// What a call costs in a browser, how long a long queue takes to open, and a commit: medians, as one line of JSON.
//   npm run bench

import { readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";

import { Chromium } from "../tests/support/chromium.mjs";
import { opened, signedIn, untilTheSeal } from "../tests/support/story.mjs";

const QUEUED = 10_000;
const COLD_OPENS = 9;
/** A browser that was just started is busy with itself for so long. */
const SETTLED_MS = 1_500;

const closing = [];
const { site, url } = await opened({ after: (close) => closing.unshift(close) });
const chromium = await Chromium.open();
closing.unshift(() => chromium.close());

const figures = [];
const figure = (name, value, unit) => figures.push({ face: "browser", name, value, unit });

let tab = await chromium.tab(url);
await signedIn(tab);
const { id, steps } = await untilTheSeal(tab, site.labels[0]);
const calls = await tab.evaluate(async (job) => {
  const median = async (times, call) => {
    for (let warm = 0; warm < times / 4; warm++) await call();
    const took = [];
    for (let time = 0; time < times; time++) {
      const begun = performance.now();
      await call();
      took.push(performance.now() - begun);
    }
    return took.sort((a, b) => a - b)[times >> 1] * 1000;
  };
  const lines = Array.from({ length: 100 }, () => "x".repeat(100));
  const luma = new Uint8Array(1280 * 720);
  const crop = { x: 0, y: 0, width: 8, height: 8 };
  return {
    id: await median(1000, () => installer.newJob()),
    text: await median(400, () => installer.interpretText(lines)),
    frame: await median(100, () => installer.read({ luma, width: 1280, height: 720, crop })),
    job: await median(300, () => installer.job(job)),
    // One alone is less than the page's clock can tell.
    commit: await median(50, () => testing.commit(installer, 20)) / 20,
  };
}, id);
figure("call to the worker, an id back", calls.id, "us");
figure("call to the worker, 10 KB of text in", calls.text, "us");
figure("call to the worker, a frame of 1280 x 720 in", calls.frame, "us");
figure(`call through the store, a job of ${steps.length} steps back`, calls.job, "us");
figure("a commit with synchronous=FULL, one of twenty (aim <= 3)", calls.commit / 1000, "ms");

await tab.evaluate(([job, queued]) => testing.copyJob(installer, job, queued), [id, QUEUED]);
const opens = async (settled_ms) => {
  const took = [];
  for (let time = 0; time < COLD_OPENS; time++) {
    await chromium.kill();
    await chromium.start();
    tab = await chromium.tab(url);
    await new Promise((resolve) => setTimeout(resolve, settled_ms));
    took.push(await tab.evaluate(async () => {
      const { Installer } = await import("/shipped/index.js");
      const begun = performance.now();
      await Installer.open({ network: "demo", server: location.origin, app: "pinpoint-bench/1" });
      return performance.now() - begun;
    }));
  }
  return took.sort((a, b) => a - b)[COLD_OPENS >> 1];
};
const queue = `${QUEUED.toLocaleString("en")} deliveries, browser killed before`;
figure(`cold open of ${queue} (aim <= 150)`, await opens(SETTLED_MS), "ms");
figure(`cold open of ${queue}, while it still starts`, await opens(0), "ms");

const root = path.resolve(import.meta.dirname, "../../../..");
const weight = (module) => gzipSync(readFileSync(path.join(root, `target/wasm-pkg/${module}/${module}_bg.wasm`)), { level: 9 }).length;
figure("store module, gzipped", weight("store") / 1000, "kB");
figure("decode module, gzipped", weight("decode") / 1000, "kB");
figure("both together (aim <= 1000)", (weight("store") + weight("decode")) / 1000, "kB");

for (const close of closing) await close();
console.log(JSON.stringify(figures));

// How long an installer waits for the page, in Chromium with a processor four times slower, on a line as slow as a phone's.
// Prints one line of JSON, as each face's benchmark does.

import { gzipSync } from "node:zlib";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

import { Chromium } from "../../bindings/wasm/npm/tests/support/chromium.mjs";
import { cameraOf, film, lumaOf } from "../../bindings/wasm/npm/tests/support/camera.mjs";
import { EMAIL, PASSWORD, Site } from "../../bindings/wasm/npm/tests/support/site.mjs";
import { Words } from "../tests/support/hand.mjs";
import { slowLine } from "./slow_line.mjs";

const TIMES = 5;
const SLOWER = 4;
const words = new Words("en");
const figures = [];
const note = (name, value, unit) => figures.push({ face: "web", name, value, unit });
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** A tab as a poor phone has it. */
async function poorTab(chromium) {
  const tab = await chromium.context.newPage();
  await tab.setViewportSize({ width: 390, height: 844 });
  await tab.addInitScript(() => localStorage.setItem("pinpoint-settings", '{"locale":"en"}'));
  const protocol = await chromium.protocol(tab);
  await protocol.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return tab;
}

/** Milliseconds since a moment, in seconds. */
const since = (began) => (performance.now() - began) / 1000;
const button = (tab, name) => tab.getByRole("button", { name: words.of(name) }).first();

const site = await Site.open(1);
const line = await slowLine(site.url);
const runs = { form: [], home: [], scanner: [], offline: [], label: [] };
for (let run = 0; run < TIMES; run += 1) {
  const video = site.path("camera.y4m");
  const chromium = await Chromium.open(...cameraOf(video));
  const drawing = await chromium.context.newPage();
  const luma = await lumaOf(drawing, await site.sheet());
  await film(video, Buffer.alloc(luma.length, 0x8a));
  await drawing.close();
  await chromium.context.grantPermissions(["camera"], { origin: line.url });

  const tab = await poorTab(chromium);
  const began = performance.now();
  await tab.goto(line.url, { waitUntil: "commit" });
  await tab.getByLabel(words.of("email")).fill(EMAIL);
  await tab.getByLabel(words.of("password")).fill(PASSWORD);
  runs.form.push(since(began));
  await button(tab, "sign-in").click();
  await button(tab, "scan-label").waitFor({ timeout: 60_000 });
  runs.home.push(since(began));
  await button(tab, "scan-label").click();
  await tab.waitForFunction(() => {
    const [video] = document.getElementsByTagName("video");
    return video && video.readyState >= 2 && !video.paused;
  });
  runs.scanner.push(since(began));

  await film(video, luma);
  await tab.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await tab.close();
  const again = await poorTab(chromium);
  await site.stop();
  const returned = performance.now();
  await again.goto(line.url, { waitUntil: "commit" });
  await button(again, "scan-label").waitFor();
  runs.offline.push(since(returned));
  await button(again, "scan-label").click();
  await again.waitForFunction(() => document.getElementsByTagName("video")[0]?.readyState >= 2);
  const seen = performance.now();
  await button(again, "begin-job").waitFor();
  runs.label.push(since(seen));
  await chromium.close();
  await site.start();
}
await line.close();
await site.close();

note("first visit until somebody can type (aim <= 4)", median(runs.form), "s");
note("first visit until signed in, by a typist of no time (aim <= 4)", median(runs.home), "s");
note("first visit until the scanner runs (aim <= 9)", median(runs.scanner), "s");
note("return offline until home answers (aim <= 1.5)", median(runs.offline), "s");
note("label in view until it is confirmed (aim <= 1.5)", median(runs.label), "s");

const assets = path.resolve(import.meta.dirname, "../dist/assets");
// What the map brings comes when a pin is set.
const page = readdirSync(assets).filter((file) => /\.(js|css)$/.test(file) && !/^(StreetMap|maplibre)/.test(file));
const bytes = page.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(assets, file)), { level: 9 }).length, 0);
note("scripts and styles, gzipped (aim <= 120)", bytes / 1000, "kB");
console.log(JSON.stringify(figures));

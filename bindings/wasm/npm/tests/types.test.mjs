// The types say what really comes: nothing more, nothing less.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { test } from "node:test";
import path from "node:path";

import { Chromium } from "./support/chromium.mjs";
import { opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

const PACKAGE = path.resolve(import.meta.dirname, "..");

/** What TypeScript says of these values, each held against its type: object literals may have no field too many. */
async function checked(story, values) {
  const folder = await mkdtemp(path.join(PACKAGE, "dist-testing/types-"));
  story.after(() => rm(folder, { recursive: true, force: true }));
  const lines = values.map(([type, value], at) => `export const value${at}: pinpoint.${type} = ${JSON.stringify(value)};`);
  await writeFile(path.join(folder, "values.ts"), ['import type * as pinpoint from "../index.js";', ...lines].join("\n"));
  const { stdout } = spawnSync(
    path.join(PACKAGE, "node_modules/.bin/tsc"),
    ["--ignoreConfig", "--noEmit", "--strict", "--module", "ES2022", "--moduleResolution", "bundler", "--target", "ES2022",
      "--lib", "ES2023,ESNext.Disposable,DOM", "--types", "", path.join(folder, "values.ts")],
    { encoding: "utf8" },
  );
  return stdout.replaceAll(folder, "");
}

test("what comes from the modules is of the types that were generated from Rust", async (story) => {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  const session = await signedIn(tab);
  const ready = await untilTheSeal(tab, site.labels[0]);
  const never = await tab.evaluate((id) => installer.neverChanges(id), ready.id);
  const record = await sealed(tab, ready.id);
  const waiting = await tab.evaluate(() => installer.outbox());
  const { report, steps } = await tab.evaluate(async () => {
    const steps = [];
    return { report: await installer.sync({ progress: (step) => steps.push(step) }), steps };
  });
  const values = [
    ["SessionView", session],
    ["NetworkProfile", await tab.evaluate(() => installer.profile())],
    ["JobView", ready],
    ["NeverChanges", never],
    ["SealedView", record],
    ["JobList", await tab.evaluate(() => installer.jobs("all"))],
    ["OutboxView", waiting],
    ["OutboxView", await tab.evaluate(() => installer.outbox())],
    ["SyncReport", report],
    ...steps.map((step) => ["Progress", step]),
  ];
  assert.equal(await checked(story, values), "");

  const { people: _, ...poorer } = ready;
  assert.match(await checked(story, [["JobView", poorer]]), /TS2741.*'people' is missing/);
  assert.match(await checked(story, [["JobView", { ...ready, colour: "red" }]]), /TS2353.*"colour".*does not exist/);
});

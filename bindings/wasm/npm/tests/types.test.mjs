// The types say what really comes: nothing more, nothing less.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { test } from "node:test";
import path from "node:path";

import { Chromium } from "./support/chromium.mjs";
import { opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

const PACKAGE = path.resolve(import.meta.dirname, "..");

/** What TypeScript says of these values, each held against its type: object literals may have no field too many. */
function checked(story, values) {
  const lines = values.map(([type, value], at) => `export const value${at}: pinpoint.${type} = ${JSON.stringify(value)};`);
  return compiled(story, ['import type * as pinpoint from "../index.js";', ...lines]);
}

/** What TypeScript says of a program beside the package. */
async function compiled(story, lines) {
  const folder = await mkdtemp(path.join(PACKAGE, "dist-testing/types-"));
  story.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, "values.ts"), lines.join("\n"));
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
  const asked = await tab.evaluate((id) => installer.askStation(id), ready.id);
  const never = await tab.evaluate((id) => installer.neverChanges(id), ready.id);
  const record = await sealed(tab, ready.id);
  const waiting = await tab.evaluate(() => installer.outbox());
  const { report, steps } = await tab.evaluate(async () => {
    const steps = [];
    return { report: await installer.sync({ progress: (step) => steps.push(step) }), steps };
  });
  const shown = await tab.evaluate(async () => {
    const { visits } = await installer.visits();
    const signal = { link: "up", vpn: "disconnected", cloud: "disconnected" };
    return [
      ["VisitList", await installer.visits()],
      ["Board", await installer.board(visits[0].visit)],
      ["Catalog", await installer.catalog()],
      ["NetworkView", await installer.renewNetwork()],
      ["Playbook", await installer.playbook("renetworking")],
      ["Playbook", await installer.playbook("ethernet-connectivity")],
      ["Diagnosis", await installer.diagnose({ signal, model: "CP6000", firmware: "4.0", hardware: "new", region: "CA" })],
      ["Diagnosis", await installer.diagnose({})],
      ["PasteReading", await installer.readPaste("Ethernet adapter Ethernet:\n   IPv4 Address: 10.0.0.7\nServer: a\nAddress: 10.0.0.1\n")],
      ["CheckedText", await installer.checkText("coordinate", "45.5, -73.5")],
      ["CheckedText", await installer.checkText("mac", "0024")],
    ];
  });
  const values = [
    ...shown,
    ["IdentityQuestion", asked],
    ["SessionView", session],
    ["NetworkProfile", await tab.evaluate(() => installer.profile())],
    ["JobView", ready],
    ["NeverChanges", never],
    ["SealedView", record],
    ["JobList", await tab.evaluate(() => installer.jobs("all"))],
    ["OutboxView", waiting],
    ["OutboxView", await tab.evaluate(() => installer.outbox())],
    ["ExportPlan", await tab.evaluate(() => installer.export("everything"))],
    ["TakenIn", await tab.evaluate(async () => installer.takeIn(await installer.exportFile("everything")))],
    ["SyncReport", report],
    ...steps.map((step) => ["Progress", step]),
  ];
  assert.equal(await checked(story, values), "");

  const { people: _, ...poorer } = ready;
  assert.match(await checked(story, [["JobView", poorer]]), /TS2741.*'people' is missing/);
  assert.match(await checked(story, [["JobView", { ...ready, colour: "red" }]]), /TS2353.*"colour".*does not exist/);
});

/** A module's declarations without its comments. */
async function declarations(module) {
  const text = await readFile(path.join(PACKAGE, `dist-testing/${module}.d.ts`), "utf8");
  return text.replaceAll(/\/\*[^]*?\*\//g, "");
}

/** The types that a module declares, by name. */
async function typesOf(module) {
  const declared = (await declarations(module)).split(/^export /m);
  const types = declared.map((text) => [text.match(/^(?:interface|type) (\w+)/)?.[1], text]);
  return types.filter(([name]) => name);
}

test("every type that a signature reaches can be imported", async (story) => {
  const generated = new Map([...(await typesOf("wasm/decode/decode")), ...(await typesOf("wasm/store/store"))]);
  const named = (text) => text.match(/\b[A-Z]\w+/g).filter((name) => generated.has(name));
  const surface = await Promise.all(["installer", "reading", "frame", "photo", "transfer"].map(declarations));
  const reached = new Set(surface.flatMap(named));
  // A set goes on to what is added to it meanwhile.
  for (const name of reached) named(generated.get(name)).forEach((other) => reached.add(other));
  assert.ok(reached.has("DeliveryState") && !reached.has("CarriedPhoto"), [...reached].join());
  const lines = [...reached].map((name, at) => `export type Reached${at} = pinpoint.${name}${name === "Signed" ? "<string>" : ""};`);
  assert.equal(await compiled(story, ['import type * as pinpoint from "../index.js";', ...lines]), "");
});

test("the version that tabs compare is the package's", async () => {
  const { version } = JSON.parse(await readFile(path.join(PACKAGE, "package.json"), "utf8"));
  const { VERSION } = await import("../dist-testing/version.js");
  assert.equal(VERSION, version);
});

// The README's program, as it stands there.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { EMAIL, PASSWORD, opened } from "./support/story.mjs";

test("the first program of the README runs", async (story) => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const [, program] = readme.match(/^## First program$[^]*?^```js\n([^]*?)^```$/m);
  assert.ok(program.trim().split("\n").length <= 10);
  const { site, url } = await opened(story);
  const [{ mac, password }] = site.labels;
  const chromium = await Chromium.open();
  story.after(() => chromium.close());

  const tab = await chromium.tab(url);
  await tab.evaluate((values) => {
    const form = document.body.appendChild(document.createElement("form"));
    for (const [name, value] of values) Object.assign(form.appendChild(document.createElement("input")), { name, value });
  }, Object.entries({ email: EMAIL, password: PASSWORD, mac, activation: password }));
  // As a bundler would find the package.
  const script = program.replace('"@pinpoint/installer"', '"/package/index.js"');
  await tab.route("**/first-program.js", (route) => route.fulfill({ contentType: "text/javascript", body: script }));
  await tab.evaluate(() => import("/first-program.js"));
  assert.equal(await tab.title(), "Noor Lindqvist, next: Photo before any change");
});

// Every story of fixtures/stories, in Chromium and in Firefox.

import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { test } from "node:test";
import path from "node:path";

import { Chromium } from "../support/chromium.mjs";
import { Firefox } from "../support/firefox.mjs";
import { servePages } from "../support/pages.mjs";
import { play } from "./play.mjs";

const ROOT = path.resolve(import.meta.dirname, "../../../../..");
const STORIES = path.join(ROOT, "fixtures/stories");

const read = async (name) => JSON.parse(await readFile(path.join(STORIES, name), "utf8"));
const fresh = await read("fresh-job.json");
const names = (await readdir(STORIES)).filter((name) => /^\d.*\.json$/.test(name)).sort();

for (const [face, Browser] of [["browser", Chromium], ["firefox", Firefox]]) {
  test(`the stories in ${Browser.name}`, async (story) => {
    const pages = await servePages();
    const browser = await Browser.open();
    const told = {};
    story.after(async () => {
      await browser.close();
      await pages.close();
      await mkdir(path.join(ROOT, "target/stories"), { recursive: true });
      await writeFile(path.join(ROOT, `target/stories/${face}.json`), JSON.stringify(told, null, 2));
    });
    const tab = await browser.tab(pages.url);
    for (const name of names) {
      const key = path.basename(name, ".json");
      const { title, ...acts } = await read(name);
      await story.test(title, async () => {
        // A folder of its own each, in one origin.
        told[key] = await play(acts, fresh, tab, `story-${key}`).catch(String);
        assert.equal(told[key], "ok");
      });
    }
    await story.test("an expectation that is changed is found, and where", async () => {
      const changed = await read("01-the-plain-day.json");
      const at = changed.acts.findIndex(({ gives }) => Object.values(gives ?? {}).includes("done"));
      const [pointer] = Object.entries(changed.acts[at].gives).find(([, value]) => value === "done");
      changed.acts[at].gives[pointer] = "open";
      const said = await play(changed, fresh, tab, "story-changed");
      assert.equal(said, `act ${at + 1}: ${pointer}: expected "open", came "done"`);
    });
  });
}

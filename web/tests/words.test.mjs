// The page's own words: both languages say the same things, nothing is missing, and nothing is left over.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { FluentResource } from "@fluent/bundle";

const WEB = path.resolve(import.meta.dirname, "..");
const read = (locale) => readFileSync(path.join(WEB, `words/${locale}.ftl`), "utf8");
const [en, fr] = ["en", "fr"].map(read);

/** Each message by its name, with the values that stand in it. */
function messages(source) {
  const { body } = new FluentResource(source);
  return new Map(body.map(({ id, value }) => [id, [...new Set(names(value))].sort()]));
}

function names(part) {
  if (part === null || typeof part !== "object") return [];
  if (part.type === "var") return [part.name];
  return Object.values(part).flatMap(names);
}

const sources = readdirSync(path.join(WEB, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\.(svelte|ts)$/.test(file))
  .map((file) => readFileSync(path.join(WEB, "src", file), "utf8"))
  .join("\n");

test("both languages have the same messages with the same values", () => {
  assert.deepEqual([...messages(fr)].sort(), [...messages(en)].sort());
  assert.ok(messages(en).size > 150);
});

test("each message is said somewhere, and what is said has a message", () => {
  const known = [...messages(en).keys()];
  const said = new Set([...sources.matchAll(/["`]([a-zA-Z-]+)["`]/g)].map(([, name]) => name));
  // Names that are put together: `link-${value}` says each that begins so.
  const begun = [...sources.matchAll(/`([a-z-]+-)\$\{/g)].map(([, beginning]) => beginning);
  const unsaid = known.filter((name) => !said.has(name) && !begun.some((beginning) => name.startsWith(beginning)));
  assert.deepEqual(unsaid, []);
  const asked = [...sources.matchAll(/\bt\((?:[^()"`]*\? )?"([a-z-]+)"/g)].map(([, name]) => name);
  assert.ok(asked.length > 100);
  assert.deepEqual(asked.filter((name) => !known.includes(name)), []);
});

test("typography is that of the language", () => {
  const lines = (source) => source.split("\n").filter((line) => !line.startsWith("#"));
  for (const line of [...lines(en), ...lines(fr)]) {
    assert.ok(!/'|\.\.\./.test(line), line);
    assert.ok(!/\} (?:V|m)(?![a-z])/.test(line), `a number and its unit share a no-break space: ${line}`);
  }
  for (const line of lines(fr)) assert.ok(!/[^\u00a0\s]:(?: |$)|[^\u202f][;?!](?: |$)| [:;?!]/.test(line), line);
  for (const line of lines(en)) assert.ok(!/[\u00a0\u202f][:;?!]/.test(line), line);
});

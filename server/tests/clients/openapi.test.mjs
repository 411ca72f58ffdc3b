// schemathesis reads the server's OpenAPI and asks whatever the document allows, and what it does not: each answer has to be one
// that the document names. PINPOINT_EXAMPLES says how often an operation is asked; a run with more begins each time elsewhere.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { after, before, test } from "node:test";
import { PASSWORD, Site } from "../../../bindings/wasm/npm/tests/support/site.mjs";
import { SCHEMATHESIS } from "./support/python.mjs";
import { signIn } from "./support/stage.mjs";

const SOME = 5;
const EXAMPLES = Number(process.env.PINPOINT_EXAMPLES ?? SOME);
/** Who may do most: a certified installer who works at the network. */
const DESK = "desk@network.example";

let site;
before(async () => {
  site = await Site.open(1);
  site.operate(["user", "add", DESK, "--company", "Network", "--name", "Desk", "--back-office", "--certified-until", "2099-12-31",
    "--password-stdin"], `${PASSWORD}\n`);
});
after(() => site.close());

/** One run; what it said, and whether it found nothing. */
async function schemathesis(name, document, options) {
  const folder = site.path(name);
  await mkdir(folder);
  const own = (file) => path.join(import.meta.dirname, file);
  const seed = EXAMPLES === SOME ? ["--seed", "1"] : [];
  const run = spawn(SCHEMATHESIS, ["--config-file", own("schemathesis.toml"), "run", document, "--url", site.url, "--checks", "all",
    "--continue-on-failure", "--max-examples", String(EXAMPLES), ...seed, ...options],
    // What it remembers of a run lies where it ran.
    { cwd: folder, env: { ...process.env, SCHEMATHESIS_HOOKS: own("schemathesis_hooks.py") }, stdio: ["ignore", "pipe", "pipe"] });
  const [said, wrong, [code]] = await Promise.all([text(run.stdout), text(run.stderr), once(run, "exit")]);
  return { said: said + wrong, well: code === 0 };
}

async function everybodyAt(name, options) {
  const { said, well } = await schemathesis(name, `${site.url}/openapi.json`, options);
  assert.ok(well, said);
  assert.match(said, /\d+ generated/, said);
}

const bearer = async () => ["--header", `Authorization: Bearer ${await signIn(site.url, DESK)}`];

test("whoever is signed in hears what the document says", async () =>
  // Signing out would end the run's own session; it has a run of its own.
  everybodyAt("signed-in", [...(await bearer()), "--exclude-name", "DELETE /v1/sessions"]));

test("whoever signs out hears what the document says", async () =>
  everybodyAt("signing-out", [...(await bearer()), "--include-name", "DELETE /v1/sessions"]));

test("a stranger hears what the document says", () => everybodyAt("stranger", []));

test("a document that keeps an answer to itself is found out", async () => {
  const document = await (await fetch(`${site.url}/openapi.json`)).json();
  const { responses } = document.paths["/v1/pinpoints/{id}"].get;
  assert.ok(responses["404"]);
  delete responses["404"];
  await writeFile(site.path("lies.json"), JSON.stringify(document));
  const { said, well } = await schemathesis("lies", site.path("lies.json"),
    [...(await bearer()), "--include-name", "GET /v1/pinpoints/{id}"]);
  assert.ok(!well && /Undocumented status code/.test(said), said);
});

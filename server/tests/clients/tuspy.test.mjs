// tuspy, the client for Python, brings photos, each piece with its checksum.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { PYTHON } from "./support/python.mjs";
import { Stage } from "./support/stage.mjs";

let stage;
before(async () => (stage = await Stage.open(2)));
after(() => stage.close());

/** A process that brings a photo, or as much of it as it is told to; what it says of its way. */
async function bring(photo, options = {}) {
  const file = stage.path(`${photo.id}.jpg`);
  await writeFile(file, photo.bytes);
  const asked = { endpoint: stage.endpoint(), headers: stage.headers, metadata: photo.metadata, file, ...options };
  const script = path.join(import.meta.dirname, "support/tuspy_upload.py");
  const { stdout, stderr, status } = spawnSync(PYTHON, [script, JSON.stringify(asked)], { encoding: "utf8" });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
}

async function arrived(photo) {
  assert.deepEqual(await stage.stored(photo), photo.bytes);
  assert.ok(await stage.receipt(photo));
}

test("a photo goes up in one piece", async () => {
  const photo = stage.take();
  assert.deepEqual(await bring(photo), { from: 0, to: photo.bytes.length, refused: null });
  await arrived(photo);
});

test("a photo goes up in pieces with checksums, and a new process goes on where the first one ended", async () => {
  const photo = stage.take();
  const options = { chunk_size: 64_000, upload_checksum: true, remembered: stage.path("tuspy.json") };
  const first = await bring(photo, { ...options, stop_at: 128_000 });
  assert.deepEqual(first, { from: 0, to: 128_000, refused: null });
  assert.equal(await stage.receipt(photo), undefined);
  const second = await bring(photo, options);
  assert.deepEqual(second, { from: 128_000, to: photo.bytes.length, refused: null });
  await arrived(photo);
});

test("a piece that was damaged on the way is refused, discarded and sent again", async () => {
  const photo = stage.take();
  const options = { chunk_size: 64_000, upload_checksum: true, remembered: stage.path("damaged.json") };
  assert.deepEqual(await bring(photo, { ...options, damaged: true }), { from: 0, to: 0, refused: 460 });
  assert.equal((await stage.head(photo)).headers.get("upload-offset"), "0");
  await bring(photo, options);
  await arrived(photo);
});

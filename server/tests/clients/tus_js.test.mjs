// tus-js-client, the protocol's own client, brings photos.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Upload } from "tus-js-client";
import { Line } from "./support/line.mjs";
import { Stage } from "./support/stage.mjs";

let stage;
before(async () => (stage = await Stage.open(8)));
after(() => stage.close());

/** Brings a photo; what was asked and answered on the way. */
function bring(photo, options = {}) {
  const replies = [];
  let upload;
  const done = new Promise((resolve, reject) => {
    upload = new Upload(photo.bytes, {
      endpoint: stage.endpoint(),
      metadata: photo.metadata,
      headers: stage.headers,
      retryDelays: null,
      onAfterResponse: (asked, reply) =>
        void replies.push({ method: asked.getMethod(), status: reply.getStatus(), expires: reply.getHeader("Upload-Expires"), offset: reply.getHeader("Upload-Offset") }),
      onSuccess: ({ lastResponse }) => resolve(lastResponse),
      onError: reject,
      ...options,
    });
    upload.start();
  });
  return { upload, done, replies };
}

/** It is there byte for byte, and has one receipt, however often one asks. */
async function arrived(photo) {
  assert.deepEqual(await stage.stored(photo), photo.bytes);
  const receipt = await stage.receipt(photo);
  assert.ok(receipt);
  await bring(photo, { retryDelays: [0, 50, 50] }).done;
  assert.equal(await stage.receipt(photo), receipt);
}

const asked = ({ replies }) => replies.map(({ method, status }) => `${method} ${status}`);

test("a photo goes up, and is told until when it may rest", async () => {
  const photo = stage.take();
  const brought = bring(photo, { chunkSize: 100_000 });
  await brought.done;
  assert.equal(asked(brought)[0], "POST 201");
  assert.ok(asked(brought).slice(1).every((said) => said === "PATCH 204") && brought.replies.length > 2);
  for (const { expires, offset } of brought.replies.slice(0, -1)) {
    const days = (Date.parse(expires) - Date.now()) / 86_400_000;
    assert.ok(days > 6.9 && days < 7.1, `${offset}: ${expires}`);
  }
  await arrived(photo);
});

test("a photo comes whole with its creation, and the receipt with the answer", async () => {
  const photo = stage.take();
  const brought = bring(photo, { uploadDataDuringCreation: true });
  const reply = await brought.done;
  assert.deepEqual(asked(brought), ["POST 201"]);
  assert.equal(reply.getBody(), await stage.receipt(photo));
  await arrived(photo);
});

test("a line that breaks twice costs no byte that had arrived", async (story) => {
  const photo = stage.take();
  const line = await Line.open(story, stage.url);
  const third = Math.round(photo.bytes.length / 3);
  line.plan = [{ after: third, then: "break" }, { after: third, then: "break" }];
  const brought = bring(photo, { endpoint: stage.endpoint(line.url), retryDelays: [0, 50, 50, 50] });
  await brought.done;
  assert.deepEqual(asked(brought), ["POST 201", "HEAD 200", "HEAD 200", "PATCH 204"]);
  const [, first, second] = brought.replies.map(({ offset }) => Number(offset));
  assert.ok(first > third / 2 && second > first + third / 2, `${first}, ${second} of ${photo.bytes.length}`);
  await arrived(photo);
});

test("a creation that is cut in its body is found again", async (story) => {
  const photo = stage.take();
  const line = await Line.open(story, stage.url);
  line.plan = [{ after: Math.round(photo.bytes.length / 2), then: "break" }];
  const options = { endpoint: stage.endpoint(line.url), uploadDataDuringCreation: true, retryDelays: [50, 50, 50] };
  const brought = bring(photo, options);
  await brought.done;
  await arrived(photo);
});

test("a client that is killed goes on as a new process from the byte that is there", async (story) => {
  const photo = stage.take();
  const line = await Line.open(story, stage.url);
  const half = Math.round(photo.bytes.length / 2);
  line.plan = [{ after: half, then: "silence" }];
  await writeFile(stage.path("killed.jpg"), photo.bytes);
  const client = () => spawn(process.execPath, [path.join(import.meta.dirname, "support/upload.mjs"), stage.endpoint(line.url), stage.token,
    stage.path("killed.jpg"), stage.path("remembered.json"), JSON.stringify(photo.metadata)], { stdio: ["ignore", "pipe", "inherit"] });
  const first = client();
  await once(first.stdout, "data");
  while (line.sent < half) await new Promise((resolve) => setTimeout(resolve, 10));
  first.kill("SIGKILL");
  await once(first, "exit");
  assert.equal(await stage.receipt(photo), undefined);
  const before = line.sent;
  const [code] = await once(client(), "exit");
  assert.equal(code, 0);
  assert.ok(line.sent - before < photo.bytes.length * 0.6, `${line.sent - before} of ${photo.bytes.length}`);
  await arrived(photo);
});

test("a newer client ends a stale one instead of being told of a lock, and the stale one finds all there", async (story) => {
  const photo = stage.take();
  const line = await Line.open(story, stage.url);
  line.plan = [{ after: Math.round(photo.bytes.length / 2), then: "silence" }];
  const stale = bring(photo, { endpoint: stage.endpoint(line.url), retryDelays: [0, 50, 50] });
  while (line.sent < photo.bytes.length / 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const newer = bring(photo, { retryDelays: [0, 50, 50] });
  await newer.done;
  assert.ok(newer.replies.every(({ status }) => status !== 423), asked(newer).join());
  await arrived(photo);
  line.breakSilence();
  await stale.done;
  assert.equal(asked(stale).at(-1), "HEAD 200", "all is there");
  assert.ok(!asked(stale).includes("PATCH 423"));
});

test("an upload that was given up begins anew", async () => {
  const photo = stage.take();
  const half = await new Promise((resolve, reject) => {
    const { upload, done } = bring(photo, { chunkSize: 50_000, onChunkComplete: (_, there) => there > 100_000 && resolve(upload) });
    done.catch(reject);
  });
  await half.abort(true);
  assert.equal((await stage.head(photo)).status, 404);
  assert.equal(await stage.receipt(photo), undefined);
  await bring(photo).done;
  await arrived(photo);
});

test("a surrounding that knows no PATCH says what it means in a header", async () => {
  const photo = stage.take();
  const brought = bring(photo, { overridePatchMethod: true });
  await brought.done;
  assert.deepEqual(asked(brought), ["POST 201", "POST 204"]);
  await arrived(photo);
});

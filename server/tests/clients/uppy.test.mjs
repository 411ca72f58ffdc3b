// Uppy, what many web pages upload with, brings photos.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Uppy } from "@uppy/core";
import Tus from "@uppy/tus";
import { Line } from "./support/line.mjs";
import { Stage } from "./support/stage.mjs";

let stage;
before(async () => (stage = await Stage.open(2)));
after(() => stage.close());

/** Uppy with these photos chosen. Its files are a browser's; in node a buffer takes their place. */
function chosen(photos, options = {}) {
  const uppy = new Uppy({ logger: { debug() {}, warn() {}, error() {} } });
  uppy.use(Tus, { endpoint: stage.endpoint(), headers: stage.headers, retryDelays: [0, 50, 50], limit: 2, ...options });
  photos.forEach((photo, number) =>
    uppy.addFile({
      name: `${number}.jpg`,
      type: "image/jpeg",
      data: Object.defineProperty(Buffer.from(photo.bytes), "size", { value: photo.bytes.length }),
      meta: photo.metadata,
    }));
  return uppy;
}

async function arrived(photo) {
  assert.deepEqual(await stage.stored(photo), photo.bytes);
  assert.ok(await stage.receipt(photo));
}

test("two photos go up side by side", async () => {
  const photos = [stage.take(), stage.take()];
  const { successful, failed } = await chosen(photos).upload();
  assert.deepEqual([successful.length, failed.length], [2, 0]);
  for (const photo of photos) await arrived(photo);
});

test("a photo whose line breaks goes on", async (story) => {
  const photo = stage.take();
  const line = await Line.open(story, stage.url);
  line.plan = [{ after: Math.round(photo.bytes.length / 2), then: "break" }];
  const { successful } = await chosen([photo], { endpoint: stage.endpoint(line.url) }).upload();
  assert.equal(successful.length, 1);
  assert.ok(line.sent < photo.bytes.length * 1.4, `${line.sent} of ${photo.bytes.length}`);
  await arrived(photo);
});

test("a photo that was paused goes on when it is told to", async () => {
  const photo = stage.take();
  const uppy = chosen([photo], { chunkSize: 50_000 });
  const [{ id }] = uppy.getFiles();
  const half = new Promise((resolve) => uppy.on("upload-progress", (_, { bytesUploaded }) => bytesUploaded > 100_000 && resolve()));
  const done = uppy.upload();
  await half;
  assert.equal(uppy.pauseResume(id), true);
  assert.equal(await stage.receipt(photo), undefined);
  uppy.resumeAll();
  assert.equal((await done).successful.length, 1);
  await arrived(photo);
});

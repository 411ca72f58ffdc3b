// WebKitGTK has no private file system under automation: a real case of a browser that cannot keep the work.

import assert from "node:assert/strict";
import { test } from "node:test";

import { lumaOf } from "./support/camera.mjs";
import { opened } from "./support/story.mjs";
import { WebKit } from "./support/webkit.mjs";

test("WebKit: it reads a label, and refuses to pretend that it could keep a job", async (story) => {
  const { site, url } = await opened(story);
  const webkit = await WebKit.open();
  story.after(() => webkit.close());
  await webkit.go(url);

  const refused = await webkit.evaluate(() => open_installer().then(() => "it opened", (error) => error.toJSON()));
  assert.equal(refused.code, "storage-denied");

  const luma = (await lumaOf(webkit, await site.sheet())).toString("latin1");
  const mac = await webkit.evaluate(async (luma) => {
    const decoder = new testing.Decoder([{ host: "demo.pinpoint.example", path: ["l"], shape: "fragment" }]);
    const frame = { luma: Uint8Array.from(luma, (sign) => sign.charCodeAt(0)), width: 1280, height: 720 };
    const { secret } = await decoder.call("read", [frame, "frame"], "frame");
    return secret.mac;
  }, luma);
  assert.equal(mac, site.labels[0].mac);
});

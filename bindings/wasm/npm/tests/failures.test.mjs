// Whatever fails is a PinpointError with a code, and an app's own mistake stops nothing but its own call.

import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { opened, sealed, signedIn, until, untilTheSeal } from "./support/story.mjs";

async function begun(story) {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  await signedIn(tab);
  await tab.evaluate(() => {
    window.refused = (call) =>
      Promise.resolve().then(call).then(
        () => "not refused",
        (error) => (error instanceof pinpoint.PinpointError ? error.toJSON() : `no PinpointError: ${error}`),
      );
  });
  return { site, url, chromium, tab };
}

test("a video before its first frame, and what is no picture, have codes", async (story) => {
  const { tab } = await begun(story);
  const codes = await tab.evaluate(async () => [
    await refused(() => installer.read(document.createElement("video"))),
    await refused(() => installer.read({ no: "picture" })),
    await refused(() => installer.read(null)),
    await refused(() => installer.readPicture("picture.jpg")),
    await refused(() => installer.stage("picture.jpg")),
    await refused(() => installer.readPicture(new Uint8Array())),
  ]);
  const malformed = { code: "argument-malformed", fields: { argument: "picture", reason: "neither a file nor bytes" } };
  assert.deepEqual(codes, [
    { code: "frame-empty", fields: {} },
    { code: "picture-unreadable", fields: { reason: "TypeError" } },
    { code: "picture-unreadable", fields: { reason: "TypeError" } },
    malformed,
    malformed,
    { code: "picture-empty", fields: {} },
  ]);
});

test("a file that was moved after it was chosen cannot be read, and that has a code", async (story) => {
  const { site, chromium, tab } = await begun(story);
  const chosen = site.path("photo.jpg");
  await writeFile(chosen, "a photo");
  await tab.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file" })));
  // The file itself: the library hands a copy to a browser that it did not start.
  const protocol = await chromium.protocol(tab);
  const { result } = await protocol.send("Runtime.evaluate", { expression: "document.querySelector('input')" });
  await protocol.send("DOM.setFileInputFiles", { files: [chosen], objectId: result.objectId });
  await rm(chosen);
  const codes = await tab.evaluate(async () => {
    const [file] = document.querySelector("input").files;
    return [await refused(() => installer.stage(file)), await refused(() => installer.readPicture(file))];
  });
  const unreadable = { code: "picture-unreadable", fields: { reason: "NotFoundError" } };
  assert.deepEqual(codes, [unreadable, unreadable]);
});

test("what cannot be handed over is refused in the tab that leads and in any other, and is not asked again", async (story) => {
  const { url, chromium, tab: first } = await begun(story);
  const second = await chromium.tab(url);
  await second.evaluate(() => open_installer().then(() => {}));
  for (const tab of [first, second]) {
    const codes = await tab.evaluate(async () => {
      const refused = (call) => call().then(() => "not refused", (error) => error.toJSON?.() ?? `${error}`);
      return [
        await refused(() => installer.job(() => "a function")),
        await refused(() => installer.interpretText([Symbol("no text")])),
        await refused(() => installer.start("job", "renetworking", { mac: "0024B10000029F81" }, "F12")),
        await refused(() => installer.attach("job", "photo-before", new Blob())),
      ];
    });
    const unsent = { code: "argument-unsent", fields: { reason: "DataCloneError" } };
    const wrong = (argument, reason) => ({ code: "argument-malformed", fields: { argument, reason } });
    assert.deepEqual(codes, [
      unsent,
      unsent,
      wrong("label", "neither read nor typed"),
      wrong("staged", "not what `stage` gave"),
    ]);
  }
  const refusal = await second.evaluate(() => {
    window.installer.close();
    return pinpoint.Installer.open({ network: () => {}, server: location.origin, app: "pinpoint-test/1" }).then(
      () => "it opened",
      (error) => error.toJSON(),
    );
  });
  assert.equal(refusal.code, "tab-config-differs", "JSON knows no functions, and the other tab has a network");
});

test("a photo that is gone cannot be carried away, and that has a code", async (story) => {
  const { site, tab } = await begun(story);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  await sealed(tab, id);
  const { photo, codes } = await tab.evaluate(async () => {
    const stop = new AbortController();
    const progress = (step) => step.progress === "settled" && step.item.record && stop.abort();
    await installer.sync({ progress, signal: stop.signal });
    const [transfer, other] = await installer.nextTransfers(9);
    const { getFileHandle } = FileSystemDirectoryHandle.prototype;
    const failing = async (name) => {
      FileSystemDirectoryHandle.prototype.getFileHandle = () => Promise.reject(new DOMException("as a browser says it", name));
      return refused(() => transfer.request());
    };
    const codes = [await failing("NotFoundError"), await failing("NotReadableError")];
    FileSystemDirectoryHandle.prototype.getFileHandle = getFileHandle;
    // A reply whose body broke off is as good as none.
    const broken = new Response(new ReadableStream({ pull: (body) => body.error(new TypeError("network error")) }), { status: 200 });
    codes.push(await installer.transferFinished(other.photo, broken));
    return { photo: transfer.photo, codes };
  });
  assert.deepEqual(codes, [
    { code: "photo-not-here", fields: { photo } },
    { code: "storage-file", fields: { reason: "NotReadableError" } },
    "again",
  ]);
});

test("a listener that throws stops neither the others, nor the other tabs, nor a sync", async (story) => {
  const { site, url, chromium, tab: first } = await begun(story);
  const second = await chromium.tab(url);
  await second.evaluate(() => open_installer().then(() => {}));
  for (const tab of [first, second]) {
    await tab.evaluate(() => {
      window.heard = 0;
      installer.observe(() => {
        throw new Error("the app's own mistake");
      });
      installer.observe(() => heard++);
    });
  }
  const { id } = await untilTheSeal(first, site.labels[0]);
  await sealed(first, id);
  for (const tab of [first, second]) assert.ok(await until(() => tab.evaluate(() => heard > 10)));
  assert.ok(chromium.said.some((line) => line.includes("the app's own mistake")), "it is the page's error");
  const { delivered } = await second.evaluate(() =>
    installer.sync({
      progress: () => {
        throw new Error("the app's own mistake");
      },
    }),
  );
  assert.equal(delivered, 5);
});

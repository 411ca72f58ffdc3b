// The day from the camera to the receipt, against the real server.

import assert from "node:assert/strict";
import { test } from "node:test";

import { cameraOf, film, lumaOf } from "./support/camera.mjs";
import { Chromium } from "./support/chromium.mjs";
import { SERIAL, opened, sealed, signedIn, until } from "./support/story.mjs";

test("from the camera's frame to the network's verdict", async (story) => {
  const { site, url } = await opened(story);
  const [label] = site.labels;
  const video = site.path("camera.y4m");
  const chromium = await Chromium.open(...cameraOf(video));
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  const luma = await lumaOf(tab, await site.sheet());
  await film(video, luma);

  const session = await signedIn(tab);
  assert.equal(session.signed_in, true);
  assert.equal(session.account.company_name, "Elektro Nordwand");

  const seen = await tab.evaluate(async () => {
    const video = document.createElement("video");
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
    await video.play();
    for (;;) {
      const reading = await installer.read(video);
      if (reading.label) {
        window.label = reading.label;
        return { mac: reading.label.mac, reading };
      }
    }
  });
  assert.equal(seen.mac, label.mac);
  const shown = JSON.stringify(seen);
  assert.ok(shown.includes("••••") && !shown.includes(label.password), shown);

  const ready = await tab.evaluate((serial) => day.untilTheSeal(installer, window.label, serial), SERIAL);
  assert.equal(ready.steps.find(({ id }) => id === "seal").status, "open");
  const { job, digest } = await sealed(tab, ready.id);
  assert.equal(job.sealed, digest);

  const saved = () => tab.evaluate(() => installer.outbox().then(({ pinpoints: [pinpoint] }) => pinpoint));
  assert.equal((await saved()).saved, "phone");
  const report = await tab.evaluate(async () => {
    const steps = [];
    const report = await installer.sync({ progress: (step) => steps.push(step.progress) });
    return { ...report, steps };
  });
  assert.equal(report.ending, "idle");
  assert.equal(report.delivered, 5, "the record and two photos, each published and original");
  assert.ok(report.steps.includes("settled"), "it told how far it was");
  const there = await saved();
  assert.equal(there.saved, "server");
  assert.ok(there.receipt, "the network's signed word");
  const decided = await until(async () => {
    await tab.evaluate(() => installer.sync());
    return (await saved()).verdict;
  });
  assert.equal(decided.decision, "accepted");

  const exported = await tab.evaluate(async () => (await installer.exportFile("everything")).text());
  assert.ok(exported.includes("capsule") && !exported.includes(label.password));
  assert.ok(!chromium.said.some((line) => line.includes(label.password)), "nothing of it on the console");
});

test("the same frame as bytes, from a file, and as pasted text is the same label", async (story) => {
  const { site, url } = await opened(story);
  const [label] = site.labels;
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  const luma = await lumaOf(tab, await site.sheet());
  await tab.evaluate(() => open_installer());
  const macs = await tab.evaluate(
    async ([binary, link]) => {
      const luma = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
      const [width, height] = [1280, 720];
      const rgba = new Uint8ClampedArray(4 * luma.length).fill(255);
      luma.forEach((light, at) => rgba.fill(light, 4 * at, 4 * at + 3));
      const canvas = new OffscreenCanvas(width, height);
      canvas.getContext("2d").putImageData(new ImageData(rgba, width, height), 0, 0);
      const readings = [
        await installer.read({ luma, width, height }),
        await installer.read({ luma, width, height, rotation: 180, crop: { x: 100, y: 100, width: 1000, height: 600 } }, "still"),
        await installer.read(canvas),
        await installer.readPicture(await canvas.convertToBlob({ type: "image/png" })),
        await installer.interpretText([link.slice(0, 40), link.slice(40)]),
      ];
      return readings.map(({ label }) => label?.mac);
    },
    [luma.toString("latin1"), label.link],
  );
  assert.deepEqual(macs, Array(5).fill(label.mac));
});

test("a label in the page is masked however it is printed, and what is refused holds no password", async (story) => {
  const { site, url } = await opened(story);
  const [{ mac, password }] = site.labels;
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  await signedIn(tab);
  const printed = await tab.evaluate(
    async ([mac, password]) => {
      const label = await installer.typedLabel(mac, password);
      console.log(label, String(label), { label });
      console.dir(label);
      const refused = async (call) => call().then(() => "not refused", (error) => `${error} ${JSON.stringify(error)} ${error.stack}`);
      const signs = [...Object.entries(label), ...Object.getOwnPropertyNames(label)];
      return [
        String(label),
        JSON.stringify({ label }),
        JSON.stringify(signs),
        JSON.stringify(structuredClone(label)),
        await refused(() => installer.typedLabel(mac.slice(2), password)),
        await refused(() => installer.typedLabel(mac, `${password} ${password}`)),
        await refused(() => installer.start("no name at all", "renetworking", label, "F12")),
        await refused(async () => installer.start(await installer.newJob(), "renetworking", label, "")),
        await refused(() => installer.signIn("nobody@nordwand.example", password)),
      ];
    },
    [mac, password],
  );
  assert.equal(printed[0], `ActivationLabel(${mac}, ••••)`);
  for (const text of [...printed, ...chromium.said]) assert.ok(!text.includes(password), text);
  for (const [at, code] of [[4, "mac-length"], [5, "password-space"], [6, "argument-malformed"], [7, "circuit-name"], [8, "sign-in-refused"]]) {
    assert.ok(printed[at].includes(`PinpointError: ${code}`), printed[at]);
  }
});

test("what has a code has words, in the person's language", async (story) => {
  const { url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  const tab = await chromium.tab(url);
  const words = await tab.evaluate(async () => {
    await open_installer();
    const { code, fields } = await installer.typedLabel("0024B1", "hT7kPq2x").catch((error) => error);
    return [await installer.text(code, fields, "en"), await installer.text(code, fields, "fr-CA")];
  });
  assert.equal(words[0], "A MAC has 12 or 16 characters, this one has 6. Compare it with the label.");
  assert.match(words[1], /12 ou 16/);
});

// What tabs say to each other every script of the origin may hear: nothing of it is a password or a token.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { EMAIL, PASSWORD, opened, sealed, until, untilTheSeal } from "./support/story.mjs";

/** A page that listens, and all that it heard as text, bytes as the letters that they may be. */
async function listening(chromium, url) {
  const tab = await chromium.tab(url);
  await tab.evaluate(() => {
    const text = (value) => {
      if (value instanceof ArrayBuffer) return text(new Uint8Array(value));
      if (value instanceof Uint8Array) return String.fromCharCode(...value);
      if (value && typeof value === "object") return Object.entries(value).map(([name, inner]) => `${name}=${text(inner)}`).join(" ");
      return String(value);
    };
    window.overheard = [];
    new BroadcastChannel("pinpoint/pinpoint").onmessage = ({ data }) => overheard.push({ kind: data.kind, method: data.method, text: text(data) });
  });
  return () => tab.evaluate(() => overheard);
}

async function begun(story) {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  return { site, url, chromium, overheard: await listening(chromium, url) };
}

const signIn = (tab) => tab.evaluate(([email, password]) => installer.signIn(email, password), [EMAIL, PASSWORD]);

test("a tab that is alone asks nobody", async (story) => {
  const { url, chromium, overheard } = await begun(story);
  const tab = await chromium.tab(url);
  await tab.evaluate(() => open_installer().then(() => {}));
  await signIn(tab);
  await until(async () => (await overheard()).some(({ kind }) => kind === "changed"));
  const kinds = (await overheard()).map(({ kind }) => kind);
  assert.deepEqual(kinds.filter((kind) => !["who-leads", "leads", "changed"].includes(kind)), []);
});

test("a password and a token on their way through another tab are sealed for it", async (story) => {
  const { site, url, chromium, overheard } = await begun(story);
  const [{ password }] = site.labels;
  const first = await chromium.tab(url);
  await first.evaluate(() => open_installer().then(() => {}));
  const second = await chromium.tab(url);
  await second.evaluate(() => open_installer().then(() => {}));
  assert.equal((await signIn(second)).signed_in, true);
  const { id } = await untilTheSeal(second, site.labels[0]);
  await second.evaluate(
    async ([id, mac, password]) => installer.relabel(id, await installer.typedLabel(mac, password)),
    [id, site.labels[0].mac, password],
  );
  await sealed(second, id);
  const authorization = await second.evaluate(async () => {
    const stop = new AbortController();
    const progress = (step) => step.progress === "settled" && step.item.record && stop.abort();
    await installer.sync({ progress, signal: stop.signal });
    const [transfer] = await installer.nextTransfers(9);
    return (await transfer.request()).headers.get("authorization");
  });
  const [, token] = authorization.match(/^Bearer (\S{16,})$/);

  const heard = await overheard();
  const asked = heard.filter(({ kind }) => kind === "asked").map(({ method }) => method);
  for (const method of ["sign_in", "start", "relabel", "next_transfers", "seal"]) assert.ok(asked.includes(method), method);
  for (const { kind, method, text } of heard) {
    for (const secret of [PASSWORD, password, token]) assert.ok(!text.includes(secret), `${kind} ${method}`);
  }
});

test("a password's bytes stay in no worker once it has done its work", async (story) => {
  const { site, url, chromium } = await begun(story);
  const [{ mac, password }] = site.labels;
  const tab = await chromium.tab(url);
  await tab.evaluate(() => open_installer().then(() => {}));
  await signIn(tab);
  const worker = async (name) => until(() => tab.workers().find((worker) => worker.url().endsWith(`${name}.worker.js`)));
  await tab.evaluate((link) => installer.interpretText([link]), "nothing");
  const [store, decoders] = [await worker("store"), await worker("decode")];
  await store.evaluate(() => {
    const hear = self.onmessage;
    self.onmessage = (event) => hear(event, (self.heard = event.data));
  });
  await decoders.evaluate(() => {
    const say = self.postMessage.bind(self);
    self.postMessage = (said, transfer) => say(said, transfer, (self.said = said));
  });
  await tab.evaluate(
    async ([mac, password]) => installer.start(await installer.newJob(), "renetworking", await installer.typedLabel(mac, password), "F12"),
    [mac, password],
  );
  assert.equal(await decoders.evaluate(() => self.said.outcome.done.secret.password.byteLength), 0, "handed over");
  const left = await store.evaluate(() => [self.heard.method, ...self.heard.args[3]]);
  assert.deepEqual(left, ["start", ...Array(password.length).fill(0)], "overwritten");
});

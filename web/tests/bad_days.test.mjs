// Bad days. On each of them the person reads what is wrong, loses nothing, and goes on when the trouble is over.

import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";

import { servePages } from "../../bindings/wasm/npm/tests/support/pages.mjs";
import { EMAIL, PASSWORD, sealed, signedIn, untilTheSeal } from "../../bindings/wasm/npm/tests/support/story.mjs";
import { cameraSees } from "./support/code.mjs";
import { handOn, onSite, signIn } from "./support/page.mjs";
import { released } from "./support/released.mjs";
import { beginTyped, decided, doStep, PHOTOS, STATION, typeLabel, walkTo } from "./support/walk.mjs";

const FAR = "/l/0024B10000029F81#secret77";

const alert = ({ tab }) => tab.getByRole("alert").first();
const sees = (hand, words) => hand.tab.getByText(words).first().waitFor();
const reads = (hand, name) => sees(hand, hand.words.of(name));

/** What the browser's own settings say of this page. */
async function set(chromium, { tab }, name, setting) {
  const protocol = await chromium.protocol(tab);
  await protocol.send("Browser.setPermission", { permission: { name }, setting, origin: new URL(tab.url()).origin });
}

/** From home to a job by the camera; its address. */
async function begin(hand, circuit = "F12") {
  await hand.tap("scan-label");
  await hand.button("begin-job").waitFor();
  await hand.type(hand.words.of("circuit"), circuit);
  await hand.tap("begin-job");
  await hand.button("to-visit").waitFor();
  return hand.where();
}

/** A whole job, up to the screen that says what is promised; a station that nobody can ask about is left open. */
async function day(hand, { asks = true, ...station } = {}) {
  const job = await begin(hand);
  await hand.tab.locator("main ol li button").first().click();
  if (!asks) {
    await walkTo(hand, ["new-station"]);
    await alert(hand).waitFor();
    await hand.tap("leave-out");
    await hand.onward("new-station");
  }
  await walkTo(hand, [], { ...STATION, ...station });
  assert.equal(await hand.where(), `${job}/done`);
  return job;
}

test("a camera that is refused is said, and looks for the label as soon as it is allowed", async (story) => {
  const { site, chromium, hand } = await onSite(story, { camera: "asks" });
  await signIn(hand);
  await set(chromium, hand, "camera", "denied");
  await hand.tap("scan-label");
  await reads(hand, "camera-refused");

  // By hand it goes on at once.
  await typeLabel(hand, site.labels[0]);
  await hand.button("begin-job").waitFor();

  await hand.tap("back");
  await hand.button("camera-again").waitFor();
  await set(chromium, hand, "camera", "granted");
  await hand.tap("camera-again");
  await hand.button("begin-job").waitFor();
});

test("without a camera a picture of the label does as well", async (story) => {
  const { site, chromium, hand } = await onSite(story, { camera: false });
  await signIn(hand);
  await hand.tap("scan-label");
  await reads(hand, "camera-missing");

  const drawing = await chromium.context.newPage();
  await drawing.setContent(await site.sheet());
  const picture = site.path("label.png");
  await drawing.screenshot({ path: picture, clip: { x: 0, y: 0, width: 800, height: 500 }, scale: "device" });
  await drawing.close();
  await hand.photo("from-picture", picture);
  await hand.button("begin-job").waitFor();
});

test("without a location the job goes on, and takes it when it is allowed", async (story) => {
  const { chromium, hand } = await onSite(story);
  await signIn(hand);
  const job = await begin(hand);
  await set(chromium, hand, "geolocation", "denied");
  await hand.to(`${job}/step/location`);
  await hand.tap("location-use");
  await reads(hand, "location-refused");
  await hand.tap("location-without");
  await hand.onward("location");

  await hand.to(`${job}/step/location`);
  await reads(hand, "location-none");
  await hand.tap("take-back");
  await set(chromium, hand, "geolocation", "granted");
  await hand.tap("location-use");
  await hand.onward("location");
  await hand.to(`${job}/step/location`);
  await reads(hand, "location-within");
});

test("the label of another network is named by its host and never opened", async (story) => {
  const { site, chromium, hand } = await onSite(story);
  const asked = [];
  chromium.context.on("request", (request) => asked.push(request.url()));
  await signIn(hand);
  await cameraSees(chromium, site, `https://pinpoint.elsewhere.example${FAR}`);
  await hand.tap("scan-label");
  await alert(hand).waitFor();
  assert.match(await alert(hand).textContent(), /pinpoint\.elsewhere\.example/);
  assert.doesNotMatch(await hand.tab.locator("main").innerText(), /secret77/);
  await hand.tab.waitForTimeout(1000);
  assert.deepEqual(asked.filter((url) => url.includes("elsewhere")), []);
  assert.equal(await hand.tab.getByRole("link").count(), 0);
  assert.match(await hand.where(), /scan$/);

  await hand.tap("back");
  await cameraSees(chromium, site, site.labels[0].link);
  await begin(hand);
});

test("a label that has an open job on this phone leads to it", async (story) => {
  const { hand } = await onSite(story);
  await signIn(hand);
  const job = await begin(hand);
  await hand.to(`${job}/step/address`);
  await doStep(hand);
  await hand.to("#/");

  await hand.tap("scan-label");
  await reads(hand, "label-known");
  assert.equal(await hand.tab.getByLabel(hand.words.of("circuit")).count(), 0);
  await hand.tap("label-go-on");
  await hand.button("to-visit").waitFor();
  assert.equal(await hand.where(), job);
  await hand.to(`${job}/step/address`);
  await sees(hand, "12 Rue des Tests");

  // Whoever means another job can say so.
  await hand.to("#/scan");
  await hand.tap("label-anew");
  await hand.type(hand.words.of("circuit"), "F13");
  await hand.tap("begin-job");
  await hand.button("to-visit").waitFor();
  assert.notEqual(await hand.where(), job);
});

test("whoever is not certified works on, and the record waits until they are", async (story) => {
  const { site, hand } = await onSite(story);
  site.operate(["user", "certify", EMAIL, "--revoke"]);
  await signIn(hand);
  await reads(hand, "not-certified-here");
  const job = await day(hand, { asks: false });
  await hand.to("#/outbox");
  await hand.tab.locator("li.held-auth").first().waitFor();
  await sees(hand, /not certified to pinpoint/);

  site.operate(["user", "certify", EMAIL, "--until", "2099-12-31"]);
  await hand.tap("send-now");
  await hand.to(`${job}/done`);
  await reads(hand, "saved-server");
  await hand.to("#/");
  await hand.button("scan-label").waitFor();
  await hand.tab.getByText(hand.words.of("not-certified-here")).waitFor({ state: "detached" });
});

test("a server in trouble and a Wi-Fi with a login page stop nothing and lose nothing", async (story) => {
  const { via, hand } = await onSite(story, { meddled: true });
  const login = { status: 200, headers: { "content-type": "text/html" }, body: "<h1>Hotel Wi-Fi</h1>" };
  const trouble = { status: 500, headers: { "content-type": "text/plain" }, body: "oh" };
  const instead = (answer) => (via.answer = ({ url }) => (url.startsWith("/v1/") ? answer : undefined));

  // What was typed is there for the next try.
  instead(login);
  await hand.type(hand.words.of("email"), EMAIL);
  await hand.type(hand.words.of("password"), PASSWORD);
  await hand.tap("sign-in");
  await sees(hand, /perhaps a Wi-Fi that wants you to sign in/);
  instead(undefined);
  await hand.tap("sign-in");
  await hand.button("scan-label").waitFor();

  instead(trouble);
  const job = await day(hand);
  await reads(hand, "saved-phone");
  await hand.to("#/outbox");
  await hand.tab.locator("li.waiting").first().waitFor();
  await sees(hand, hand.words.of("next-attempt"));
  // Another phone could carry it; this one finds its own work in it.
  const [file] = await Promise.all([hand.tab.waitForEvent("download"), hand.tap("export")]);
  await hand.photo("take-in", await file.path());
  await sees(hand, hand.words.of("taken-in"));
  instead(login);
  await hand.tap("send-now");
  await sees(hand, /perhaps a Wi-Fi that wants you to sign in/);

  instead(undefined);
  await hand.tap("send-now");
  await hand.to(`${job}/done`);
  await reads(hand, "saved-server");
});

test("a label that is in use is told of only when the network knows its password, and a person decides", async (story) => {
  const { site, chromium, hand } = await onSite(story);
  const reason = "Compared <b>both</b> by phone.";
  site.operate(["user", "add", "desk@nordwand.example", "--company", "Network", "--name", "Ada", "--back-office", "--password-stdin"], "correct horse\n");
  await signIn(hand);
  await sealedElsewhere(story, chromium, site);

  await site.stop();
  const job = await day(hand, { serial: "NL50-2418-0999" });
  await reads(hand, "online-waits");
  assert.doesNotMatch(await hand.tab.locator("main").innerText(), /active on another/);

  await site.start();
  await hand.tap("send-now");
  await sees(hand, /In review/);
  await sees(hand, /This label is active on another station/);
  await hand.to("#/outbox");
  await sees(hand, /In review/);

  const [id] = /job\/([^/]+)/.exec(job).slice(1);
  site.operate(["review", "decide", id, "accept", "--reason", reason, "--by", "desk@nordwand.example"]);
  await hand.tap("send-now");
  await hand.to(`${job}/done`);
  await decided(hand.tab);
  await sees(hand, reason);
});

/** Another phone pins another station under the first label. */
async function sealedElsewhere(story, chromium, site) {
  const pages = await servePages(site);
  story.after(() => pages.close());
  const tab = await chromium.tab(`${pages.url}/`);
  await signedIn(tab);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  await sealed(tab, id);
  await tab.evaluate(() => installer.sync());
  await tab.close();
}

test("a phone that is full says so, keeps what it has, and goes on when there is room", async (story) => {
  const { chromium, hand } = await onSite(story);
  await signIn(hand);
  const job = await begin(hand);
  await hand.to(`${job}/step/address`);
  await doStep(hand);

  const protocol = await chromium.protocol(hand.tab);
  const origin = new URL(hand.tab.url()).origin;
  const { usage } = await hand.tab.evaluate(() => navigator.storage.estimate());
  await protocol.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: usage });
  await hand.to(`${job}/step/photo-before`);
  await hand.photo("photo-take", path.join(PHOTOS, STATION.photo));
  await hand.tap("photo-use");
  await sees(hand, /This phone is full/);
  await hand.to(`${job}/step/address`);
  await sees(hand, "12 Rue des Tests");

  await protocol.send("Storage.overrideQuotaForOrigin", { origin });
  await hand.to(`${job}/step/photo-before`);
  await doStep(hand);
  await hand.onward("photo-before");
});

test("a new version waits until it is asked for, loses no job, and needs no signal", async (story) => {
  const { site, chromium } = await onSite(story, { camera: false });
  const release = await released(site);
  story.after(() => release.close());
  const hand = await handOn(chromium, release);
  await signIn(hand);
  await hand.tap("scan-label");
  const job = await beginTyped(hand, site.labels[0]);
  await hand.to(`${job}/step/details`);
  const floor = hand.tab.locator("form#details input").first();
  await floor.fill("P2");

  // In the middle of a step nothing is taken away.
  await release.update(hand);
  await hand.tab.waitForFunction(() => navigator.serviceWorker.getRegistration().then((worker) => worker.waiting !== null));
  assert.equal(await floor.inputValue(), "P2");
  assert.equal(await hand.button("update-now").isVisible(), false);
  await hand.tap("save");
  await hand.onward("details");

  // It came down already: without signal it takes over, and everything is there.
  await hand.to("#/");
  await hand.button("update-now").waitFor();
  await release.close();
  await hand.tap("update-now");
  await hand.tab.waitForFunction(() => navigator.serviceWorker.getRegistration().then((worker) => worker.waiting === null));
  await hand.button("scan-label").waitFor();
  await hand.to(`${job}/step/details`);
  await hand.tab.waitForFunction(() => document.querySelector("form#details input")?.value === "P2");
});

test("two tabs are one phone: what one does the other shows, and either may be closed", async (story) => {
  const { site, chromium, hand: first } = await onSite(story);
  await signIn(first);
  const job = await begin(first);
  await first.to(`${job}/step/address`);
  await first.button("address-not-listed").waitFor();
  const second = await handOn(chromium, site);
  await second.to(`${job}/step/address`);
  await doStep(second);
  await sees(first, "12 Rue des Tests");
  await second.to(`${job}/step/details`);
  const floor = second.tab.locator("form#details input").first();
  await floor.fill("P2");

  // The tab that had the store goes, in the middle of typing in the other.
  await first.tab.close();
  assert.equal(await floor.inputValue(), "P2");
  await second.tap("save");
  await second.onward("details");
  const third = await handOn(chromium, site);
  await third.to(`${job}/step/details`);
  await third.tab.waitForFunction(() => document.querySelector("form#details input")?.value === "P2");
});

test("a clock that is wrong and a sign-in that has expired are said, and the work goes on", async (story) => {
  const { hand } = await onSite(story);
  await signIn(hand);
  const job = await begin(hand);
  await hand.to("#/");

  await clock(hand, 3 * 3600);
  await sees(hand, /clock is wrong/);
  await clock(hand, 40 * 24 * 3600);
  await reads(hand, "grant-expired-here");
  await hand.to(`${job}/step/address`);
  await doStep(hand);
  await hand.to("#/");
  await reads(hand, "grant-expired-here");

  await clock(hand, 0);
  for (const gone of [/clock is wrong/, hand.words.of("grant-expired-here")]) await hand.tab.getByText(gone).waitFor({ state: "detached" });
});

/** Sets the phone's clock this far off, for the page and for the worker where the core reads it; then it is looked at again. */
async function clock({ tab }, seconds) {
  const turn = (seconds) => {
    const Right = (globalThis.RightDate ??= Date);
    const now = () => Right.now() + seconds * 1000;
    globalThis.Date = class extends Right {
      static now = now;
      constructor(...at) {
        super(...(at.length > 0 ? at : [now()]));
      }
    };
  };
  const core = tab.workers().find((worker) => worker.url().includes("store.worker"));
  for (const place of [tab, core]) await place.evaluate(turn, seconds);
  await tab.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

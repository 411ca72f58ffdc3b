// Every screen of the page, in the order of a day. Whoever comes along is shown each of them once: `look(name, hand)`.

import { readFileSync } from "node:fs";
import path from "node:path";

import { film, lumaOf } from "../../../bindings/wasm/npm/tests/support/camera.mjs";
import { Chromium } from "../../../bindings/wasm/npm/tests/support/chromium.mjs";
import { handAt, handOn, onSite, signIn } from "./page.mjs";
import { released } from "./released.mjs";
import { beginTyped, CIRCUIT, decided, doStep, STATION, walkTo } from "./walk.mjs";

/** A model that the catalog has a drawing of. */
const HERE = { ...STATION, model: "CP60" };
const PASTE = path.resolve(import.meta.dirname, "../../../fixtures/pastes/both-good.txt");

export async function tour(story, locale, look) {
  const { site, chromium, hand } = await onSite(story, { labels: 4, locale });
  const seen = new Set();
  const show = async (name, on = hand) => {
    if (seen.has(name)) return;
    seen.add(name);
    await settled(on.tab);
    await look(name, on);
  };
  hand.look = show;
  // There is signal at the parking space, for a moment: with it the map comes.
  hand.ways = {
    async pin() {
      await site.start();
      await hand.tab.evaluate(() => dispatchEvent(new Event("online")));
      await hand.tab.locator("[aria-busy=false] .maplibregl-map").waitFor();
      await show("pin-map");
      await site.stop();
      await hand.tap("pin-here");
    },
  };

  await hand.button("sign-in").waitFor();
  await show("sign-in");
  await signIn(hand);
  await show("home-empty");
  await at(hand, "#/settings");
  await hand.button("renew").waitFor();
  await show("settings");
  await at(hand, "#/outbox");
  await show("outbox-empty");
  await at(hand, "#/");

  const job = await begin(hand, chromium, site);
  await site.stop();
  await hand.tapOn(hand.tab.locator("main ol li button").first());
  await walkTo(hand, ["activation-sticker"], HERE);
  await stop(hand, job);
  await walkTo(hand, ["close-cabinet"], HERE);
  await others(hand, site, job);
  await walkTo(hand, [], HERE);
  await show("done");
  await at(hand, "#/outbox");
  await show("outbox-waiting");

  await site.start();
  await hand.tap("send-now");
  await at(hand, `#/job/${job}/done`);
  await decided(hand.tab);
  await show("done-verified");
  await at(hand, "#/outbox");
  await show("outbox-done");
  await at(hand, "#/");
  await hand.tab.locator("main section li button").first().waitFor();
  await show("home");
  await cable(hand, site);
  await badDays(story, site, chromium, locale, show);
}

/** A label by the camera: first it is out of focus, then a hand types one, then the camera reads it. */
async function begin(hand, chromium, site) {
  const sheet = await site.sheet();
  const drawing = await chromium.context.newPage();
  const [blurred, sharp] = [await lumaOf(drawing, outOfFocus(sheet)), await lumaOf(drawing, sheet)];
  await drawing.close();
  await film(site.path("camera.y4m"), blurred);
  await hand.tap("scan-label");
  await hand.tab.locator(".frame.running").waitFor();
  await hand.look("scan");
  await hand.tap("type-label");
  await hand.look("label-typed");
  await film(site.path("camera.y4m"), sharp);
  await hand.tap("back");
  await hand.button("begin-job").waitFor();
  // The other labels of this day are typed, and the camera must not be faster.
  await film(site.path("camera.y4m"), blurred);
  await hand.look("label-read");
  await hand.type(hand.words.of("circuit"), CIRCUIT);
  await hand.tap("begin-job");
  await hand.tab.locator("main ol li button").first().waitFor();
  await hand.look("job");
  return jobOf(hand);
}

const outOfFocus = (sheet) =>
  sheet
    .replace(/<svg[^>]*>/, '$&<filter id="far"><feGaussianBlur stdDeviation="1.2"/></filter><g filter="url(#far)">')
    .replace(/<\/svg>\s*$/, "</g></svg>");

const jobOf = async (hand) => /job\/([^/]+)/.exec(await hand.where())[1];

/** With the cabinet open, the measured item of the lockout is taken back: everything else has to wait for it. */
async function stop(hand, job) {
  await at(hand, `#/job/${job}/step/lockout`);
  await hand.tapOn(hand.tab.locator("main ol li button").nth(3));
  await hand.tab.locator("[role=alert]").first().waitFor();
  await hand.look("lockout-stop");
  await doStep(hand, HERE);
}

/** More stations of the visit, one of them as far as its lockout; and what a visit shows of them. */
async function others(hand, site, job) {
  const back = await hand.where();
  await at(hand, `#/job/${job}`);
  await hand.tap("to-visit");
  await hand.button("another-station").waitFor();
  const visit = await hand.where();
  for (const [nth, label] of site.labels.slice(1, 3).entries()) {
    await at(hand, visit);
    await hand.tap("another-station");
    await beginTyped(hand, label);
    if (nth > 0) continue;
    const second = await jobOf(hand);
    await at(hand, `#/job/${second}/step/open-cabinet`);
    await hand.look("locked");
    await at(hand, `#/job/${second}/step/address`);
    await hand.tab.locator("main li button").first().waitFor();
    await hand.look("address-near");
    await hand.type(hand.words.of("address-begin"), "Nowhere");
    await hand.tab.getByText(hand.words.of("address-none")).waitFor();
    await hand.look("address-none");
    await hand.tap("address-not-listed");
    await hand.look("address-written");
    await at(hand, `#/job/${second}/step/photo-before`);
    await walkTo(hand, ["open-cabinet"], HERE);
  }
  await at(hand, visit);
  await hand.tab.locator("main .station").nth(2).waitFor();
  await hand.look("visit");
  await hand.tap("call-sheet");
  await hand.button("support-verifies").waitFor();
  await hand.look("calls");
  await at(hand, back);
}

/** A job with a cable, up to what the station’s three lines mean. */
async function cable(hand, site) {
  await hand.tap("scan-label");
  await beginTyped(hand, site.labels[3], 2);
  await hand.tapOn(hand.tab.locator("main ol li button").first());
  await walkTo(hand, ["addresses"], HERE);
  await hand.tab.locator("textarea").fill(readFileSync(PASTE, "utf8"));
  await hand.tab.locator("section.card strong").first().waitFor();
  await hand.look("paste-read");
  await hand.tab.locator("textarea").fill("");
  await walkTo(hand, ["network-signal"], HERE);
  for (const line of ["Link", "VPN", hand.words.of("cloud")]) {
    const lines = hand.tab.getByRole("group", { name: line, exact: true }).locator("label");
    await hand.tapOn(lines.nth(line === "Link" ? 0 : 1));
  }
  await hand.tab.locator("section.card ol li").first().waitFor();
  await hand.look("diagnosis");
}

/** What can be in the way: a camera that is not allowed, an origin that keeps nothing, a new version. */
async function badDays(story, site, chromium, locale, show) {
  const shy = await Chromium.open("--use-fake-device-for-media-stream");
  story.after(() => shy.close());
  const refused = await handOn(shy, site, locale);
  const denied = { permission: { name: "camera" }, setting: "denied", origin: site.url };
  await (await shy.protocol(refused.tab)).send("Browser.setPermission", denied);
  await signIn(refused);
  await refused.tap("scan-label");
  await refused.button("camera-again").waitFor();
  await show("camera-refused", refused);

  // No browser trusts this address as it trusts 127.0.0.1.
  const kept = await handAt(chromium, site.url.replace("127.0.0.1", "0.0.0.0"), locale);
  await kept.button("try-again").waitFor();
  await show("insecure", kept);

  const release = await released(site);
  story.after(() => release.close());
  const old = await handOn(chromium, release, locale);
  await signIn(old);
  await release.update(old);
  await old.button("update-now").waitFor();
  await show("update-ready", old);
}

/** Shows a screen by its address, whole. */
async function at(hand, hash) {
  await hand.to(hash);
  await hand.tab.waitForFunction((hash) => location.hash === hash, hash);
  await settled(hand.tab);
}

/** Waits until a screen stands still: it has its words, and nothing turns. */
async function settled(tab) {
  await tab.waitForFunction(() => {
    const heading = document.querySelector("h1");
    const whole = heading?.textContent.trim() && heading.parentElement.children.length > 1;
    return whole && !document.querySelector("[aria-busy=true], .frame:not(.running)");
  });
  await tab.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}

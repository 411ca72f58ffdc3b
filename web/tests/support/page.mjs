// The page as the server serves it, with a site of the demo network behind it.

import { Chromium } from "../../../bindings/wasm/npm/tests/support/chromium.mjs";
import { cameraOf, film, lumaOf } from "../../../bindings/wasm/npm/tests/support/camera.mjs";
import { EMAIL, PASSWORD, Site } from "../../../bindings/wasm/npm/tests/support/site.mjs";
import { between } from "./between.mjs";
import { Hand } from "./hand.mjs";

/** In the car park P3 of the demo town, between two spaces. */
export const CAR_PARK = { latitude: 45.51015, longitude: -73.56361, accuracy: 6 };
export const PHONE = { width: 390, height: 844 };

/**
 * A site, its page in a browser with a camera that looks at the first label, and a hand on it; `via` is what stands between.
 * A camera that "asks" is a camera only for whom it is allowed.
 */
export async function onSite(story, { labels = 1, locale = "en", camera = true, meddled = false } = {}) {
  const site = await Site.open(labels);
  story.after(() => site.close());
  const via = meddled ? await between(story, site) : undefined;
  const video = site.path("camera.y4m");
  const allowsItself = (arg) => arg === "--use-fake-ui-for-media-stream";
  const chromium = await Chromium.open(...(camera ? cameraOf(video) : []).filter((arg) => camera !== "asks" || !allowsItself(arg)));
  story.after(() => chromium.close());
  if (camera) {
    const drawing = await chromium.context.newPage();
    await film(video, await lumaOf(drawing, await site.sheet()));
    await drawing.close();
  }
  const hand = await handOn(chromium, via ?? site, locale);
  hand.mac = site.labels[0].mac;
  return { site, via, chromium, hand };
}

/** A hand on a fresh tab of the page, with what its person allows it. */
export async function handOn(chromium, site, locale = "en", { allowed = ["geolocation", "camera"] } = {}) {
  const { context } = chromium;
  await context.grantPermissions(allowed, { origin: site.url });
  await context.setGeolocation(CAR_PARK);
  return handAt(chromium, site.url, locale);
}

/** A hand on a tab of whatever stands at an address, which is allowed nothing. */
export async function handAt(chromium, url, locale = "en") {
  const tab = await chromium.context.newPage();
  await tab.setViewportSize(PHONE);
  tab.on("console", (message) => chromium.said.push(message.text()));
  tab.on("pageerror", (error) => chromium.said.push(String(error.stack)));
  await tab.addInitScript((locale) => localStorage.setItem("pinpoint-settings", JSON.stringify({ locale, theme: "light" })), locale);
  await tab.goto(url);
  return new Hand(tab, locale);
}

/** Signs in, and waits for the screen behind it, and until the page works without a network. */
export async function signIn(hand, heading) {
  await hand.type(hand.words.of("email"), EMAIL);
  await hand.type(hand.words.of("password"), PASSWORD);
  await hand.tap("sign-in");
  if (heading) await hand.tab.getByRole("heading", { name: hand.words.of(heading) }).waitFor();
  else await hand.button("scan-label").waitFor();
  await hand.tab.evaluate(() => navigator.serviceWorker.ready.then(() => true));
}

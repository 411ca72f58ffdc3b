// Plays a day and takes a picture of every screen for docs/screens: `npm run screens`, or with other folder `npm run screens -- DIR`.

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

import { PHONE } from "../tests/support/page.mjs";
import { tour } from "../tests/support/tour.mjs";

const FOLDER = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, "../../docs/screens"));
/** A phone last: as it is left, the day goes on. */
const SIZES = [{ width: 320, height: 640 }, { width: 1024, height: 768 }, PHONE];
const LOCALES = ["en", "fr-CA"];
const THEMES = ["dark", "light"];
const QUALITY = 55;
/** How the browser of each tab is spoken to below the library, which has no word for what is done here. */
const protocols = new Map();

for (const locale of LOCALES) {
  const afterwards = [];
  try {
    await tour({ after: (step) => afterwards.unshift(step) }, locale, (name, hand) => picture(name, hand.tab, locale));
  } finally {
    for (const step of afterwards) await step();
  }
}

async function picture(name, tab, locale) {
  await tab.emulateMedia({ reducedMotion: "reduce" });
  if (!protocols.has(tab)) await asPhone(tab);
  // A map that comes is waited for.
  await tab.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  for (const size of SIZES) {
    await tab.setViewportSize(size);
    for (const theme of THEMES) {
      await tab.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
      await drawn(tab);
      const folder = path.join(FOLDER, `${size.width}x${size.height}`, `${locale}-${theme}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `${name}.webp`), await webp(tab));
    }
  }
}

/** Two frames, after which what was changed is seen; a map comes after it, tile by tile. */
async function drawn(tab) {
  await tab.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
  if (await tab.locator(".maplibregl-map").isVisible()) await tab.waitForTimeout(700);
}

/** As a phone shows it: without the bars that a desktop draws, and with nothing on its way to another colour. */
async function webp(tab) {
  const protocol = protocols.get(tab);
  const { data } = await protocol.send("Page.captureScreenshot", { format: "webp", quality: QUALITY });
  return Buffer.from(data, "base64");
}

async function asPhone(tab) {
  const protocol = await tab.context().newCDPSession(tab);
  protocols.set(tab, protocol);
  await protocol.send("Emulation.setScrollbarsHidden", { hidden: true });
  return protocol;
}

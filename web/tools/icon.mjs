// Draws public/icon-180.png, the one icon that iOS takes for its home screen, from the drawing of all others.

import { readFileSync } from "node:fs";
import path from "node:path";

import { Chromium } from "../../bindings/wasm/npm/tests/support/chromium.mjs";

const SIDE = 180;
const PUBLIC = path.resolve(import.meta.dirname, "../public");

const chromium = await Chromium.open();
const drawing = await chromium.context.newPage();
await drawing.setViewportSize({ width: SIDE, height: SIDE });
// iOS rounds the corners itself, and shows nothing through them.
await drawing.setContent(`<style>body{margin:0}svg{display:block}</style>${readFileSync(path.join(PUBLIC, "icon-maskable.svg"), "utf8")}`);
await drawing.screenshot({ path: path.join(PUBLIC, "icon-180.png"), scale: "css" });
await chromium.close();

// How soon the page answers a tap when its store holds the jobs of a year, in Chromium with a processor four times slower.
// Prints one line of JSON.

import { createReadStream } from "node:fs";
import { createServer, request } from "node:http";
import path from "node:path";

import { Chromium } from "../../bindings/wasm/npm/tests/support/chromium.mjs";
import { EMAIL, PASSWORD, Site } from "../../bindings/wasm/npm/tests/support/site.mjs";
import { Hand } from "../tests/support/hand.mjs";
import { walkTo } from "../tests/support/walk.mjs";

const JOBS = 500;
const JOBS_A_VISIT = 10;
const SLOWER = 4;
const PACKAGE = path.resolve(import.meta.dirname, "../../bindings/wasm/npm/dist");
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** The page's origin, with a room in which the package fills the page's own store. */
function withRoom(site) {
  return createServer((asked, reply) => {
    if (asked.url === "/room") return reply.setHeader("content-type", "text/html").end("<!doctype html><title>room</title>");
    if (asked.url.startsWith("/room/")) {
      const file = path.join(PACKAGE, path.normalize(asked.url.slice("/room".length)));
      return createReadStream(file).pipe(reply.setHeader("content-type", TYPES[path.extname(file)]));
    }
    const { hostname, port } = new URL(site.url);
    const onward = request({ hostname, port, path: asked.url, method: asked.method, headers: asked.headers }, (answer) => {
      reply.writeHead(answer.statusCode, answer.headers);
      answer.pipe(reply);
    });
    onward.on("error", () => reply.destroy());
    asked.pipe(onward);
  });
}

/** In the room: signs in, and begins so many jobs. */
async function fill({ email, password, jobs, aVisit }) {
  const { Installer } = await import("/room/index.js");
  const installer = await Installer.open({ network: "demo", server: location.origin, app: "pinpoint-web/bench" });
  await installer.signIn(email, password);
  let visit = null;
  for (let number = 0; number < jobs; number += 1) {
    if (number % aVisit === 0) visit = null;
    const label = await installer.typedLabel((0x0200_0000_0000 + number).toString(16).padStart(12, "0"), "bench1234");
    const { id } = await installer.start(await installer.newJob(), "renetworking", label, "F12", visit);
    visit ??= await installer.visitOf(id);
  }
  installer.close();
}

/**
 * In the page: how long from each tap until the first change that it made was painted. A hold is answered when the thumb comes
 * down, by a button that begins to fill; lifting the thumb asks for nothing.
 */
function watch() {
  window.answers = [];
  let began;
  const begin = ({ type, target }) => {
    const held = target.closest(".hold") !== null;
    if (held === (type === "pointerdown")) began = performance.now();
  };
  for (const type of ["click", "pointerdown"]) addEventListener(type, begin, { capture: true });
  const seen = new MutationObserver(() => {
    if (began === undefined) return;
    const from = began;
    began = undefined;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port2.onmessage = () => window.answers.push(performance.now() - from);
      port1.postMessage(null);
    });
  });
  addEventListener("DOMContentLoaded", () => seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true }));
}

const site = await Site.open(1);
const server = withRoom(site);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const chromium = await Chromium.open();

const room = await chromium.context.newPage();
await room.goto(`${url}/room`);
await room.evaluate(fill, { email: EMAIL, password: PASSWORD, jobs: JOBS, aVisit: JOBS_A_VISIT });
await room.close();

const tab = await chromium.context.newPage();
await tab.setViewportSize({ width: 390, height: 844 });
await tab.addInitScript(() => localStorage.setItem("pinpoint-settings", '{"locale":"en"}'));
await tab.addInitScript(watch);
await (await chromium.protocol(tab)).send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
await tab.goto(url);
const hand = new Hand(tab);
for (let round = 0; round < 3; round += 1) {
  await hand.tapOn(tab.locator("main section li button").nth(round));
  await hand.tapOn(tab.locator("button.station").first());
  await hand.tapOn(tab.locator("main ol li button").first());
  await walkTo(hand, ["location"]);
  await tab.evaluate(() => (location.hash = "#/"));
  await tab.locator("main section li button").first().waitFor();
}
const answers = (await tab.evaluate(() => window.answers)).toSorted((a, b) => a - b);
await chromium.close();
server.closeAllConnections();
server.close();
await site.close();

const at = (part) => answers[Math.min(answers.length - 1, Math.floor(answers.length * part))];
const name = `a tap answered, ${JOBS} jobs kept, ${answers.length} taps`;
console.log(JSON.stringify([
  { face: "web", name: `${name}, p95 (aim <= 100)`, value: at(0.95), unit: "ms" },
  { face: "web", name: `${name}, median`, value: at(0.5), unit: "ms" },
]));

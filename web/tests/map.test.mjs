// The pin on a map: where the network's server has one, and a plan to scale wherever anything about it fails.

import assert from "node:assert/strict";
import { test } from "node:test";

import { until } from "../../bindings/wasm/npm/tests/support/story.mjs";
import { onSite, signIn } from "./support/page.mjs";
import { beginTyped, walkTo } from "./support/walk.mjs";

/** A hand before the pin, at a phone that knows where it is; `answer` stands between it and the server. */
async function atPin(story, answer) {
  const { site, via, hand } = await onSite(story, { camera: false, meddled: answer !== undefined });
  if (via) via.answer = answer;
  await signIn(hand);
  await hand.tap("scan-label");
  const job = await beginTyped(hand, site.labels[0]);
  await hand.tab.locator("main ol li button").first().click();
  await walkTo(hand, ["pin"]);
  return { job, via, hand };
}

const map = ({ tab }) => tab.locator("[aria-busy=false] .maplibregl-map");
const plan = ({ tab }) => tab.locator("[aria-busy=false] svg[viewBox$=' 50 50']");
const pin = async ({ tab }) => (await tab.locator("main p.mono").textContent()).split(", ").map(Number);

async function drag({ tab }, place, [x, y]) {
  const box = await place.boundingBox();
  const [from, to] = [box.x + box.width / 2, box.y + box.height / 2];
  await tab.mouse.move(from, to);
  await tab.mouse.down();
  await tab.mouse.move(from + x / 2, to + y / 2, { steps: 5 });
  await tab.mouse.move(from + x, to + y, { steps: 5 });
  await tab.mouse.up();
}

/** Metres towards the east and the north. */
function way([lat, lon], [toLat, toLon]) {
  const degree = 111_320;
  return [(toLon - lon) * degree * Math.cos((lat * Math.PI) / 180), (toLat - lat) * degree];
}

test("the map is moved under the cross, or the pin is taken in the hand; both say the same place", async (story) => {
  const { job, hand } = await atPin(story);
  const wrong = [];
  hand.tab.on("console", (said) => said.type() === "error" && wrong.push(said.text()));
  hand.tab.on("pageerror", (error) => wrong.push(String(error)));
  await map(hand).waitFor();
  const start = await pin(hand);

  // The ground goes to the left and up, so the pin is farther to the east and south.
  await drag(hand, map(hand), [-80, -60]);
  const moved = await pin(hand);
  const [east, north] = way(start, moved);
  assert.ok(east > 4 && east < 20, `${east} m`);
  assert.ok(north < -3 && north > -15, `${north} m`);

  await hand.tap("pin-in-hand");
  const marker = hand.tab.locator(".maplibregl-marker");
  await drag(hand, marker, [0, -70]);
  const carried = await pin(hand);
  const [aside, up] = way(moved, carried);
  assert.ok(Math.abs(aside) < 0.5 && up > 3 && up < 20, `${aside} ${up}`);
  // The map under it is moved, and the pin stays where it is.
  await drag(hand, map(hand), [50, 90]);
  assert.deepEqual(await pin(hand), carried);
  await hand.tap("pin-in-hand");
  assert.deepEqual(await pin(hand), carried);

  // The plan begins where the map was left, and the map where the plan was.
  await hand.tap("ground-plan");
  await plan(hand).waitFor();
  assert.deepEqual(await pin(hand), carried);
  await hand.tap("ground-map");
  await map(hand).waitFor();
  assert.deepEqual(await pin(hand), carried);

  await hand.tab.locator(".maplibregl-canvas").focus();
  await hand.tab.keyboard.press("ArrowRight");
  await hand.tab.waitForFunction((text) => document.querySelector("main p.mono").textContent !== text, carried.map((it) => it.toFixed(7)).join(", "));
  await hand.tap("to-my-place");
  const [back, again] = way(start, await pin(hand));
  assert.ok(Math.abs(back) < 0.1 && Math.abs(again) < 0.1, `${back} ${again}`);
  await hand.tap("pin-here");
  await hand.onward("pin");
  await hand.to(`${job}/step/pin`);
  await map(hand).waitFor();
  assert.deepEqual(await pin(hand), start);
  assert.deepEqual(wrong, []);
});

const NO_MAPS = {
  "an answer that there is none": { status: 404, body: "{}" },
  "a server in trouble": { status: 500, body: "no" },
  "a Wi-Fi that wants a login": { status: 200, body: "<html>Welcome</html>" },
  "a style that is none": { status: 200, body: "[]" },
  "a style with a mistake": { status: 200, body: JSON.stringify({ version: 8, sources: {}, layers: [{ id: "x", type: "hologram" }] }) },
};

test("whatever is wrong with a map, the pin is put on the plan to scale", async (story) => {
  let asked = 0;
  let wrong = NO_MAPS["an answer that there is none"];
  const style = () => ((asked += 1), { headers: { "content-type": "application/json", "cache-control": "no-store" }, ...wrong });
  const { job, hand } = await atPin(story, ({ url }) => (url === "/v1/map/style.json" ? style() : undefined));
  const pinned = await hand.where();
  for (const [what, answer] of Object.entries(NO_MAPS)) {
    await hand.to(job);
    await hand.button("to-visit").waitFor();
    const before = asked;
    wrong = answer;
    await hand.to(pinned);
    await until(() => asked > before);
    await plan(hand).waitFor();
    assert.equal(await hand.button("ground-map").count(), 0, what);
  }
  const before = await pin(hand);
  await drag(hand, plan(hand), [-80, 0]);
  const [east] = way(before, await pin(hand));
  assert.ok(east > 5, `${east} m`);
  await hand.tap("pin-here");
  await hand.onward("pin");
});

test("a browser that draws no maps shows the plan", async (story) => {
  const { hand } = await atPin(story);
  await hand.tab.evaluate(() => {
    const of = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
      return kind.startsWith("webgl") ? null : of.call(this, kind, ...more);
    };
  });
  const at = await hand.where();
  await hand.to(at.replace(/step.*/, "step/details"));
  await hand.tab.locator("form#details").waitFor();
  await hand.to(at);
  await plan(hand).waitFor();
});

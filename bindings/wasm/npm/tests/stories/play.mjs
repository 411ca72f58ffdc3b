// Plays a story through the package's own surface, in a tab.

import { Screens, difference, flatten } from "./screens.mjs";

/** Plays it to its end or to the first difference: "ok", or what was different and in which act. */
export async function play(story, fresh, tab, data) {
  const names = new Map();
  const screens = new Screens(fresh);
  await tab.evaluate(([world, data]) => stories.begin(world, data), [story.begins, data]);
  for (const [at, act] of story.acts.entries()) {
    const said = await one(act, names, screens, tab);
    if (said) return `act ${at + 1}: ${said}`;
  }
  await tab.evaluate(() => stories.end());
  return "ok";
}

async function one({ do: does, world, gives = {}, refuses }, names, screens, tab) {
  if (world) {
    return tab.evaluate((act) => stories.world(act), JSON.stringify(withIds(world, names)));
  }
  const [[name, deed]] = Object.entries(does);
  const outcome = await tab.evaluate(([name, deed]) => stories.act(name, deed), [name, withIds(deed, names)]);
  if (outcome.refused || refuses) {
    const [expected, came] = [withIds(refuses, names), outcome.refused];
    return difference(flatten({ refused: expected }), flatten({ refused: came }));
  }
  const came = flatten(outcome.came);
  if (name === "start") names.set(deed.job, came.get("/id"));
  const expected = screens.expected(outcome.kind, came, withIds(gives, names));
  screens.remember(outcome.kind, came);
  return difference(expected, came);
}

/** Every text that is a name of the story, by what it stands for. */
function withIds(value, names) {
  if (typeof value === "string") return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((inner) => withIds(inner, names));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withIds(inner, names)]));
}

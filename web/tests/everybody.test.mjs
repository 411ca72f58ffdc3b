// Whoever it is: by ear, by keys alone, with large text in a small window, by day and by night, in both languages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { Keys } from "./support/keys.mjs";
import { onSite, PHONE, signIn } from "./support/page.mjs";
import { tour } from "./support/tour.mjs";
import { walkTo } from "./support/walk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NARROW = { width: 320, height: 640 };
/** Twice the size that the page has by itself. */
const TWICE = "225%";

for (const locale of ["en", "fr-CA"]) {
  test(`every screen is everybody’s, in ${locale}`, async (story) => {
    const found = [];
    const seen = [];
    await tour(story, locale, async (name, { tab }) => {
      seen.push(name);
      const say = (wrongs) => found.push(...wrongs.map((wrong) => `${name}: ${wrong}`));
      say(await tab.evaluate(ordered, locale));
      say(await tab.evaluate(smallTargets));
      say(await tab.evaluate(stopUnseen));
      // Colours are those of every language.
      for (const theme of locale === "en" ? ["dark", "light"] : ["light"]) {
        await tab.evaluate((theme) => (document.documentElement.dataset.theme = theme), theme);
        say((await violations(tab)).map((wrong) => `${theme}: ${wrong}`));
      }
      await tab.setViewportSize(NARROW);
      await tab.evaluate((size) => (document.documentElement.style.fontSize = size), TWICE);
      say(await tab.evaluate(cut));
      await tab.evaluate(() => (document.documentElement.style.fontSize = ""));
      await tab.setViewportSize(PHONE);
    });
    assert.ok(seen.length > 60, `only ${seen.length} screens were seen`);
    assert.deepEqual(found, []);
  });
}

/** What axe finds; text has 7:1 on its ground, also where it is large. */
async function violations(tab) {
  await tab.evaluate(AXE);
  return tab.evaluate(async () => {
    const ratio = { contrastRatio: { normal: { expected: 7 }, large: { expected: 7 } } };
    window.axe.configure({ checks: [{ id: "color-contrast-enhanced", options: ratio }] });
    // A change of colour takes a moment; it is looked at afterwards.
    await Promise.allSettled(document.getAnimations().filter(({ effect }) => effect.getTiming().iterations === 1).map((one) => one.finished));
    const result = await window.axe.run(document, { rules: { "color-contrast-enhanced": { enabled: true } }, resultTypes: ["violations"] });
    return result.violations.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id} ${html.slice(0, 120)} ${any[0]?.message ?? ""}`));
  });
}

/** In the tab: one heading of the first rank, which the title and the page’s language agree with. */
function ordered(locale) {
  const headings = [...document.querySelectorAll("h1")].map(({ textContent }) => textContent.trim());
  return [
    headings.length === 1 && headings[0] ? "" : `headings ${JSON.stringify(headings)}`,
    document.title.includes("Pinpoint") ? "" : `title ${document.title}`,
    location.hash === "" || document.title.startsWith(headings[0]) ? "" : `title ${document.title} of ${headings[0]}`,
    document.documentElement.lang === locale ? "" : `language ${document.documentElement.lang}`,
  ].filter(Boolean);
}

/** In the tab: what a glove misses. A choice is as large as its label. */
function smallTargets() {
  const inLabel = "input[type=radio], input[type=file]";
  const targets = [...document.querySelectorAll(`button, a[href], summary, select, textarea, input, label:has(${inLabel})`)];
  return targets
    .filter((target) => !target.matches(inLabel) && target.checkVisibility())
    .map((target) => [target, target.getBoundingClientRect()])
    .filter(([, { width, height }]) => width < 48 || height < 48)
    .map(([target, { width, height }]) => `${Math.round(width)} x ${Math.round(height)}: ${target.outerHTML.slice(0, 100)}`);
}

/** In the tab: STOP, if it is said, where nobody looks. */
function stopUnseen() {
  const stop = [...document.querySelectorAll("[role=alert]")].find(({ textContent }) => /^\s*(STOP|ARRÊT)/.test(textContent));
  const top = stop?.getBoundingClientRect().top ?? 0;
  return top < 0 || top > innerHeight / 2 ? [`STOP at ${Math.round(top)} px`] : [];
}

/** In the tab: what stands outside of the window, or is hidden by the box that it stands in. */
function cut() {
  const { clientWidth, scrollWidth } = document.documentElement;
  const clips = (box) => ["hidden", "clip"].includes(getComputedStyle(box).overflowX) || getComputedStyle(box).overflowY === "hidden";
  const texts = [...document.querySelectorAll("body *")].filter(
    (box) => !box.closest(".unseen, svg") && [...box.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent.trim()),
  );
  const outside = texts.filter((box) => {
    const { left, right } = box.getBoundingClientRect();
    return left < -1 || right > clientWidth + 1;
  });
  const clipped = [...document.querySelectorAll("body *")].filter(
    (box) => !box.matches(".unseen, svg, svg *, input, .box, .view") && clips(box) && (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1),
  );
  return [
    ...(scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px sideways`] : []),
    ...outside.map((box) => `outside: ${box.textContent.trim().slice(0, 40)}`),
    ...clipped.map((box) => `cut: ${box.outerHTML.slice(0, 100)}`),
  ];
}

test("keys alone do a job, from the label that is typed to the seal", async (story) => {
  const { site, hand } = await onSite(story, { camera: false });
  await signIn(hand);
  const keys = new Keys(hand.tab);
  const [{ mac, password }] = site.labels;
  keys.mac = mac;
  await hand.tab.evaluate(() => document.addEventListener("pointerdown", () => (window.touched = true), true));

  await keys.tap("scan-label");
  await keys.tap("type-label");
  const [typedMac, once, again] = await hand.tab.locator("form#typed input").all();
  for (const [field, text] of [[typedMac, mac], [once, password], [again, password]]) await keys.fill(field, text);
  await keys.tap("use-label");
  await keys.fill(hand.tab.getByLabel(hand.words.of("circuit")), "F12");
  await keys.tap("begin-job");
  await keys.tapOn(hand.tab.locator("main ol li button").first());

  await walkTo(keys, ["lockout"]);
  await hand.tab.locator("[aria-current=step]").waitFor();
  await keys.reach(keys.button("hold-to-confirm"));
  for (let repeat = 0; repeat < 30; repeat += 1) await hand.tab.keyboard.down("Enter");
  await hand.tab.keyboard.up("Enter");
  await hand.tab.locator("main li.done").first().waitFor();
  await hand.tab.waitForTimeout(300);
  assert.equal(await hand.tab.locator("main li.done").count(), 1, "a key that is kept down confirms once");

  const done = await walkTo(keys, ["close-cabinet"]);
  assert.ok(done.includes("seal"), done.join(" "));
  assert.equal(await hand.tab.evaluate(() => window.touched), undefined);
});

test("a label that was read is said", async (story) => {
  const { hand } = await onSite(story);
  await signIn(hand);
  // What is spoken is what changes in a region that stood there before.
  await hand.tab.evaluate(() => {
    window.spoken = [];
    const regions = new WeakSet();
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = target.parentElement?.closest?.("[role=status], [aria-live]") ?? target.closest?.("[role=status], [aria-live]");
        if (region && regions.has(region)) window.spoken.push(region.textContent);
      }
      for (const region of document.querySelectorAll("[role=status], [aria-live]")) regions.add(region);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await hand.tap("scan-label");
  await hand.button("begin-job").waitFor();
  await hand.tab.waitForFunction((words) => window.spoken.some((said) => said.startsWith(words)), hand.words.of("label-read-said"));
  assert.equal(await hand.tab.evaluate(() => document.activeElement.tagName), "H1");
});

test("another language is there at once, in every word", async (story) => {
  const { site, chromium, hand } = await onSite(story, { camera: false });
  await signIn(hand);
  await hand.tap("settings");
  await hand.button("renew").waitFor();
  const lines = async () => new Set((await hand.tab.locator("#app").innerText()).split("\n").map((line) => line.trim()).filter(Boolean));
  const english = await lines();
  await hand.tapOn(hand.tab.locator("label", { hasText: "Français (Canada)" }));
  await hand.tab.locator("h1", { hasText: "Réglages" }).waitFor();
  assert.equal(await hand.tab.evaluate(() => document.documentElement.lang), "fr-CA");
  assert.equal(await hand.tab.title(), "Réglages · Pinpoint");
  const same = [...(await lines())].filter((line) => english.has(line));
  const names = ["Pinpoint", "English", "Français (Canada)", "Français (France)", "Noor Lindqvist", "Elektro Nordwand", "Pinpoint Demo Network"];
  assert.deepEqual(same.filter((line) => !names.includes(line) && !/^pinpoint-web\//.test(line)), []);

  const next = await chromium.context.newPage();
  await next.goto(site.url);
  await next.locator("h1", { hasText: "Bonjour" }).waitFor();
});

test("who wants no motion sees none", async (story) => {
  const { hand } = await onSite(story, { camera: false });
  const moves = () => hand.tab.evaluate(() => getComputedStyle(document.querySelector("button.primary")).transitionDuration);
  await hand.button("sign-in").waitFor();
  assert.match(await moves(), /0\.12s/);
  await hand.tab.emulateMedia({ reducedMotion: "reduce" });
  assert.equal(await moves(), "0s");
});

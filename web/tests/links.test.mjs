// A label's link opens the page with its label, and leaves no secret behind; what strangers write is shown and never run.

import assert from "node:assert/strict";
import { test } from "node:test";

import { EMAIL, PASSWORD } from "../../bindings/wasm/npm/tests/support/site.mjs";
import { cameraSees } from "./support/code.mjs";
import { handAt, onSite, signIn } from "./support/page.mjs";

/** The address bar, what led here, and what "back" leads to. */
async function addresses(chromium, tab) {
  const protocol = await chromium.context.newCDPSession(tab);
  const { entries } = await protocol.send("Page.getNavigationHistory");
  const here = await tab.evaluate(() => [location.href, document.referrer]);
  return [...here, ...entries.map(({ url }) => url)];
}

test("a label's link opens the page prefilled, at the first visit and offline", async (story) => {
  const { site, via, chromium, hand } = await onSite(story, { labels: 2, camera: false, meddled: true });
  await hand.tab.close();
  const [first, second] = site.labels;
  /** A MAC is shown in groups. */
  const asShown = ({ mac }) => new RegExp(mac.match(/../g).join(":?"));
  const linkOf = ({ mac, password }) => `/l/${mac}#${password}`;
  const secretless = async ({ tab }, { password }) => {
    for (const address of await addresses(chromium, tab)) assert.ok(!address.includes(password), address);
  };

  const newcomer = await handAt(chromium, via.url + linkOf(first));
  await newcomer.button("sign-in").waitFor();
  await secretless(newcomer, first);
  await signIn(newcomer, "label-read");
  await newcomer.tab.getByText(asShown(first)).first().waitFor();
  await newcomer.type(newcomer.words.of("circuit"), "F12");
  await newcomer.tap("begin-job");
  await newcomer.tab.locator("main ol li button").first().waitFor();
  await secretless(newcomer, first);

  // It was read once: the next label is the next sticker's.
  await newcomer.to("#/scan");
  await newcomer.tab.getByRole("heading", { name: newcomer.words.of("scan-title") }).waitFor();
  await newcomer.tab.waitForTimeout(500);
  assert.equal(await newcomer.tab.getByText(asShown(first)).count(), 0);
  await newcomer.tab.close();

  await site.stop();
  const underground = await handAt(chromium, via.url + linkOf(second));
  await underground.tab.getByText(asShown(second)).first().waitFor();
  await secretless(underground, second);

  assert.ok(via.asked.length > 10);
  for (const { url, headers } of via.asked) {
    assert.equal(headers.referer, undefined, url);
    for (const { password } of site.labels) assert.ok(!JSON.stringify([url, headers]).includes(password), url);
  }
});

/** What a stranger writes who wants the page to run it; it says so if it runs. */
const HOSTILE = `"><img src=x onerror="document.title='ran'"><script>document.title='ran'</script>`;
/** The same, for fields of so many characters. */
const SHORT = `<img src=x onload=1>`;
const TINY = "<a>";

/** Notes what any script of a stranger would need: an element made from text, or a policy that had to step in. */
function watch() {
  window.strange = [];
  addEventListener("securitypolicyviolation", ({ blockedURI }) => window.strange.push(`policy: ${blockedURI}`));
  const made = "[onerror], [onload], img[src=x], script:not([src])";
  new MutationObserver(() => window.strange.push(...[...document.querySelectorAll(made)].map(({ outerHTML }) => outerHTML))).observe(
    document,
    { childList: true, subtree: true },
  );
}

test("what strangers write is shown as text and runs nothing", async (story) => {
  const { site, via, chromium, hand } = await onSite(story, { meddled: true });
  const { tab, words } = hand;
  await tab.addInitScript(watch);
  await tab.reload();
  const shown = (text) => tab.getByText(text).first().waitFor();
  const fill = (label, text) => tab.getByLabel(label, { exact: false }).first().fill(text);

  // What the server answers: a refusal, then who signed in.
  via.answer = ({ url }) => (url.startsWith("/v1/sessions") ? refusal() : undefined);
  await fill(words.of("email"), EMAIL);
  await fill(words.of("password"), PASSWORD);
  await hand.tap("sign-in");
  await tab.getByRole("alert").waitFor();
  via.answer = () => undefined;
  via.change = (text) => text.replaceAll("Noor Lindqvist", JSON.stringify(HOSTILE).slice(1, -1));
  await signIn(hand);
  await shown(HOSTILE);

  // What a sticker says.
  await cameraSees(chromium, site, HOSTILE);
  await hand.tap("scan-label");
  await tab.getByRole("alert").waitFor();
  await cameraSees(chromium, site, `https://evil.example/l/0024B10000029F81#${SHORT}`);
  await tab.reload();
  await shown("evil.example");

  // What is typed.
  await hand.tap("type-label");
  await fill(words.of("mac"), HOSTILE);
  await fill(words.of("activation-password"), SHORT);
  await tab.getByLabel(words.of("activation-password-again")).fill(SHORT);
  await hand.tap("use-label");
  await tab.getByRole("alert").waitFor();
  await fill(words.of("mac"), hand.mac);
  await fill(words.of("activation-password"), site.labels[0].password);
  await tab.getByLabel(words.of("activation-password-again")).fill(site.labels[0].password);
  await hand.tap("use-label");
  await fill(words.of("circuit"), SHORT);
  await hand.tap("begin-job");
  await hand.button("to-visit").waitFor();
  const job = await hand.where();
  const at = (step) => hand.to(step ? `${job}/step/${step}` : job);
  const fillAll = async (text) => {
    await tab.locator("main input").first().waitFor();
    for (const field of await tab.locator("main input:not([type=file], [type=radio])").all()) await field.fill(text);
  };

  await at("station");
  await fillAll(HOSTILE);
  await hand.tap("model-by-hand");
  await fillAll(SHORT);
  await tab.getByLabel(words.of("no"), { exact: true }).check();
  await cameraSees(chromium, site, HOSTILE);
  await hand.tap("it-is-this");
  await hand.onward("station");
  assert.equal(await hand.step(), "serial");
  await tab.getByRole("alert").waitFor();
  await hand.tap("type-instead");
  await fillAll(HOSTILE);
  await hand.tap("next");
  await tab.getByRole("alert").waitFor();
  await at("address");
  await fillAll(HOSTILE);
  await hand.tap("address-not-listed");
  await fillAll(SHORT);
  await tab.locator("main input").nth(1).fill(TINY);
  await hand.tap("save");
  await hand.onward("address");
  await at("location");
  await hand.tap("location-use");
  await hand.onward("location");
  await at("pin");
  await tab.getByText(words.of("pin-by-text")).click();
  await fillAll(HOSTILE);
  await at("details");
  await fillAll(SHORT);
  await tab.locator("main input").first().fill(TINY);
  await hand.tap("save");
  await hand.onward("details");

  // Where it is shown again.
  for (const step of ["station", "address"]) {
    await at(step);
    await shown(SHORT);
  }
  await at("details");
  await tab.waitForFunction((text) => document.querySelector("main form div:last-of-type input")?.value === text, SHORT);
  await at();
  await hand.tap("to-visit");
  await shown(SHORT);
  assert.deepEqual(await tab.evaluate(() => [window.strange, document.title]), [[], `${words.of("visit")} · Pinpoint`]);
});

const refusal = () => ({
  status: 422,
  headers: { "content-type": "application/problem+json" },
  body: JSON.stringify({
    type: "https://pinpoint.example/problems/x",
    title: HOSTILE,
    status: 422,
    detail: HOSTILE,
    code: HOSTILE,
    fields: { reason: HOSTILE },
  }),
});

test("the page's policy lets in no script of strangers", async (story) => {
  const { site } = await onSite(story, { camera: false });
  for (const path of ["/", "/l/0024B10000029F81", "/sw.js"]) {
    const { headers } = await fetch(site.url + path, { headers: { accept: "text/html" } });
    const policy = new Map(headers.get("content-security-policy").split(";").map((rule) => [rule.trim().split(" ")[0], rule]));
    assert.equal(policy.get("default-src").trim(), "default-src 'none'", path);
    assert.equal(policy.get("script-src").trim(), "script-src 'self' 'wasm-unsafe-eval'", path);
    assert.match(policy.get("base-uri"), /'none'/);
    for (const rule of policy.values()) assert.doesNotMatch(rule, /'unsafe-|\*|https?:/, path);
    assert.equal(headers.get("referrer-policy"), "no-referrer", path);
  }
});

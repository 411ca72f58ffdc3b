// What the network says of stations and of the work: kept for the garage, asked where there is signal.

import assert from "node:assert/strict";
import { test } from "node:test";

import { Chromium } from "./support/chromium.mjs";
import { servePages } from "./support/pages.mjs";
import { publishing } from "./support/publisher.mjs";
import { opened, sealed, signedIn, untilTheSeal } from "./support/story.mjs";

async function inATab(story) {
  const { site, url } = await opened(story);
  const chromium = await Chromium.open();
  story.after(() => chromium.close());
  return { site, tab: await chromium.tab(url) };
}

test("a garage without signal has the catalog, its drawings, the playbooks and the regions of a diagnosis", async (story) => {
  const { site, tab } = await inATab(story);
  await site.stop();
  const there = await tab.evaluate(async () => {
    await open_installer();
    const { models } = await installer.catalog();
    const drawing = await installer.drawing("ChargePoint", "cp6000");
    return {
      minima: models.find(({ model }) => model === "CP6000").firmware_minima,
      drawing: [drawing.type, await drawing.text()],
      undrawn: await installer.drawing("Nordlicht", "NL-11"),
      restart: (await installer.playbook("ethernet-connectivity")).steps.find(({ role }) => role === "restart"),
      regions: Object.keys(installer.profile().connectivity.vpn_hosts),
      catalog: (await installer.network()).catalog_version,
    };
  });
  assert.deepEqual(there.minima, { ethernet: "2024.03.00.428" });
  assert.equal(there.drawing[0], "image/svg+xml");
  assert.ok(there.drawing[1].includes("<svg"), there.drawing[1]);
  assert.equal(there.undrawn, null, "nobody drew that one");
  assert.deepEqual([there.restart.phase, there.restart.from], ["verify", ["B17"]]);
  assert.deepEqual(there.regions, ["CA", "US"]);
  assert.equal(there.catalog, 1);
});

test("a paste is read as text, as bytes and as a file, in whatever encoding it is", async (story) => {
  const { tab } = await inATab(story);
  const verdicts = await tab.evaluate(async () => {
    await open_installer();
    const text = "Carte Ethernet Ethernet :\r\n\r\n   Adresse d’autoconfiguration IPv4 . . . : 169.254.12.7\r\n";
    const wide = new Uint8Array(Uint16Array.from([0xfeff, ...[...text].map((sign) => sign.charCodeAt(0))]).buffer);
    const readings = [
      await installer.readPaste(text),
      await installer.readPaste(new TextEncoder().encode(text)),
      await installer.readPaste(wide, "CA"),
      await installer.readPaste(new Blob([wide])),
    ];
    return readings.map(({ verdict, addresses, adapters }) => [verdict, addresses, adapters[0].addresses[0]]);
  });
  const expected = ["self-assigned", [], { address: "169.254.12.7", standing: "self-assigned" }];
  assert.deepEqual(verdicts, Array(4).fill(expected));
});

test("what is typed is checked while it is typed, with the place of a mistake", async (story) => {
  const { tab } = await inATab(story);
  const [typed, serial] = await tab.evaluate(async () => {
    await open_installer();
    return [await installer.checkText("mac", "0024:B1O0"), await installer.checkSerial("17284100820", "ChargePoint", "CP6000")];
  });
  assert.deepEqual([typed.canonical, typed.mistake.code, typed.mistake.at], [null, "character-look-alike", 8]);
  assert.deepEqual(serial.warnings, [{ code: "serial-shape", fields: { expected: "############" } }]);
});

test("an address of the network is found in a garage from its beginning, the nearest first", async (story) => {
  const { site, tab } = await inATab(story);
  await signedIn(tab);
  await tab.evaluate(() => installer.sync());
  await site.stop();
  const [begun, near] = await tab.evaluate(async () => [
    await installer.addresses("17 etinc"),
    await installer.addresses("", { lat_e7: 455034100, lon_e7: -735617000 }),
  ]);
  assert.deepEqual(begun.map(({ address, distance_m }) => [address.address, address.from_list, distance_m]), [["17 Rue de l’Étincelle", true, null]]);
  assert.deepEqual([near.length, near[0].address.address, near[0].distance_m], [8, "12 Rue des Tests", 0]);
});

test("the network is asked about a station before the seal, and about a mistake after it", async (story) => {
  const { site, tab } = await inATab(story);
  await signedIn(tab);
  const { id } = await untilTheSeal(tab, site.labels[0]);
  const ask = () => tab.evaluate((id) => installer.askStation(id), id);
  const answered = await ask();
  assert.deepEqual([answered.known, answered.asked], [{ takes_over: false }, false]);
  assert.deepEqual(answered.choices[0], { claim: "new", consequences: [{ code: "identity-first-record", fields: {} }] });

  await site.stop();
  const alone = await ask();
  assert.deepEqual([alone.known, alone.asked], [null, true], "nobody else can say it");

  const { digest } = await sealed(tab, id);
  const correction = { field: "bay", value: "241", reason: "two digits exchanged" };
  const corrected = await tab.evaluate(([id, wrong]) => installer.requestCorrection(id, wrong), [id, correction]);
  assert.deepEqual([corrected.corrections, corrected.sealed], [[correction], digest]);

  await site.start();
  const report = await tab.evaluate(() => installer.sync());
  assert.equal(report.delivered, 6, "the record, two photos twice, and what is asked");
  const [renewed, shown] = await tab.evaluate(async () => [await installer.renewNetwork(), await installer.network()]);
  assert.deepEqual(renewed, shown);
  assert.equal(renewed.refused, null);
});

test("a newer profile is in every tab before anybody hears of it, and its labels are read", async (story) => {
  const { site } = await opened(story);
  const network = await publishing(site, (profile) => ({
    ...profile,
    version: profile.version + 1,
    label_forms: [...profile.label_forms, { host: "labels.nordwand.example", path: ["l"], shape: "fragment" }],
  }));
  const pages = await servePages(network);
  const chromium = await Chromium.open();
  story.after(() => Promise.all([chromium.close(), pages.close(), network.close()]));
  const tabs = [await chromium.tab(pages.url), await chromium.tab(pages.url)];
  const [{ mac, password }] = site.labels;
  const read = (tab) =>
    tab.evaluate(
      (text) => installer.interpretText([text]).then(({ label }) => label?.mac),
      `https://labels.nordwand.example/l/${mac}#${password}`,
    );
  for (const tab of tabs) {
    await tab.evaluate(async () => {
      await open_installer();
      window.heard = new Promise((resolve) => {
        installer.observe((changed) => changed === "network" && resolve(installer.profile().version));
      });
    });
    assert.equal(await read(tab), undefined);
  }
  const renewed = await tabs[0].evaluate(() => installer.renewNetwork());
  assert.deepEqual([renewed.profile_version, renewed.refused], [3, null]);
  for (const tab of tabs) {
    assert.equal(await tab.evaluate(() => heard), 3);
    assert.equal(await read(tab), mac);
  }
});

// The steps of a job on its screens, as an installer does them: one way for each, whatever day it is.

import path from "node:path";

export const PHOTOS = path.resolve(import.meta.dirname, "../../../fixtures/stories/photos");
export const CIRCUIT = "F12";
export const SERIAL = "NL50-2418-0306";

/** What is said at a station. A test changes what it is about. */
export const STATION = {
  serial: SERIAL,
  model: "50",
  photo: "station.png",
  volts: "0.4",
  firmware: "2024.05.00.475",
  address: { begun: "12 rue des t", address: "12 Rue des Tests", postal_code: "H2X 1Y4", city: "Montréal" },
  floor: "P2",
  bay: "14",
  restriction: "restriction-ev-only",
};

const confirm = (hand) => hand.tap("done-it");
const all = (hand) => hand.tap("all-done");
const skip = (hand) => hand.tap("leave-out");
const looked = (hand) => hand.tap("looked-good");

async function photo(hand, station) {
  await hand.photo("photo-take", path.join(PHOTOS, station.photo));
  await hand.look("photo-taken");
  await hand.tap("photo-use");
}

/** How each step is done. What is not named here is confirmed. */
const WAYS = {
  documents: skip,
  review: skip,
  access: skip,
  kit: skip,
  "photo-before": photo,
  "photo-place": photo,
  "photo-station": photo,
  condition: all,
  mounting: all,
  "activation-sticker": all,
  "branding-place": all,
  "branding-label": all,
  "connect-supply": all,
  "iccid-new": skip,
  "iccid-old": skip,
  async lockout(hand, station) {
    const current = hand.tab.locator("[aria-current=step]");
    const meter = hand.tab.getByLabel(hand.words.of("meter-shows"));
    const safe = hand.button("next");
    // Between two items, and before the first, neither is there for a moment.
    const shown = () => current.or(safe).first().waitFor();
    for (await shown(); await current.isVisible(); await shown()) {
      const before = await current.textContent();
      if (await meter.isVisible()) {
        await hand.look("lockout-measured");
        await hand.type(hand.words.of("meter-shows"), station.volts);
      }
      await hand.hold("hold-to-confirm");
      await hand.tab.waitForFunction(
        (before) => document.querySelector("[aria-current=step]")?.textContent !== before,
        before,
      );
    }
    await hand.look("lockout-safe");
    await hand.tap("next");
  },
  label: (hand) => hand.tap("label-agrees"),
  location: (hand) => hand.tap("location-use"),
  async station(hand, station) {
    await hand.type(hand.words.of("model-search"), station.model);
    await hand.tapOn(hand.tab.locator("main li button").first());
    await hand.look("station-compared");
    const screen = hand.tab.getByLabel(hand.words.of("no"), { exact: true });
    if (await screen.isVisible()) await hand.tapOn(screen);
    await hand.tap("it-is-this");
  },
  async serial(hand, station) {
    await hand.tap("type-instead");
    await hand.type(hand.words.of("serial"), station.serial);
    await hand.look("serial-typed");
    await hand.tap("next");
    await hand.button("serial-agrees").waitFor();
    await hand.look("serial-again");
    await hand.type(hand.words.of("serial-again"), station.serial);
    await hand.tap("serial-agrees");
  },
  async address(hand, station) {
    const first = hand.tab.locator("main li button").first();
    const form = hand.tab.locator("form#address");
    // Where the network's list has not come yet, the address is written.
    await first.or(form).first().waitFor();
    const { begun, address } = station.address;
    if (begun && !(await form.isVisible())) {
      await hand.look("address");
      // What was said at the station beside it is the first already.
      if (!(await first.textContent()).includes(address)) {
        await hand.type(hand.words.of("address-begin"), begun);
        await hand.tab.waitForFunction((text) => document.querySelector("main li button")?.textContent.includes(text), address);
        await hand.look("address-begun");
      }
      return hand.tapOn(first);
    }
    if (!(await form.isVisible())) await hand.tap("address-not-listed");
    await form.locator("input").first().waitFor();
    await hand.look("address-written");
    const [street, postal, city] = await form.locator("input").all();
    await hand.fill(street, station.address.address);
    await hand.fill(postal, station.address.postal_code);
    await hand.fill(city, station.address.city);
    await hand.tap("save");
  },
  pin: (hand) => hand.tap("pin-here"),
  async "new-station"(hand) {
    await hand.tapOn(hand.tab.locator("main fieldset label").first());
    await hand.tap("save");
  },
  async details(hand, station) {
    await hand.tab.locator("form#details input").first().waitFor();
    const [floor, bay] = await hand.tab.locator("form#details input").all();
    await hand.fill(floor, station.floor);
    await hand.fill(bay, station.bay);
    await hand.tap(station.restriction);
    await hand.tap("save");
  },
  async seal(hand) {
    await hand.tap("all-right");
    await hand.look("seal-ready");
    await hand.tap("seal-for-ever");
    await hand.button("next").waitFor();
    await hand.look("sealed");
    await hand.tap("next");
  },
  async hardware(hand) {
    await hand.tapOn(hand.tab.locator("main fieldset label").first());
    await hand.tap("save");
  },
  way: skip,
  addresses: looked,
  "vpn-name": looked,
  async firmware(hand, station) {
    await hand.tapOn(hand.tab.locator("form#firmware input"));
    await hand.tab.keyboard.type(station.firmware);
    await hand.tap("save");
  },
  async "mac-on-screen"(hand) {
    await hand.type(hand.words.of("mac-shown"), hand.mac);
    await hand.tap("compare");
  },
};

/** Types a label, its password twice, as somebody does without a camera: from where one scans to what was read. */
export async function typeLabel(hand, { mac, password }) {
  await hand.tap("type-label");
  await hand.type(hand.words.of("mac"), mac);
  await hand.fill(hand.tab.getByLabel(hand.words.of("activation-password"), { exact: true }), password);
  await hand.type(hand.words.of("activation-password-again"), password);
  await hand.tap("use-label");
}

/** From where one scans to a job of a typed label, of the kind at this place in the list; its address. */
export async function beginTyped(hand, label, kind = 0) {
  await typeLabel(hand, label);
  await hand.tapOn(hand.tab.locator("fieldset label").nth(kind));
  await hand.type(hand.words.of("circuit"), CIRCUIT);
  await hand.tap("begin-job");
  await hand.button("to-visit").waitFor();
  return hand.where();
}

/** Does the step that is shown, and waits for what comes after it. */
export async function doStep(hand, station = STATION) {
  const step = await hand.step();
  if (!step) return undefined;
  await hand.tab.locator("main h1").waitFor();
  await hand.look(step);
  await (hand.ways[step] ?? WAYS[step] ?? confirm)(hand, station);
  await hand.onward(step);
  return step;
}

/** Does steps until one of these is shown, or the job's steps are at their end. */
export async function walkTo(hand, ends, station = STATION) {
  const done = [];
  for (let step = await hand.step(); step && !ends.includes(step); step = await hand.step()) {
    if (done.length > 60) throw new Error(`no end: ${done.join(" ")}`);
    await doStep(hand, station);
    done.push(step);
  }
  return done;
}

/** On the screen after the seal: the network has decided, and the page has heard of it by itself. */
export async function decided(tab) {
  await tab.locator("li.online:not(.open)").first().waitFor();
}

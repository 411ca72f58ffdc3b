// An installer's hand on the page: finds things by what they are called, as eyes and ears do, and counts what it does.

import { readFileSync } from "node:fs";
import path from "node:path";

const PATIENCE_MS = 30_000;

/** What the page itself says, by name: tests follow a changed word. */
export class Words {
  #texts;

  constructor(locale) {
    const file = path.resolve(import.meta.dirname, `../../words/${locale.slice(0, 2)}.ftl`);
    const lines = readFileSync(file, "utf8").split("\n");
    this.#texts = new Map(lines.flatMap((line) => (/^([a-zA-Z-]+) = (.+)$/.exec(line) ? [[RegExp.$1, RegExp.$2]] : [])));
  }

  /** The text of a name, up to where a value stands in it. */
  of(name) {
    const text = this.#texts.get(name);
    if (text === undefined) throw new Error(`the page has no words for ${name}`);
    return text.split("{")[0].trim();
  }
}

export class Hand {
  taps = 0;
  typed = 0;
  /** Steps that this hand does in its own way. */
  ways = {};
  /** Called at each screen by its name, and at each moment of it that looks different; a test may look there. */
  look = async (_name) => {};

  constructor(tab, locale = "en") {
    this.tab = tab;
    this.words = new Words(locale);
    tab.setDefaultTimeout(PATIENCE_MS);
  }

  /** A button by the page's name for it. */
  button(name) {
    return this.tab.getByRole("button", { name: this.words.of(name) }).first();
  }

  async tap(name) {
    await this.tapOn(this.button(name));
  }

  async tapOn(control) {
    await control.click();
    this.taps += 1;
  }

  /** Types into the field with this label; the tap into it counts. */
  async type(label, text) {
    await this.fill(this.tab.getByLabel(label, { exact: false }).first(), text);
  }

  async fill(field, text) {
    await field.fill(text);
    this.taps += 1;
    this.typed += text.length;
  }

  /** Keeps a thumb on a button until it has had enough. */
  async hold(name) {
    const box = await this.button(name).boundingBox();
    await this.tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await this.tab.mouse.down();
    await this.tab.waitForTimeout(850);
    await this.tab.mouse.up();
    this.taps += 1;
  }

  /** Takes a picture with the phone's own camera. */
  async photo(name, file) {
    const label = this.tab.locator("label", { hasText: this.words.of(name) }).first();
    await label.locator("input").setInputFiles(file);
    this.taps += 1;
  }

  /** Where the page is, as its address says it. */
  where() {
    return this.tab.evaluate(() => location.hash);
  }

  /** Goes to an address of the page, past all buttons. */
  async to(address) {
    await this.tab.evaluate((address) => (location.hash = address), address);
  }

  /** The step that is shown. */
  async step() {
    return /step\/([a-z-]+)$/.exec(await this.where())?.[1];
  }

  /** Waits until another step, or no step, is shown. */
  async onward(from) {
    await this.tab.waitForFunction((from) => !location.hash.endsWith(`/step/${from}`), from);
  }
}

// A tab of Firefox, with as much of Playwright's words as the hand and its walks use: they are the same in both browsers.

import { setTimeout as sleep } from "node:timers/promises";

const STEP_MS = 50;

/** In the page: the elements that a description means, those that can be seen first. */
function found(description) {
  const seen = (element) => element.getClientRects().length > 0;
  const said = (element) => (element.getAttribute("aria-label") ?? element.innerText ?? "").replace(/\s+/g, " ").trim();
  const within = ({ by, text, css, inside, exact }) => {
    if (by === "any") return description.any.flatMap(within);
    if (by === "button") return [...document.querySelectorAll("button")].filter((button) => said(button).includes(text));
    if (by === "label") {
      const fits = (words) => (exact ? words === text : words.includes(text));
      const labels = [...document.querySelectorAll("label")].filter((label) => fits(said(label)));
      return labels.map((label) => label.control ?? label.querySelector("input, select, textarea"));
    }
    const roots = inside ? within(inside) : [document];
    const all = roots.flatMap((root) => [...root.querySelectorAll(css)]);
    return text ? all.filter((element) => said(element).includes(text)) : all;
  };
  const elements = within(description).filter(Boolean);
  return [...elements.filter(seen), ...(description.hidden ? elements : [])];
}

class Spot {
  #tab;
  #description;
  #at;

  constructor(tab, description, at = 0) {
    [this.#tab, this.#description, this.#at] = [tab, description, at];
  }

  first() {
    return this;
  }

  or(other) {
    return new Spot(this.#tab, { by: "any", any: [this.#description, other.#description] });
  }

  locator(css) {
    return new Spot(this.#tab, { by: "css", css, inside: this.#description, hidden: true });
  }

  async isVisible() {
    return (await this.#count()) > this.#at;
  }

  async all() {
    return Array.from({ length: await this.#count() }, (_, at) => new Spot(this.#tab, this.#description, at));
  }

  async waitFor() {
    await (await this.#element()).dispose();
  }

  async click() {
    await this.#with(async (element) => {
      await element.evaluate((element) => element.scrollIntoView({ block: "center" }));
      await element.click();
    });
  }

  fill(text) {
    return this.#with((element) =>
      element.evaluate((field, text) => {
        field.focus();
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }, text),
    );
  }

  textContent() {
    return this.#with((element) => element.evaluate(({ textContent }) => textContent));
  }

  boundingBox() {
    return this.#with((element) => element.boundingBox());
  }

  setInputFiles(file) {
    return this.#with((element) => element.uploadFile(file));
  }

  #count() {
    return this.#tab.page.evaluate(`(${found})(${JSON.stringify(this.#description)}).length`);
  }

  async #with(does) {
    const element = await this.#element();
    try {
      return await does(element);
    } finally {
      await element.dispose();
    }
  }

  /** The element, once it is there. */
  async #element() {
    for (const until = Date.now() + this.#tab.patience; Date.now() < until; await sleep(STEP_MS)) {
      const handle = await this.#tab.page.evaluateHandle(`(${found})(${JSON.stringify(this.#description)})[${this.#at}]`);
      const element = handle.asElement();
      if (element) return element;
      await handle.dispose();
    }
    throw new Error(`not there: ${JSON.stringify(this.#description)} at ${await this.#tab.page.evaluate("location.hash")}`);
  }
}

export class FirefoxTab {
  patience = 15_000;

  constructor(page) {
    this.page = page;
    this.mouse = page.mouse;
    this.keyboard = page.keyboard;
  }

  setDefaultTimeout(patience) {
    this.patience = patience;
  }

  getByRole(_button, { name }) {
    return new Spot(this, { by: "button", text: name });
  }

  getByLabel(text, { exact = false } = {}) {
    return new Spot(this, { by: "label", text, exact });
  }

  getByText(text) {
    return new Spot(this, { by: "css", css: "p, h1, h2", text });
  }

  locator(css, { hasText } = {}) {
    return new Spot(this, { by: "css", css, text: hasText });
  }

  evaluate(script, value) {
    return this.page.evaluate(script, value);
  }

  async waitForFunction(holds, value) {
    await this.page.waitForFunction(holds, { timeout: this.patience }, value);
  }

  waitForTimeout(ms) {
    return sleep(ms);
  }
}

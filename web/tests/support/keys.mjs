// A hand that has keys alone: it does what any hand does, and touches nothing.

import { Hand } from "./hand.mjs";

/** More than any screen has places for the focus. */
const FAR = 150;

export class Keys extends Hand {
  constructor(tab, locale) {
    super(tab, locale);
    // Once somebody listens, the browser asks here for a file; it must know that before the key is pressed.
    tab.on("filechooser", () => {});
  }

  /** Goes to a control as the keys go: from place to place, and within a group of choices by the arrows. */
  async reach(control) {
    await control.waitFor();
    for (let steps = 0; steps < FAR; steps += 1) {
      if (await control.evaluate((element) => element === document.activeElement || element.contains(document.activeElement))) return;
      await this.tab.keyboard.press((await this.#amongChoicesOf(control)) ? "ArrowDown" : "Tab");
    }
    throw new Error(`the keys do not come to ${await control.evaluate(({ outerHTML }) => outerHTML.slice(0, 120))}`);
  }

  #amongChoicesOf(control) {
    return control.evaluate((element) => {
      const { activeElement } = document;
      const choice = element.matches("[type=radio]") ? element : element.querySelector("[type=radio]");
      return activeElement?.matches("[type=radio]") && activeElement.name === choice?.name;
    });
  }

  async tapOn(control) {
    await this.reach(control);
    const chooses = await this.tab.evaluate(() => document.activeElement.matches("[type=radio]"));
    await this.tab.keyboard.press(chooses ? "Space" : "Enter");
  }

  async type(label, text) {
    await this.fill(this.tab.getByLabel(label, { exact: false }).first(), text);
  }

  async fill(field, text) {
    await this.reach(field);
    await this.tab.keyboard.press("Control+A");
    await this.tab.keyboard.type(text);
  }

  /** Keys have no thumb that could slip: once is enough. */
  async hold(name) {
    await this.reach(this.button(name));
    await this.tab.keyboard.press("Enter");
  }

  async photo(name, file) {
    await this.reach(this.tab.locator("label", { hasText: this.words.of(name) }).first());
    const chooser = this.tab.waitForEvent("filechooser");
    await this.tab.keyboard.press("Enter");
    await (await chooser).setFiles(file);
  }
}

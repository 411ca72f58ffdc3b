/** A text that is checked as often as somebody types, and what its field says of it. */

import type { CheckedText, Coordinate } from "@pinpoint/installer";

import { Loaded } from "./load.svelte.js";
import { say } from "./words.svelte.js";

export class Checking {
  readonly #checked = new Loaded<CheckedText | undefined>();
  readonly #isWhole: () => boolean;

  /** `check` asks the core, or nothing while there is no text; nobody hears of a mistake before the text may be whole. */
  constructor(check: () => Promise<CheckedText> | undefined, isWhole: () => boolean) {
    this.#isWhole = isWhole;
    $effect(() => {
      const asked = check();
      void this.#checked.read(async () => asked);
    });
  }

  /** Why it is not valid. */
  get mistake(): string | undefined {
    const mistake = this.#isWhole() ? this.#checked.value?.mistake : undefined;
    return mistake ? say(mistake.code, mistake.fields) : undefined;
  }

  /** What is worth a second look. */
  get warning(): string | undefined {
    const warning = this.#checked.value?.warnings[0];
    return warning ? say(`warning-${warning.code}`, warning.fields) : undefined;
  }

  /** Where it lies; of a position alone. */
  get position(): Coordinate | undefined {
    return this.#checked.value?.position ?? undefined;
  }
}

/** A snapshot of the core as a screen holds it: read anew after each change, and never half of one. */

import type { Notice } from "@pinpoint/installer";

import { noticeOf } from "./installer.svelte.js";

export class Loaded<T> {
  value = $state.raw<T>();
  failed = $state.raw<Notice>();
  #turn = 0;

  /** Reads; of two that overlap the later one counts. */
  async read(from: () => Promise<T>): Promise<void> {
    const turn = ++this.#turn;
    try {
      const value = await from();
      if (turn === this.#turn) {
        this.value = value;
        this.failed = undefined;
      }
    } catch (error) {
      if (turn === this.#turn) this.failed = noticeOf(error);
    }
  }
}

/** Something that a person asked for: whether it runs, and why it did not work. */
export class Doing {
  running = $state(false);
  failed = $state.raw<Notice>();

  /** Does it once at a time; a second tap while it runs is the same tap. */
  async run<T>(does: () => Promise<T>): Promise<T | undefined> {
    if (this.running) return undefined;
    this.running = true;
    this.failed = undefined;
    try {
      return await does();
    } catch (error) {
      this.failed = noticeOf(error);
      return undefined;
    } finally {
      this.running = false;
    }
  }
}

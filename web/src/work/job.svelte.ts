/** A job as its screens hold it: the newest snapshot, and the one way to change it. */

import { untrack } from "svelte";
import type { Answer, JobView, StepView } from "@pinpoint/installer";

import { app } from "../app/installer.svelte.js";
import { Doing, Loaded } from "../app/load.svelte.js";
import { prepare } from "../app/words.svelte.js";
import { codesOf } from "./steps.js";

export class JobHeld {
  readonly #id: () => string;
  readonly loaded = new Loaded<JobView>();
  readonly doing = new Doing();
  /** Counts up when something changed beside what was done here. */
  #beside = $state(0);

  /** Holds the job of this name for as long as the component lives that asks for it. */
  constructor(id: () => string) {
    this.#id = id;
    $effect(() => {
      const id = this.id;
      void [app.changesOf(id), this.#beside];
      // What is being done here brings its own snapshot.
      if (untrack(() => this.doing.running)) return;
      void this.loaded.read(async () => {
        const view = await app.installer.job(id);
        await prepare(codesOf(view));
        return view;
      });
    });
  }

  get id(): string {
    return this.#id();
  }

  get view(): JobView | undefined {
    return this.loaded.value;
  }

  step(id: string): StepView | undefined {
    return this.view?.steps.find((step) => step.id === id);
  }

  /** Answers a step; the job as it is then, or nothing when it was refused. */
  apply(step: string, answer: Answer): Promise<JobView | undefined> {
    return this.change(() => app.installer.apply(this.id, step, answer));
  }

  undo(step: string, item: string | null = null): Promise<JobView | undefined> {
    return this.change(() => app.installer.undo(this.id, step, item));
  }

  /** Changes the job, and shows what came of it at once. */
  async change(does: () => Promise<JobView>): Promise<JobView | undefined> {
    const before = app.changesOf(this.id);
    const view = await this.doing.run(does);
    if (view) await this.loaded.read(() => Promise.resolve(view));
    if (app.changesOf(this.id) > before + (view ? 1 : 0)) this.#beside += 1;
    return view;
  }
}

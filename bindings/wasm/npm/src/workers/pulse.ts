import type { Line } from "./line.js";

/** How often a worker that works is asked whether it still hears. */
const BEAT_MS = 10_000;
/** Beats without an answer until it is ended: no single step of a module takes a minute. */
const MISSED = 6;

/**
 * What a worker does, or its end when it hangs, which no panic tells. Beats are counted and not timed: while the whole
 * tab sleeps, none is missed.
 */
export async function watched<Done>(line: Line, work: Promise<Done>): Promise<Done> {
  let missed = 0;
  const beat = setInterval(() => {
    if (missed++ === MISSED) return line.end();
    line.call("alive", []).then(() => (missed = 0), () => {});
  }, BEAT_MS);
  try {
    return await work;
  } finally {
    clearInterval(beat);
  }
}

import type { Call, Said } from "../crossing.js";
import type { Notice } from "../error.js";

declare const self: DedicatedWorkerGlobalScope;

/** Answers one call; `progress` tells the caller how far it is. */
export type Answer = (method: string, args: readonly unknown[], progress: (step: unknown) => void) => unknown;

/**
 * Answers calls from the tab. Must run before the worker's first await, or the first messages are lost. `handedOver` names
 * what of an answer is not copied, so that none of it stays here.
 */
export function serve(answer: Answer, handedOver: (done: unknown) => Transferable[] = () => []): void {
  self.onmessage = ({ data: { id, method, args } }: MessageEvent<Call>) => {
    if (method === "alive") return say({ id, outcome: { done: true } });
    const progress = (step: unknown) => say({ id, progress: step });
    // A call that comes in while another is awaited is answered meanwhile.
    Promise.resolve()
      .then(() => answer(method, args, progress))
      .then(
        (done) => say({ id, outcome: { done } }, handedOver(done)),
        (error: unknown) => (isNotice(error) ? say({ id, outcome: { refused: error } }) : crashed(error)),
      );
  };
  // A panic between two awaits of the module reaches nobody who waits for it.
  self.addEventListener("error", ({ error }) => crashed(error));
  self.addEventListener("unhandledrejection", ({ reason }) => crashed(reason));
}

export function say(said: Said, transfer: Transferable[] = []): void {
  self.postMessage(said, transfer);
}

/** What is thrown at a method that is not there. */
export function unknownMethod(method: string): Notice {
  return { code: "argument-malformed", fields: { argument: "method", reason: method } };
}

/** Whatever is no notice is a defect: a panic of the module, or of the code around it. */
function crashed(error: unknown): void {
  console.error("pinpoint: the worker ends:", error);
  say({ crashed: true });
}

function isNotice(error: unknown): error is Notice {
  return typeof error === "object" && error !== null && !(error instanceof Error) && "code" in error && "fields" in error;
}

/** Tells an app. What its code throws is the page's own error, as of any event's listener, and stops nothing here. */
export function tell<What>(listener: ((what: What) => void) | undefined, what: What): void {
  try {
    listener?.(what);
  } catch (error) {
    reportError(error);
  }
}

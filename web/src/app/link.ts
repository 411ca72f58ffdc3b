/** A label's link that opened the page. Its secret is taken out of the address bar and the history before anything runs. */

let taken: string | undefined;

/** Paths of this page itself; any other, or a secret behind `#`, came from a label. */
const OWN = /^\/(?:index\.html)?$/;

/** Takes the link that opened the page, if it is a label's, and leaves the page's own address. */
export function takeLink(at: Location = location, past: History = history): void {
  if (OWN.test(at.pathname) && at.hash === "") return;
  if (at.hash.startsWith("#/")) return;
  taken = at.href;
  past.replaceState(null, "", "/");
}

/** The link, once: whoever asks second gets none. */
export function linkTaken(): string | undefined {
  const link = taken;
  taken = undefined;
  return link;
}

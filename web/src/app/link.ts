/** A label's link that opened the page. Its secret is taken out of the address bar and the history before anything runs. */

let taken: string | undefined;

/** Addresses of this page itself; any other path, or a secret behind `#`, came from a label. */
function isOwn({ pathname, hash }: Location): boolean {
  return /^\/(?:index\.html)?$/.test(pathname) && (hash === "" || hash.startsWith("#/"));
}

/** Takes the link that opened the page, if it is a label's, and leaves the page's own address. */
export function takeLink(at: Location = location, past: History = history): void {
  if (isOwn(at)) return;
  taken = at.pathname + at.search + at.hash;
  past.replaceState(null, "", "/");
}

/** Whether a link waits to be read: for whoever is not signed in yet. */
export function linkWaits(): boolean {
  return taken !== undefined;
}

/**
 * The link as its label has it, once: whoever asks second gets none. Whatever address serves this page, it stands for its
 * network, so each of the network's hosts may have printed the label.
 */
export function linkTaken(hosts: readonly string[]): readonly string[] {
  const link = taken;
  taken = undefined;
  return link === undefined ? [] : hosts.map((host) => `https://${host}${link}`);
}

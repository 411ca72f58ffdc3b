/**
 * Which screen is shown. Screens are named behind `#/`: the page has one path, so a label's link can never be mistaken for
 * a screen, and the server needs to know none of them.
 */

export type Route =
  | { readonly screen: "home" }
  | { readonly screen: "scan"; readonly visit: string | null }
  | { readonly screen: "visit"; readonly visit: string }
  | { readonly screen: "job"; readonly job: string }
  | { readonly screen: "step"; readonly job: string; readonly step: string }
  | { readonly screen: "relabel"; readonly job: string }
  | { readonly screen: "done"; readonly job: string }
  | { readonly screen: "calls"; readonly visit: string }
  | { readonly screen: "outbox" }
  | { readonly screen: "settings" };

/** The address of a screen. */
export function address(route: Route): string {
  switch (route.screen) {
    case "home":
      return "#/";
    case "scan":
      return route.visit ? `#/scan/${route.visit}` : "#/scan";
    case "visit":
      return `#/visit/${route.visit}`;
    case "calls":
      return `#/visit/${route.visit}/calls`;
    case "job":
      return `#/job/${route.job}`;
    case "step":
      return `#/job/${route.job}/step/${route.step}`;
    case "relabel":
      return `#/job/${route.job}/label`;
    case "done":
      return `#/job/${route.job}/done`;
    case "outbox":
    case "settings":
      return `#/${route.screen}`;
  }
}

/** The screen of an address; what is no screen is the first one. */
export function routeOf(hash: string): Route {
  const [room, id, part, name] = hash.replace(/^#\//, "").split("/");
  if (room === "scan") return { screen: "scan", visit: id ?? null };
  if (room === "visit" && id) return { screen: part === "calls" ? "calls" : "visit", visit: id };
  if (room === "job" && id) {
    if (part === "step" && name) return { screen: "step", job: id, step: name };
    if (part === "label") return { screen: "relabel", job: id };
    return { screen: part === "done" ? "done" : "job", job: id };
  }
  if (room === "outbox" || room === "settings") return { screen: room };
  return { screen: "home" };
}

class Router {
  route = $state.raw<Route>(routeOf(location.hash));
  /** Screens of this page that "back" can return to. */
  #depth = 0;

  constructor() {
    addEventListener("popstate", () => {
      this.#depth = Math.max(0, this.#depth - 1);
      this.route = routeOf(location.hash);
    });
    addEventListener("hashchange", () => (this.route = routeOf(location.hash)));
  }

  /** Shows another screen; "back" returns to this one. */
  go(route: Route): void {
    history.pushState(null, "", address(route));
    this.#depth += 1;
    this.#show(route);
  }

  /** Shows another screen in place of this one. */
  replace(route: Route): void {
    history.replaceState(null, "", address(route));
    this.#show(route);
  }

  /** Returns to the screen before, or to this one where the page began here. */
  back(otherwise: Route): void {
    if (this.#depth > 0) history.back();
    else this.replace(otherwise);
  }

  #show(route: Route): void {
    this.route = route;
    scrollTo(0, 0);
  }
}

export const router = new Router();

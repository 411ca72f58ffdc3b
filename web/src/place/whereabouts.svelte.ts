/** Where the phone says it is, watched while a screen asks for it. */

import type { Fix } from "@pinpoint/installer";

/** A fix this good needs no better one: a parking space is about as wide as that. */
const GOOD_MM = 10_000;
/** Underground nobody waits longer. */
const PATIENCE_MS = 30_000;
const E7 = 1e7;

export class Whereabouts {
  fix = $state.raw<Fix>();
  looking = $state(false);
  trouble = $state<"refused" | "unknown" | "missing">();
  #watch: number | undefined;

  get good(): boolean {
    return this.fix !== undefined && this.fix.accuracy_mm <= GOOD_MM;
  }

  begin(): void {
    if (!navigator.geolocation) {
      this.trouble = "missing";
      return;
    }
    this.trouble = undefined;
    this.looking = true;
    const options = { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 };
    this.#watch = navigator.geolocation.watchPosition((seen) => this.#saw(seen), (error) => this.#lost(error), options);
  }

  end(): void {
    if (this.#watch !== undefined) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = undefined;
    this.looking = false;
  }

  /** The fix, once: whoever asks second gets none. */
  take(): Fix | undefined {
    const fix = this.fix;
    this.end();
    this.fix = undefined;
    return fix;
  }

  #saw({ coords }: GeolocationPosition): void {
    const accuracy_mm = Math.round(coords.accuracy * 1000);
    if (this.fix && this.fix.accuracy_mm <= accuracy_mm) return;
    const position = { lat_e7: Math.round(coords.latitude * E7), lon_e7: Math.round(coords.longitude * E7) };
    this.fix = { position, accuracy_mm };
  }

  #lost(error: GeolocationPositionError): void {
    this.trouble = error.code === error.PERMISSION_DENIED ? "refused" : "unknown";
    if (!this.fix) this.end();
  }
}

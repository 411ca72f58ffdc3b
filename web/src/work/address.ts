/** How an address is shown. */

import type { Address } from "@pinpoint/installer";

export function lines({ address, postal_code, city, state, country }: Address): string {
  return [address, [postal_code, city].filter(Boolean).join(" "), state, country].filter(Boolean).join(", ");
}

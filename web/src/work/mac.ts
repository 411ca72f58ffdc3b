/** A MAC as the core writes it for eyes, in the groups that a label has; only to be looked at. */
export function grouped(mac: string): string {
  return mac.match(mac.length === 16 ? /.{1,4}/g : /.{1,2}/g)?.join(":") ?? mac;
}

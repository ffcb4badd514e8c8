import { isIP } from "node:net";

/** `127.0.0.1:9623`, `[::1]:9623`. */
export function addressWithPort(address: string, port: number): string {
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Where a fleet is, for its ready line: `127.0.0.1:9623`, or `127.0.10.1 to 127.0.13.232:9623 (1000 BMCs)`. */
export function fleetText(addresses: readonly string[], port: number): string {
  const [first = "", ...others] = addresses;
  const last = others.at(-1);
  if (last === undefined) return addressWithPort(first, port);
  // The addresses between the two are those that the command line names.
  return `${first} to ${addressWithPort(last, port)} (${addresses.length} BMCs)`;
}

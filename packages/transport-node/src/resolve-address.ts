import { lookup } from "node:dns/promises";
import { isIP, SocketAddress } from "node:net";

/** The version of the Internet protocol. */
export type IpFamily = 4 | 6;

/** An address of a host, as `node:dgram` takes it. */
export interface ResolvedAddress {
  /** As text, in the form in which the operating system names senders. */
  readonly address: string;
  /** Its version. */
  readonly family: IpFamily;
}

/**
 * An address for a host: itself if it is one; else the first of all the addresses its name has, in the order in which the
 * operating system gives them. The others are not tried, since one session talks to one managed system.
 *
 * @param host - IPv4 or IPv6 address (with a zone where it needs one), or host name
 * @param family - takes the first address of this version only
 * @throws the error of `node:dns` where there is none
 */
export async function resolveAddress(host: string, family?: IpFamily): Promise<ResolvedAddress> {
  const literal = literalAddress(host);
  if (literal !== undefined) return literal;
  const addresses = await lookup(host, { all: true, verbatim: true, ...(family && { family }) });
  const first = addresses[0];
  if (first === undefined) throw Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" });
  return literalAddress(first.address) ?? { address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** An address in its one canonical form; `undefined` for a host name. */
export function literalAddress(host: string): ResolvedAddress | undefined {
  const family = isIP(host);
  if (family === 4) return { address: host, family };
  if (family !== 6) return undefined;
  const [address = "", zone] = host.split("%");
  const canonical = new SocketAddress({ address, family: "ipv6" }).address;
  return { address: zone === undefined ? canonical : `${canonical}%${zone}`, family };
}

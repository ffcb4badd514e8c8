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

/** The longest that a name may take to be looked up, in milliseconds. */
export const lookupLimit = 10_000;

/**
 * An address for a host: itself if it is one; else the first of all the addresses its name has, in the order in which the
 * operating system gives them. The others are not tried, since one session talks to one managed system.
 *
 * @param host - IPv4 or IPv6 address (with a zone where it needs one), or host name
 * @param family - takes the first address of this version only
 * @param signal - gives up waiting
 * @throws the error of `node:dns` where there is none; one of its own after {@link lookupLimit}; the signal's reason
 */
export async function resolveAddress(host: string, family?: IpFamily, signal?: AbortSignal): Promise<ResolvedAddress> {
  const literal = literalAddress(host);
  if (literal !== undefined) return literal;
  const looking = lookup(host, { all: true, verbatim: true, ...(family && { family }) });
  const addresses = await withinLimit(looking, signal);
  const first = addresses[0];
  if (first === undefined) throw Object.assign(new Error(`${host} has no address`), { code: "ENOTFOUND" });
  return literalAddress(first.address) ?? { address: first.address, family: first.family === 6 ? 6 : 4 };
}

/** The operating system's lookup cannot be withdrawn: it is left to itself. */
function withinLimit<T>(looking: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const text = `the name could not be looked up in ${lookupLimit / 1000} s: check this machine's DNS, or give an address`;
    const timer = setTimeout(() => reject(new Error(text)), lookupLimit);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const release = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    signal?.addEventListener("abort", abort);
    looking.then(resolve, reject).finally(release);
    if (signal?.aborted === true) abort();
  });
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

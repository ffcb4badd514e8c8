import { isIP, SocketAddress } from "node:net";
import { UsageError } from "../errors.ts";
import { quote } from "./values.ts";

/** So many BMCs one process simulates at most: each takes a socket, and an operating system has only so many. */
const maxSimAddresses = 16_384;

/** The switch that lets a simulated BMC be reached from elsewhere. */
const beyondLoopback = "--dangerously-beyond-loopback";

/**
 * The addresses that `--address` names, ranges spelled out, in order and each once.
 *
 * @param texts - each an IPv4 or IPv6 address, or a range of IPv4 addresses such as `127.0.10.1-127.0.13.232`
 * @param anywhere - whether addresses will do that others can reach
 */
export function parseSimAddresses(texts: readonly string[], anywhere: boolean): readonly string[] {
  const addresses = new Set<string>();
  for (const text of texts) {
    for (const address of expand(text, anywhere)) {
      if (addresses.has(address)) throw new UsageError(`--address names ${address} twice`);
      addresses.add(address);
      if (addresses.size > maxSimAddresses) throw tooMany();
    }
  }
  return [...addresses];
}

function* expand(text: string, anywhere: boolean): Generator<string> {
  const [first = "", last = first, surplus] = text.split("-");
  const isRange = text.includes("-");
  const families = [isIP(first), isIP(last)];
  if (surplus !== undefined || families.includes(0) || (isRange && families.includes(6))) throw notAnAddress(text);
  // A range that begins and ends on the loopback network lies within it.
  for (const end of [first, last]) if (!anywhere && !isLoopback(end)) throw reachable(end);
  if (!isRange) return yield first;
  const [from, to] = [ipv4Number(first), ipv4Number(last)];
  if (from > to) throw new UsageError(`--address: the range ${quote(text)} ends before it begins`);
  if (to - from >= maxSimAddresses) throw tooMany();
  for (let number = from; number <= to; number++) yield ipv4Text(number);
}

function isLoopback(address: string): boolean {
  if (isIP(address) === 4) return address.startsWith("127.");
  return new SocketAddress({ address, family: "ipv6" }).address === "::1";
}

function ipv4Number(address: string): number {
  return address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
}

function ipv4Text(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join(".");
}

function notAnAddress(text: string): UsageError {
  return new UsageError(
    `--address takes an address such as 127.0.0.2 or ::1, or a range such as 127.0.10.1-127.0.13.232, not ${quote(text)}`,
  );
}

function reachable(address: string): UsageError {
  return new UsageError(
    `--address ${address} is not on this machine's loopback, and a simulated BMC has well-known passwords: take one of 127.0.0.0/8 or ::1, or add ${beyondLoopback}`,
  );
}

function tooMany(): UsageError {
  return new UsageError(`--address names more than ${maxSimAddresses} addresses: that many is what one process takes`);
}

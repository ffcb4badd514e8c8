import { ApiMisuseError } from "@ruipmi/core";

/** A UDP port, or an `ApiMisuseError` that says what it may be. */
export function requirePort(port: number, lowest: 0 | 1): number {
  if (Number.isInteger(port) && port >= lowest && port <= 65_535) return port;
  throw new ApiMisuseError("invalidArgument", `port is a whole number from ${lowest} to 65535, not ${String(port)}`);
}

/** A host to talk to, or an `ApiMisuseError`: the operating system takes an empty name for this machine. */
export function requireHost(host: string): string {
  if (typeof host === "string" && host.trim() !== "") return host;
  throw new ApiMisuseError("invalidArgument", "host is an IPv4 or IPv6 address, or a host name");
}

import type { TransportError, TransportErrorKind } from "@ruipmi/client";

/** What the operating system's error codes mean to a session; whatever is not named here ends the socket's use. */
const kinds: Readonly<Record<string, TransportErrorKind | "passing">> = {
  ECONNREFUSED: "portUnreachable",
  EHOSTUNREACH: "hostUnreachable",
  EHOSTDOWN: "hostUnreachable",
  ENETUNREACH: "hostUnreachable",
  ENETDOWN: "hostUnreachable",
  EADDRNOTAVAIL: "hostUnreachable",
  EPERM: "hostUnreachable",
  EACCES: "hostUnreachable",
  // The datagram is lost, as datagrams are: the engine repeats it.
  EAGAIN: "passing",
  EINTR: "passing",
  EMSGSIZE: "passing",
  ENOBUFS: "passing",
  ENOMEM: "passing",
};

const explanations: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens there: IPMI over LAN is off, or listens on another port",
  EHOSTUNREACH: "the host does not answer on its network: check the address and that it has power",
  EHOSTDOWN: "the host does not answer on its network: check the address and that it has power",
  ENETUNREACH: "there is no route to that network: check the address and this machine's routes",
  ENETDOWN: "the network interface is down",
  EPERM: "the operating system does not let the datagram out: check this machine's firewall",
  EACCES: "the operating system does not let the datagram out: check that this is no broadcast address",
  ENOTFOUND: "the host name is not known: check its spelling, or give an address",
  EAI_AGAIN: "the host name could not be looked up just now: check this machine's DNS, or give an address",
};

/** An error of `node:dgram` or `node:dns` as a session understands it; `undefined` where it only cost a datagram. */
export function transportErrorOf(error: Error, remote: string): TransportError | undefined {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const kind = kinds[code] ?? "failed";
  if (kind === "passing") return undefined;
  const explanation = explanations[code] ?? error.message;
  return { kind, message: `UDP to ${remote}: ${explanation}${code === "" ? "" : ` (${code})`}`, cause: error };
}

import { BmcEngine } from "@ruipmi/bmc";
import { type CipherSuiteId, IpmiEngine, PrivilegeLevel } from "@ruipmi/core";
import {
  attachConsole,
  attachManagedSystem,
  MockNetwork,
  seededRandomBytes,
  type TimelessInput,
  VirtualClock,
} from "@ruipmi/transport-mock";

/** A datagram of the traffic. */
export interface Recorded {
  /** Whether the remote console sent it. */
  readonly fromConsole: boolean;
  /** Which remote console, from 0. */
  readonly console: number;
  /** Milliseconds since the traffic began. */
  readonly at: number;
  /** UDP payload. */
  readonly datagram: Uint8Array;
}

/** The one user of the managed systems. */
export const user: { readonly username: Uint8Array; readonly password: Uint8Array } = {
  username: Uint8Array.from("operator", (character) => character.charCodeAt(0)),
  password: Uint8Array.from("bench-password-20byt", (character) => character.charCodeAt(0)),
};

/** Consoles of each suite, all at work at the same time. */
const consolesOfSuite = 16;

/** Requests in each session. */
const requests = 200;

const suites: readonly CipherSuiteId[] = [3, 17];

/** How long the traffic is, in milliseconds. */
export const trafficLength = 10_000;

/** Get Device ID, Get Chassis Status, Get SDR Repository Info, Get SEL Info, Get System GUID. */
const commands: readonly (readonly [netFn: number, cmd: number])[] = [
  [6, 1],
  [0, 1],
  [0x0a, 0x20],
  [0x0a, 0x40],
  [6, 0x37],
];

/** Sessions from handshake to end between ruipmi's two engines, of suites 3 and 17 in equal parts, in the order of time. */
export function recordTraffic(): readonly Recorded[] {
  const all = suites.flatMap((suite, index) => recordSuite(suite, index * consolesOfSuite));
  return all.sort((one, other) => one.at - other.at);
}

function recordSuite(suite: CipherSuiteId, firstConsole: number): readonly Recorded[] {
  const clock = new VirtualClock();
  const network = new MockNetwork({ clock, traceLimit: 1_000_000 });
  const engine = new BmcEngine({
    users: [{ name: user.username, password: user.password, privilegeLimit: PrivilegeLevel.administrator }],
    cipherSuites: [suite],
    randomBytes: seededRandomBytes(suite),
    maxSessions: consolesOfSuite,
  });
  attachManagedSystem(network, { address: "managed system", engine });
  for (let index = 0; index < consolesOfSuite; index++) startConsole(network, clock, suite, firstConsole + index);
  clock.advance(trafficLength);
  return network.trace.map(({ from, to, datagram, sentAt }) => {
    const fromConsole = to === "managed system";
    return { fromConsole, console: Number(fromConsole ? from : to), at: sentAt, datagram };
  });
}

function startConsole(network: MockNetwork, clock: VirtualClock, suite: CipherSuiteId, number: number): void {
  const engine = new IpmiEngine({
    ...user,
    cipherSuites: [suite],
    keepaliveInterval: 0,
    randomBytes: seededRandomBytes(1000 + number),
  });
  const attached = attachConsole(network, { address: String(number), peer: "managed system", engine });
  // Not all at the same instant.
  const start = 10 + 7 * number;
  clock.setTimer(start, () => attached.input({ type: "openSession" }));
  for (let requestId = 0; requestId < requests; requestId++) {
    const [netFn, cmd] = commands[requestId % commands.length]!;
    const request = { type: "command", netFn, cmd, data: new Uint8Array(0) } as const;
    const input: TimelessInput = { type: "request", requestId, request };
    clock.setTimer(start + 100 + 40 * requestId, () => attached.input(input));
  }
  clock.setTimer(trafficLength - 1000 + number, () => attached.input({ type: "closeSession" }));
}

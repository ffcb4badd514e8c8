import { BmcEngine } from "@ruipmi/bmc";
import { type CipherSuiteId, type EngineConfig, IpmiEngine, PrivilegeLevel, type RandomBytes } from "@ruipmi/core";
import {
  attachConsole,
  attachManagedSystem,
  type LinkConditions,
  MockNetwork,
  seededRandomBytes,
  type TimelessInput,
  type TracedDatagram,
  VirtualClock,
} from "@ruipmi/transport-mock";
import { udpPacket } from "../../src/decrypt/udp-packet.ts";
import { CaptureReader } from "../../src/file/capture-reader.ts";
import { PcapngWriter } from "../../src/file/pcapng-writer.ts";
import type { CapturedDatagram, Endpoint } from "../../src/network/datagram.ts";
import { DatagramFinder } from "../../src/network/datagram-finder.ts";
import type { Credentials, UserCredentials } from "../../src/sessions/credentials.ts";
import type { FollowedDatagram, FollowedItem } from "../../src/sessions/followed-datagram.ts";
import { SessionFollower } from "../../src/sessions/follower.ts";
import type { SessionSummary } from "../../src/sessions/session.ts";
import { concat } from "./bytes.ts";
import { readAll } from "./capture-files.ts";

/** Text as ASCII bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** What one remote console does. */
export interface ConsolePlan {
  /** `user`, `password` and so on of its engine, where they are not {@link defaultSecrets}. */
  readonly config?: Partial<EngineConfig>;
  /** When it does what, in milliseconds; the session is opened at 50 and not closed by itself. */
  readonly inputs: readonly (readonly [at: number, input: TimelessInput])[];
}

/** How the world of a recording is. */
export interface MockWorld {
  readonly seed?: number;
  readonly suite?: CipherSuiteId;
  readonly conditions?: Partial<LinkConditions>;
  readonly kg?: Uint8Array;
  readonly consoles: readonly ConsolePlan[];
  /** How long it runs, in milliseconds; a minute when left out. */
  readonly until?: number;
  /** The managed system's address. */
  readonly host?: string;
  /** The managed system's user, where it is not {@link defaultSecrets}. */
  readonly user?: UserCredentials;
  /** The managed system's random bytes. */
  readonly randomBytes?: RandomBytes;
  /** Conditions hold from then on, in milliseconds; from the beginning when left out. */
  readonly conditionsFrom?: number;
}

/** The user of the simulated BMC. */
export const defaultSecrets = { username: ascii("admin"), password: ascii("mock-password") };

/** Late enough for something to be asked before. */
const openAt = 50;

/** Runs engines over a mock network and writes down what was on the wire, as a pcapng file. */
export function recordMock(world: MockWorld): Uint8Array {
  return traceFile(playMock(world));
}

/** Runs engines over a mock network. */
export function playMock({
  seed = 1,
  suite = 17,
  conditions = {},
  kg,
  consoles,
  until = 60_000,
  host = "192.0.2.100",
  user = defaultSecrets,
  randomBytes = seededRandomBytes(seed),
  conditionsFrom = 0,
}: MockWorld): MockNetwork {
  const clock = new VirtualClock();
  const network = new MockNetwork({ clock, seed, ...(conditionsFrom === 0 ? { conditions } : {}) });
  if (conditionsFrom > 0) clock.setTimer(conditionsFrom, () => network.setConditions(conditions));
  const bmc = new BmcEngine({
    users: [{ name: user.username, password: user.password, privilegeLimit: PrivilegeLevel.administrator }],
    cipherSuites: [suite],
    ...(kg === undefined ? {} : { kg }),
    randomBytes,
  });
  const key = `${host}:623`;
  attachManagedSystem(network, { address: key, engine: bmc });
  for (const [index, { config, inputs }] of consoles.entries()) {
    const engine = new IpmiEngine({
      ...user,
      cipherSuites: [suite],
      dangerouslyAllowUnprotectedCipherSuites: true,
      keepaliveInterval: 0,
      ...(kg === undefined ? {} : { kg }),
      randomBytes: seededRandomBytes(seed + 1000 + index),
      ...config,
    });
    const attached = attachConsole(network, {
      address: `198.51.100.${index + 1}:${40_000 + index}`,
      peer: key,
      engine,
    });
    clock.setTimer(openAt, () => attached.input({ type: "openSession" }));
    for (const [at, input] of inputs) clock.setTimer(at, () => attached.input(input));
  }
  clock.advance(until);
  return network;
}

/** A datagram as it arrived somewhere. */
export interface Arrival {
  /** What it is a copy of: the same for both arrivals of a datagram that came twice. */
  readonly sent: TracedDatagram;
  /** When, in milliseconds. */
  readonly at: number;
}

/** Everything that arrived, in order. */
export function arrivalsOf(network: MockNetwork): readonly Arrival[] {
  return network.trace
    .flatMap((sent) => sent.arrivesAt.map((at) => ({ sent, at })))
    .sort((one, other) => one.at - other.at);
}

/** A network's trace as a pcapng file: each datagram at the times it arrived. */
export function traceFile(network: MockNetwork): Uint8Array {
  const writer = new PcapngWriter();
  const packets = arrivalsOf(network).map(({ sent: { from, to, datagram }, at }) =>
    writer.packet({
      time: BigInt(Math.round(at * 1e6)) + 1_700_000_000_000_000_000n,
      linkType: 101,
      data: udpPacket(endpointOf(from), endpointOf(to), datagram),
    }),
  );
  return concat(writer.header(), ...packets);
}

/** An address of the mock network, or any `host:port`, as an endpoint. */
export function endpointOf(text: string): Endpoint {
  const [address = "", port = ""] = text.split(":");
  return { address, port: Number(port) };
}

/** The datagrams of capture files, merged by time. */
export function datagramsIn(...files: readonly Uint8Array[]): readonly CapturedDatagram[] {
  const finder = new DatagramFinder();
  const datagrams = files
    .flatMap((file) => readAll(file))
    .flatMap((item) => {
      const found = item.type === "packet" ? finder.find(item) : undefined;
      return found === undefined || "type" in found ? [] : [found];
    });
  return datagrams.sort((one, other) => Number((one.time ?? 0n) - (other.time ?? 0n)));
}

/** Everything that following datagrams gives. */
export function followDatagrams(
  datagrams: readonly CapturedDatagram[],
  credentials: Credentials,
): readonly FollowedItem[] {
  const follower = new SessionFollower({ credentials });
  return [...datagrams.flatMap((datagram) => [...follower.follow(datagram)]), ...follower.end()];
}

/** Everything that following a capture gives. */
export function followFile(file: Uint8Array, credentials?: Credentials): readonly FollowedItem[] {
  const reader = new CaptureReader();
  const finder = new DatagramFinder();
  const follower = new SessionFollower(credentials === undefined ? {} : { credentials });
  const items: FollowedItem[] = [];
  for (const item of reader.push(file)) {
    if (item.type === "note") throw new Error(item.text);
    const datagram = finder.find(item);
    if (datagram === undefined || "type" in datagram) continue;
    items.push(...follower.follow(datagram));
  }
  for (const note of reader.end()) throw new Error(JSON.stringify(note));
  items.push(...follower.end());
  return items;
}

/** The datagrams among what was followed. */
export function datagramsOf(items: readonly FollowedItem[]): readonly FollowedDatagram[] {
  return items.filter((item) => item.type === "datagram");
}

/** The sessions among what was followed. */
export function sessionsOf(items: readonly FollowedItem[]): readonly SessionSummary[] {
  return items.flatMap((item) => (item.type === "session" ? [item.session] : []));
}

/** The credentials that open {@link recordMock}'s sessions. */
export function mockCredentials(kg?: Uint8Array): Credentials {
  return {
    users: [{ username: defaultSecrets.username, password: defaultSecrets.password }],
    kgs: kg === undefined ? [] : [kg],
  };
}

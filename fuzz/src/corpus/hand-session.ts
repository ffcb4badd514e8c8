import type { BmcEngine } from "@ruipmi/bmc";
import { type CipherSuiteId, PrivilegeLevel } from "@ruipmi/core";
import { SessionSealer, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { createBmc } from "../../../packages/bmc/test/support/bmc-fixture.ts";
import { HandConsole } from "../../../packages/bmc/test/support/hand-console.ts";

/** The suites that inputs are tried under: without and with integrity, AES and xRC4, SHA-1, MD5 and SHA-256. */
export const triedSuites: readonly CipherSuiteId[] = [0, 1, 3, 4, 8, 17];

/** A session that was opened by hand, at administrator. */
export interface HandSession {
  readonly bmc: BmcEngine;
  readonly console: HandConsole;
}

/**
 * Opens a session.
 *
 * @param see - is shown what goes over the wire
 */
export function openHandSession(
  suite: CipherSuiteId,
  see: (datagram: Uint8Array, isAnswer: boolean) => void = () => {},
): HandSession {
  const bmc = createFuzzBmc();
  const console = new HandConsole(bmc, { suite });
  const send = console.send.bind(console);
  console.send = (datagram) => {
    see(datagram.slice(), false);
    const answers = send(datagram);
    for (const answer of answers) see(answer.slice(), true);
    return answers;
  };
  console.connect();
  console.call(setSessionPrivilegeLevel, { privilegeLevel: PrivilegeLevel.administrator });
  return { bmc, console };
}

/** A datagram, and whether the managed system sent it. */
export type Seen = readonly [datagram: Uint8Array, isAnswer: boolean];

/** How a session was opened, and what makes any number of goings-on of it. */
export interface OpenedSession {
  readonly handshake: readonly Seen[];
  /** Seals as both ends would from there on. */
  sealers(): { readonly console: SessionSealer; readonly managedSystem: SessionSealer };
}

const opened = new Map<CipherSuiteId, OpenedSession>();

/** The session of a suite, which is opened once. */
export function openedSession(suite: CipherSuiteId): OpenedSession {
  const known = opened.get(suite);
  if (known !== undefined) return known;
  const handshake: Seen[] = [];
  const { console } = openHandSession(suite, (...seen) => handshake.push(seen));
  const { keys, sessionId, managedSystemSessionId } = console;
  const sealers: OpenedSession["sealers"] = () => {
    const protection = keys!.createProtection(() => new Uint8Array(16).fill(0x33));
    return {
      console: new SessionSealer(managedSystemSessionId, protection, 1000),
      managedSystem: new SessionSealer(sessionId, protection, 1000),
    };
  };
  const session = { handshake, sealers };
  opened.set(suite, session);
  return session;
}

/** A managed system whose power switches at once. */
export function createFuzzBmc(): BmcEngine {
  const bmc = createBmc();
  bmc.device.chassis.delays = { on: 0, off: 0, softOff: 0, cycle: 0, reset: 0 };
  return bmc;
}

/** The suite of a subject. */
export function suiteOf(subject: string): CipherSuiteId {
  return Number(/\d+$/.exec(subject)![0]) as CipherSuiteId;
}

import { expect } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import type { IpmiEngine } from "../../src/engine/engine.ts";
import type { PhaseName } from "../../src/engine/phases.ts";
import type { EngineSnapshot } from "../../src/engine/snapshot.ts";
import type { Input, Output } from "../../src/engine/types.ts";
import type { DropReason } from "../../src/packets/drop-reason.ts";
import { sessionIdOf } from "./forgeries.ts";
import { drain, type Recording, reenact } from "./recording.ts";
import { World } from "./world.ts";
import { plainPlan } from "./world-plan.ts";

/** The suites that sessions are attacked in: each kind of code, with and without encryption, both streams and blocks. */
export const attackedSuites: readonly CipherSuiteId[] = [2, 3, 5, 8, 12, 17, 18, 19];

/** One moment of a session's life, between two inputs of the engine, as the adversary knows it. */
export interface Moment {
  readonly phase: PhaseName;
  /** Every datagram so far, of both directions and the handshake too. */
  readonly past: readonly { readonly from: "console" | "bmc"; readonly datagram: Uint8Array }[];
  /** The managed system's packet that is on its way and has not arrived yet. */
  readonly next: Uint8Array | undefined;
}

/** What an adversary makes of a moment: datagrams for the remote console, or "icmp". */
export type Attack = (moment: Moment) => Iterable<Uint8Array | "icmp">;

/** What a life may have besides its suite. */
export interface LifeOptions {
  readonly requests?: number;
  readonly seed?: number;
  /** The suites that are configured behind the first; the managed system has them all. */
  readonly fallbacks?: readonly CipherSuiteId[];
}

/**
 * The life of a session that nobody attacks: handshake, requests, one of them sent twice because its answer was lost, a
 * payload of another protocol, Close Session.
 */
export function honestLife(cipherSuiteId: CipherSuiteId, options: LifeOptions = {}): Recording {
  const { requests = 3, seed = 1, fallbacks = [] } = options;
  const cipherSuites = [cipherSuiteId, ...fallbacks];
  const plan = { ...plainPlan(cipherSuiteId), seed };
  const world = new World(plan, { engine: { keepaliveInterval: 0, cipherSuites }, bmc: { cipherSuites } });
  world.open();
  for (let request = 0; request < requests; request++) {
    const pass = request === 1 ? world.network.tap(({ from }) => (from === "bmc" ? [] : undefined)) : undefined;
    world.echo(4 + 5 * (request % 7));
    world.network.clock.advance(1);
    pass?.();
    world.rest();
  }
  world.do({ do: "payload", length: 20 });
  world.close();
  world.rest();
  expect(world.phase).toBe("closed");
  return world.recorder.recording;
}

/**
 * Lives a recorded life again with an adversary in it. Nothing that they send may change the engine's state but for its
 * counters, or cause an output but for the report of a drop; and all that is recorded must happen again, byte for byte
 * and deadline for deadline: the recording is the twin that was never attacked.
 *
 * @returns how many of the adversary's datagrams were dropped, by reason
 */
export function attackLife(recording: Recording, attack: Attack): Partial<Record<DropReason, number>> {
  const engine = reenact(recording);
  const past: { from: "console" | "bmc"; datagram: Uint8Array }[] = [];
  const drops: Partial<Record<DropReason, number>> = {};
  const strike = (next: Uint8Array | undefined): void => {
    const { phase, now = 0 } = engine.snapshot();
    for (const forged of attack({ phase, past, next })) {
      const hostile: Input =
        forged === "icmp" ? { type: "unreachable", now } : { type: "datagram", now, datagram: forged };
      const reason = touchedNothing(engine, hostile);
      drops[reason] = (drops[reason] ?? 0) + 1;
    }
  };
  for (const { input, outputs } of recording.steps) {
    const next = input.type === "datagram" ? input.datagram : undefined;
    strike(next);
    engine.handleInput(input);
    expect(drain(engine), "what came of it without the adversary").toEqual(outputs);
    if (next !== undefined) past.push({ from: "bmc", datagram: next });
    for (const output of outputs) {
      if (output.type === "transmit") past.push({ from: "console", datagram: output.datagram });
    }
  }
  strike(undefined);
  expect(Object.keys(drops), "the adversary did something").not.toEqual([]);
  return drops;
}

/** The same with an adversary who waits for RAKP Message 4, and rests when the session is closed. */
export function attackSession(recording: Recording, attack: Attack): Partial<Record<DropReason, number>> {
  return attackLife(recording, (moment) => (isInSession(moment) ? attack(moment) : []));
}

/** Whether there is a session: from RAKP Message 4 until Close Session is answered. */
export function isInSession({ phase }: Moment): boolean {
  return phase === "awaitSetSessionPrivilegeLevel" || phase === "open" || phase === "awaitCloseSession";
}

/** The packet of the session that is on its way, before it arrives for the first time. */
export function fresh({ next }: Moment): Uint8Array[] {
  return next === undefined || sessionIdOf(next) === 0 ? [] : [next];
}

/** Gives an engine a forged input, which must change nothing but the counter of one reason. Returns the reason. */
export function touchedNothing(engine: IpmiEngine, hostile: Input): DropReason {
  const before = engine.snapshot();
  engine.handleInput(hostile);
  const after = engine.snapshot();
  const outputs = drain(engine);
  const reason = droppedFor(before, after);
  const reported: Output[] =
    after.phase === "closed" ? [] : [{ type: "event", event: { type: "datagramDropped", reason, count: 1 } }];
  const expected = [...reported, { type: "timeout", ...before.deadline }];
  // Compared as text, since this is done a hundred thousand times; told in detail where it differs.
  if (JSON.stringify(outputs) !== JSON.stringify(expected)) expect(outputs).toEqual(expected);
  const counted = { ...before, now: before.now ?? hostile.now, received: after.received, dropped: after.dropped };
  if (JSON.stringify(after) !== JSON.stringify(counted)) expect(after).toEqual(counted);
  return reason;
}

/** The one reason for which one datagram more was dropped. */
function droppedFor(before: EngineSnapshot, after: EngineSnapshot): DropReason {
  const raised = Object.entries(after.dropped).flatMap(([name, count]) => {
    const more = count - (before.dropped[name as DropReason] ?? 0);
    return more === 0 ? [] : [{ reason: name as DropReason, more }];
  });
  if (raised.length !== 1 || raised[0]?.more !== 1) expect(raised, "what is dropped").toEqual([{ more: 1 }]);
  return raised[0]!.reason;
}

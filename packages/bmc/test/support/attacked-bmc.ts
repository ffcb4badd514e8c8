import type { CipherSuiteId, DropReason } from "@ruipmi/core/wire";
import { expect } from "vitest";
import { sessionIdOf } from "../../../core/test/support/forgeries.ts";
import type { BmcConfig, BmcEngine, BmcInput } from "../../src/index.ts";
import { createBmc, type Drained, feed, seededBytes } from "./bmc-fixture.ts";
import { HandConsole, type HandConsoleOptions } from "./hand-console.ts";

/** The suites that sessions are attacked in: each kind of code, with and without encryption, both streams and blocks. */
export const attackedSuites: readonly CipherSuiteId[] = [2, 3, 5, 8, 12, 17, 18, 19];

/** A packet of the remote console and what came of it. */
export interface BmcStep {
  readonly input: BmcInput & { readonly type: "datagram" };
  readonly came: Drained;
}

/** One moment of a session, between two packets, as the adversary knows it. */
export interface BmcMoment {
  /** Every datagram so far, of both directions and the handshake too. */
  readonly past: readonly { readonly from: "console" | "bmc"; readonly datagram: Uint8Array }[];
  /** The remote console's packet that is on its way and has not arrived yet. */
  readonly next: Uint8Array | undefined;
}

/** A managed system whose every kind of chance goes on by itself, so that a handshake more or less changes no IV. */
export function steadyBmc(seed = 1, config: Partial<BmcConfig> = {}): BmcEngine {
  const sources = { sessionId: seededBytes(seed), randomNumber: seededBytes(seed + 1), iv: seededBytes(seed + 2) };
  return createBmc({ randomBytes: (length, purpose) => sources[purpose](length), ...config });
}

/** A remote console that remembers what it sent and what came of it. */
export class RecordingConsole extends HandConsole {
  readonly steps: BmcStep[] = [];

  override send(datagram: Uint8Array): readonly Uint8Array[] {
    const answers = super.send(datagram);
    const input = { type: "datagram", now: this.now, datagram: datagram.slice(), from: this.peer } as const;
    this.steps.push({ input, came: this.last });
    return answers;
  }
}

/** A session's life that nobody disturbs: handshake, administrator, a reset among other commands, Close Session. */
export function honestDay(
  suite: CipherSuiteId,
  options: HandConsoleOptions & { seed?: number; requests?: number } = {},
): readonly BmcStep[] {
  const { seed = 1, requests = 3, ...rest } = options;
  const console = new RecordingConsole(steadyBmc(seed), { suite, ...rest });
  console.connect();
  console.raw(6, 0x3b, 4);
  for (let request = 0; request < requests; request++) {
    console.now += 10;
    console.raw(6, 1);
  }
  console.raw(0, 2, 3);
  console.raw(6, 0x3c, ...new Uint8Array(Uint32Array.of(console.managedSystemSessionId).buffer));
  return console.steps;
}

/**
 * Lives a session again with an adversary in it, from RAKP Message 4 to Close Session: what they send comes from the remote
 * console's own address and from another. It must change nothing of the managed system but counters and draw no answer;
 * and all that came of the remote console's packets must come again, byte for byte.
 *
 * @returns how many of the adversary's datagrams were dropped, by reason
 */
export function attackDay(
  steps: readonly BmcStep[],
  attack: (moment: BmcMoment) => Iterable<Uint8Array>,
  bmc: BmcEngine = steadyBmc(),
): Partial<Record<DropReason, number>> {
  const past: { from: "console" | "bmc"; datagram: Uint8Array }[] = [];
  const drops: Partial<Record<DropReason, number>> = {};
  for (const { input, came } of steps) {
    if (bmc.snapshot().openSessions > 0) {
      for (const datagram of attack({ past, next: input.datagram })) {
        for (const from of [input.from, "adversary"]) {
          const reason = touchedNothing(bmc, { ...input, now: bmc.snapshot().now, datagram, from });
          drops[reason] = (drops[reason] ?? 0) + 1;
        }
      }
    }
    expect(feed(bmc, input), "what came of it without the adversary").toEqual(came);
    past.push({ from: "console", datagram: input.datagram });
    for (const { datagram } of came.datagrams) past.push({ from: "bmc", datagram });
  }
  expect(Object.keys(drops), "the adversary did something").not.toEqual([]);
  return drops;
}

/** The packet of the session that is on its way, before it arrives for the first time. */
export function fresh({ next }: BmcMoment): Uint8Array[] {
  return next === undefined || sessionIdOf(next) === 0 ? [] : [next];
}

/** Gives a managed system a forged datagram, which must change nothing but the counter of one reason. Returns the reason. */
export function touchedNothing(bmc: BmcEngine, input: BmcInput): DropReason {
  const before = stateOf(bmc);
  const { drops } = bmc.snapshot();
  const { datagrams, events } = feed(bmc, input);
  const [event] = events;
  if (datagrams.length > 0 || events.length !== 1 || event?.type !== "datagramDropped" || event.count !== 1) {
    expect({ datagrams, events }).toEqual({ datagrams: [], events: [{ type: "datagramDropped", count: 1 }] });
    throw new Error("not dropped");
  }
  const counted = { ...drops, [event.reason]: (drops[event.reason] ?? 0) + 1 };
  if (JSON.stringify(bmc.snapshot().drops) !== JSON.stringify(counted)) expect(bmc.snapshot().drops).toEqual(counted);
  const after = stateOf(bmc);
  if (after !== before) expect(JSON.parse(after)).toEqual(JSON.parse(before));
  return event.reason;
}

/** Sessions, counts of what was done, and the next deadline: all but the counters that datagrams of any kind raise. */
function stateOf(bmc: BmcEngine): string {
  const { drops: _drops, ...state } = bmc.snapshot();
  return JSON.stringify({ ...state, sessions: bmc.sessions, deadline: bmc.pollOutput(), chassis: bmc.device.chassis });
}

import { expect } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import { IpmiError } from "../../src/errors.ts";
import { Adversary } from "./adversary.ts";
import { World, type WorldOptions } from "./world.ts";
import { plainPlan } from "./world-plan.ts";

/** How a handshake under attack ended. */
export interface HandshakeOutcome {
  /** `open`, or the code of the error that it failed with. */
  readonly verdict: string;
  /** The suite of the session that is open. */
  readonly suite: CipherSuiteId | undefined;
  /** Virtual milliseconds from Open Session to the end. */
  readonly took: number;
  readonly world: World;
  readonly adversary: Adversary;
}

/** One way of 2 ms, so that what is forged on the wire arrives before what it answers can be answered. */
const delay = 2;

/**
 * Runs a handshake against a simulated managed system with an adversary in between, and a request where it opened. A session
 * that opens must answer: both ends then have the same keys.
 *
 * @param cipherSuites - those of both ends, the one to ask for first
 */
export function attackHandshake(
  cipherSuites: readonly CipherSuiteId[],
  arm: (adversary: Adversary, world: World) => void,
  { engine, bmc }: WorldOptions = {},
): HandshakeOutcome {
  const plan = { ...plainPlan(cipherSuites[0]!), conditions: { delay } };
  const world = new World(plan, {
    engine: { cipherSuites, keepaliveInterval: 0, ...engine },
    bmc: { cipherSuites, ...bmc },
  });
  const adversary = new Adversary(world.network);
  arm(adversary, world);
  const took = world.open();
  const outcome = { took, world, adversary };
  if (world.phase === "open") {
    const id = world.echo();
    world.until(() => world.answerTo(id!) !== undefined || world.phase === "closed");
    expect(world.answerTo(id!), "an open session answers").toMatchObject({ type: "response" });
    return { ...outcome, verdict: "open", suite: world.recorder.engine.snapshot().session?.cipherSuiteId };
  }
  const closed = world.consoleEvents.at(-1);
  const error = closed?.type === "sessionClosed" ? closed.error : undefined;
  expect(error, "a handshake that fails says why").toBeInstanceOf(IpmiError);
  return { ...outcome, verdict: error!.code, suite: undefined };
}

import { BmcEngine, type BmcInput, type BmcOutput } from "@ruipmi/bmc";
import { type Input, IpmiEngine, type Output } from "@ruipmi/core";
import {
  attachConsole,
  attachManagedSystem,
  MockNetwork,
  RecordedEngine,
  seededRandomBytes,
  tracePcap,
} from "@ruipmi/transport-mock";
import { password, text, username } from "../../../client/test/support/world.ts";

/** Whatever a link can do to a datagram. */
export const badLink = { delay: 3, jitter: 20, loss: 0.2, lossBurst: 3, duplicate: 0.2, reorder: 0.2, corrupt: 0.05 };

/** The remote console, the same each time. */
export function makeEngine(): IpmiEngine {
  return new IpmiEngine({ username: text(username), password: text(password), randomBytes: seededRandomBytes(5) });
}

/** The managed system, the same each time. */
export function makeBmc(): BmcEngine {
  return new BmcEngine({
    users: [{ name: text(username), password: text(password), privilegeLimit: 4 }],
    randomBytes: seededRandomBytes(6),
  });
}

/** One console that opens a session, asks three times and closes, every engine recorded. */
export function recordedRun(seed: number) {
  const network = new MockNetwork({ seed, conditions: badLink, keepInputs: true });
  const remote = new RecordedEngine<Input, Output>(makeEngine());
  const bmc = new RecordedEngine<BmcInput, BmcOutput>(makeBmc());
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  const seat = attachConsole(network, { address: "console", peer: "bmc", engine: remote });
  seat.input({ type: "openSession" });
  for (let requestId = 0; requestId < 3; requestId++) {
    const request = { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) } as const;
    seat.input({ type: "request", requestId, request });
  }
  network.clock.runUntilIdle();
  seat.input({ type: "closeSession" });
  network.clock.runUntilIdle();
  return { network, remote, bmc, seat };
}

/** The trace of such a run as capture files: what was sent, and what arrived of it. */
export function recordedPcap(seed: number): { sent: Uint8Array; arrived: Uint8Array; arrivals: number } {
  const { trace } = recordedRun(seed).network;
  const arrivals = trace.reduce((sum, { arrived }) => sum + arrived.length, 0);
  return { sent: tracePcap(trace), arrived: tracePcap(trace, { side: "arrived" }), arrivals };
}

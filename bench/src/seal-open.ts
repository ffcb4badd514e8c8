import { deepStrictEqual } from "node:assert/strict";
import type { CipherSuite } from "@ruipmi/core";
import { EngineClient } from "./engine-client.ts";
import { drawScript, ResponseSealer } from "./managed-system.ts";
import type { Comparison } from "./measure.ts";
import { NodeClient } from "./node-client.ts";
import { PacketClient } from "./packet-client.ts";
import { RandomPool } from "./random-pool.ts";
import { type Client, type Reply, request, responseData } from "./workload.ts";

/** Exchanges in one side of a round: a fraction of a millisecond, so that few rounds are interrupted by others on the machine. */
const operations = 16;

/** What stands on our side: the whole engine, or its packets alone. */
export type Way = "engine" | "packets";

/** Sealing one request and opening its response, against the client on node:crypto, over the same bytes. */
export function compareSealOpen(name: string, suite: CipherSuite, way: Way): Comparison {
  const pool = new RandomPool();
  const script = drawScript(suite, pool);
  const responses = new ResponseSealer(script, pool);
  const engine = new EngineClient(script, pool.twin(), responses);
  const ours = way === "engine" ? engine : new PacketClient(script, pool.twin());
  const theirs = new NodeClient(script, pool.twin());
  let rqSeq = 0;
  let round: Uint8Array[] = [];
  const prepare = (): void => {
    round = Array.from({ length: operations }, () => {
      rqSeq = (rqSeq + 1) % 64;
      return responses.seal({ netFn: request.netFn | 1, cmd: request.cmd, rqSeq, data: responseData });
    });
  };
  // Once, outside the measured time: both read the same in the same responses.
  prepare();
  for (const datagram of round) {
    const [request, other] = [ours.seal(), theirs.seal()];
    assertSameRequest(request, other, way);
    deepStrictEqual(plain(ours.open(datagram)), plain(theirs.open(datagram)));
  }
  return { name, operations, prepare, ours: () => exchangeAll(ours, round), theirs: () => exchangeAll(theirs, round) };
}

function exchangeAll(client: Client, responses: readonly Uint8Array[]): void {
  for (const datagram of responses) {
    client.seal();
    client.open(datagram);
  }
}

/** Under the same initialisation vectors the same bytes. The engine has its pool's first vectors used up: only lengths compare. */
function assertSameRequest(ours: Uint8Array, theirs: Uint8Array, way: Way): void {
  if (way === "packets") deepStrictEqual([...ours], [...theirs]);
  else deepStrictEqual([...ours.subarray(0, 16)], [...theirs.subarray(0, 16)]);
  deepStrictEqual(ours.length, theirs.length);
}

function plain({ completionCode, data }: Reply): unknown {
  return { completionCode, data: [...data] };
}

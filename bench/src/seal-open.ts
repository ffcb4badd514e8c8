import { deepStrictEqual } from "node:assert/strict";
import type { CipherSuite } from "@ruipmi/core";
import { EngineClient } from "./engine-client.ts";
import { drawScript, type HandshakeScript, ResponseSealer } from "./managed-system.ts";
import type { Comparison } from "./measure.ts";
import { NodeClient } from "./node-client.ts";
import { PacketClient } from "./packet-client.ts";
import { RandomPool } from "./random-pool.ts";
import { type Client, request, responseData } from "./workload.ts";

/** One turn of the rqSeq numbers. */
const operations = 64;

export type Way = "engine" | "packets";

export function compareSealOpen(name: string, suite: CipherSuite, way: Way): Comparison {
  const pool = new RandomPool();
  const script = drawScript(suite, pool);
  const responses = new ResponseSealer(script, pool);
  const ours = way === "engine" ? new EngineClient(script, pool.twin(), responses) : packetClient(script, pool, responses);
  const theirs = new NodeClient(script, pool.twin());
  let rqSeq = 0;
  let round: Uint8Array[] = [];
  const prepare = (): void => {
    round = Array.from({ length: operations }, () => {
      rqSeq = (rqSeq + 1) % 64;
      return responses.seal({ netFn: request.netFn | 1, cmd: request.cmd, rqSeq, data: responseData });
    });
  };
  prepare();
  for (const datagram of round) {
    ours.seal();
    theirs.seal();
    const reply = ours.open(datagram);
    const other = theirs.open(datagram);
    deepStrictEqual([reply.completionCode, [...reply.data]], [other.completionCode, [...other.data]]);
  }
  return { name, operations, prepare, ours: () => exchangeAll(ours, round), theirs: () => exchangeAll(theirs, round) };
}

function packetClient(script: HandshakeScript, pool: RandomPool, _r: ResponseSealer): PacketClient {
  return new PacketClient(script, pool.twin());
}

function exchangeAll(client: Client, responses: readonly Uint8Array[]): void {
  for (const datagram of responses) {
    client.seal();
    client.open(datagram);
  }
}

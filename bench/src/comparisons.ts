import { type CipherSuite, cipherSuites } from "@ruipmi/core";
import { ConfidentialityAlgorithmId } from "@ruipmi/core/wire";
import { compareHandshake } from "./handshake.ts";
import type { Comparison } from "./measure.ts";
import { hasRc4 } from "./node-protection.ts";
import { compareSealOpen } from "./seal-open.ts";

/** A comparison by name, made when its turn comes. */
export interface Entry {
  readonly name: string;
  /** Whether the other side needs RC4, which OpenSSL 3 has in its legacy provider only. */
  readonly needsRc4: boolean;
  create(): Comparison;
}

/**
 * All comparisons. `seal-open` has the whole engine on our side, door to door: an input in, outputs drained, twice.
 * `packets` has what `seal-open` is at heart, core's sealer and opener without the engine's queue, timers and events.
 */
export const entries: readonly Entry[] = [
  ...cipherSuites.map((suite) => sealOpen("seal-open", suite, "engine")),
  ...[3, 17].map((id) => sealOpen("packets", cipherSuites[id]!, "packets")),
  ...[3, 8, 17].map((id) => handshake(cipherSuites[id]!)),
];

/** Whether this process can make the comparison. */
export function isPossible(entry: Entry): boolean {
  return !entry.needsRc4 || hasRc4();
}

function sealOpen(kind: string, suite: CipherSuite, way: "engine" | "packets"): Entry {
  const name = `${kind}/suite${suite.id}`;
  const { aesCbc128, none } = ConfidentialityAlgorithmId;
  const needsRc4 = suite.confidentiality !== none && suite.confidentiality !== aesCbc128;
  return { name, needsRc4, create: () => compareSealOpen(name, suite, way) };
}

function handshake(suite: CipherSuite): Entry {
  const name = `handshake/suite${suite.id}`;
  return { name, needsRc4: false, create: () => compareHandshake(name, suite) };
}

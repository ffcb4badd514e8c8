import type { EngineConfig } from "@ruipmi/core";
import type { CipherSuite } from "@ruipmi/core/wire";
import { type SeededRandom, seededRandomBytes } from "@ruipmi/transport-mock";
import type { Credentials } from "./secret-search.ts";

/** The network function and command of the echo, which nobody but the soak speaks. */
export const echo = { netFn: 0x2e, cmd: 0x5a } as const;

/** Where the managed system is on the network. */
export const managedSystemAddress = "bmc";

/** Milliseconds of silence after which the managed system ends a session. */
export const idleTimeout = 20_000;

/** Milliseconds for which a managed system knows the repetition of a request, and a console its late answer. */
export const repeatWindow = 20_000;

/** Milliseconds that a handshake may take there. */
export const handshakeTimeout = 5000;

/** A console's configuration, as different from others as may be. */
export function consoleConfig(suite: CipherSuite, credentials: Credentials, random: SeededRandom): EngineConfig {
  return {
    ...credentials,
    cipherSuites: [suite.id],
    dangerouslyAllowUnprotectedCipherSuites: true,
    maxInFlight: [1, 2, 8][random.below(3)]!,
    nameOnlyLookup: random.chance(0.5),
    traceMessages: random.chance(0.3),
    retry: { firstWait: 150, factor: 2, maxWait: 600, tries: 4, jitter: 0.1 },
    keepaliveInterval: 5000,
    rqSeqRest: repeatWindow,
    repetitionRest: repeatWindow,
    randomBytes: seededRandomBytes(random.uint32()),
  };
}

import type { BridgeMode } from "@ruipmi/bmc";
import type { LinkConditions } from "@ruipmi/transport-mock";
import fc from "fast-check";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import type { BridgePath } from "../../src/wire/ipmb-send-message.ts";
import type { PrivilegeLevel } from "../../src/wire/privilege-levels.ts";

/** One thing that happens in a world. Numbers that pick something count modulo what there is. */
export type Step =
  | { readonly do: "wait"; readonly milliseconds: number }
  | { readonly do: "echo"; readonly length: number }
  | { readonly do: "deviceId" }
  | { readonly do: "reset" }
  | { readonly do: "bridge"; readonly path: BridgePath }
  | { readonly do: "ping" | "capabilities15" | "capabilitiesPlus" }
  | { readonly do: "cancel"; readonly pick: number }
  | { readonly do: "payload"; readonly length: number }
  | { readonly do: "timeout" | "unreachable" | "staleClock" | "fastClock" | "close" }
  | { readonly do: "noise"; readonly to: "console" | "bmc"; readonly bytes: Uint8Array }
  | {
      readonly do: "mutate" | "replay" | "reflect";
      readonly to: "console" | "bmc";
      readonly pick: number;
      readonly bit: number;
    };

/** All that a world depends on. */
export interface WorldPlan {
  readonly seed: number;
  readonly cipherSuiteId: CipherSuiteId;
  readonly username: Uint8Array;
  readonly password: Uint8Array;
  readonly kg: Uint8Array;
  readonly nameOnlyLookup: boolean;
  readonly privilegeLevel: PrivilegeLevel;
  readonly maxInFlight: number;
  readonly traceMessages: boolean;
  readonly bridgeMode: BridgeMode;
  readonly conditions: Partial<LinkConditions>;
  readonly steps: readonly Step[];
}

/** The ways a bridge is asked for: one hop, two hops, and to nobody. */
export const bridgePaths: readonly BridgePath[] = [
  { targetAddress: 0x30 },
  { targetAddress: 0x82 },
  { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82 },
  { targetAddress: 0x44 },
  { targetAddress: 0x74, targetChannel: 7, transitAddress: 0x82 },
];

const pick = fc.nat({ max: 1000 });
const to = fc.constantFrom("console", "bmc");

/** What a user asks and a clock does. */
export const ordinarySteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("wait"), milliseconds: fc.nat({ max: 400 }) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant("echo"), length: fc.nat({ max: 60 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("deviceId", "reset") }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("bridge"), path: fc.constantFrom(...bridgePaths) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel"), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("payload"), length: fc.nat({ max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("timeout", "staleClock", "fastClock") }) },
);

/** What is asked outside the session: its answers are authentic to nobody. */
export const outsideSteps: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom("ping", "capabilities15", "capabilitiesPlus"),
});

/** What a stranger, or a broken network, puts on the wire. */
export const hostileSteps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("noise"), to, bytes: fc.uint8Array({ maxLength: 80 }) }),
  fc.record({ do: fc.constantFrom("mutate", "replay", "reflect"), to, pick, bit: fc.nat({ max: 4000 }) }),
  fc.record({ do: fc.constant("unreachable") }),
);

/** Links from good to hardly usable. */
export const linkConditions: fc.Arbitrary<Partial<LinkConditions>> = fc.record({
  delay: fc.nat({ max: 20 }),
  jitter: fc.nat({ max: 30 }),
  loss: fc.constantFrom(0, 0, 0.1, 0.3),
  duplicate: fc.constantFrom(0, 0, 0.2),
  reorder: fc.constantFrom(0, 0, 0.2),
  corrupt: fc.constantFrom(0, 0, 0.1),
  truncate: fc.constantFrom(0, 0, 0.05),
});

/** The suites with integrity: in all others every packet may be forged. */
export const protectedSuites: readonly CipherSuiteId[] = [2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 19];

/** All suites. */
export const allSuites: readonly CipherSuiteId[] = [
  0,
  1,
  ...protectedSuites.slice(0, 4),
  6,
  ...protectedSuites.slice(4, 12),
  15,
  ...protectedSuites.slice(12),
];

/** Plans of worlds, everything in them drawn. */
export function worldPlans(limits: {
  readonly suites?: readonly CipherSuiteId[];
  readonly steps?: readonly fc.Arbitrary<Step>[];
  readonly maxSteps?: number;
  readonly conditions?: fc.Arbitrary<Partial<LinkConditions>>;
  readonly traceMessages?: boolean;
}): fc.Arbitrary<WorldPlan> {
  const { suites = allSuites, steps = [ordinarySteps, outsideSteps, hostileSteps], maxSteps = 25 } = limits;
  return fc.record({
    seed: fc.nat(),
    cipherSuiteId: fc.constantFrom(...suites),
    username: fc.uint8Array({ maxLength: 16 }),
    password: fc.uint8Array({ maxLength: 20 }),
    kg: fc.oneof(fc.constant(new Uint8Array(0)), fc.uint8Array({ maxLength: 20 })),
    nameOnlyLookup: fc.boolean(),
    privilegeLevel: fc.constantFrom<PrivilegeLevel[]>(3, 4),
    maxInFlight: fc.constantFrom(1, 1, 2, 8),
    traceMessages: limits.traceMessages === undefined ? fc.boolean() : fc.constant(limits.traceMessages),
    bridgeMode: fc.constantFrom<BridgeMode[]>("separate", "embedded", "beforeAcknowledgement"),
    conditions: limits.conditions ?? linkConditions,
    steps: fc.array(fc.oneof(...steps.map((arbitrary, index) => ({ weight: index === 0 ? 6 : 2, arbitrary }))), {
      maxLength: maxSteps,
      size: "max",
    }),
  });
}

/** A plan in which nothing goes wrong and nothing is asked. */
export function plainPlan(cipherSuiteId: CipherSuiteId = 17): WorldPlan {
  return {
    seed: 1,
    cipherSuiteId,
    username: Uint8Array.of(0x75),
    password: Uint8Array.of(0x70, 0x77),
    kg: new Uint8Array(0),
    nameOnlyLookup: true,
    privilegeLevel: 4,
    maxInFlight: 1,
    traceMessages: false,
    bridgeMode: "separate",
    conditions: {},
    steps: [],
  };
}

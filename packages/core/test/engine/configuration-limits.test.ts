import { describe, expect, it } from "vitest";
import { type EngineConfig, resolveConfig } from "../../src/engine/config.ts";
import { quirks } from "../../src/engine/quirks.ts";
import {
  defaultRetryPolicy,
  earliestDeadline,
  type RetryPolicy,
  resolveRetryPolicy,
  totalWait,
} from "../../src/engine/retry-policy.ts";
import type { EngineRequest } from "../../src/engine/types.ts";
import { validateRequest, validateRequestId } from "../../src/engine/validate-request.ts";
import { ApiMisuseError } from "../../src/errors.ts";
import type { BridgePath } from "../../src/wire/ipmb-send-message.ts";
import { fromText } from "../crypto/bytes.ts";

const randomBytes = (length: number): Uint8Array => new Uint8Array(length);
const least: EngineConfig = { username: fromText("admin"), password: fromText("secret"), randomBytes };
const zeros = (length: number): Uint8Array => new Uint8Array(length);

/** The text of the misuse that something is; it must be one. */
function misuse(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(ApiMisuseError);
    expect(error).toMatchObject({ code: "invalidArgument" });
    return (error as Error).message;
  }
  return "nothing is wrong with it";
}

describe("a configuration", () => {
  it("needs a user, a password and random bytes, and has defaults for the rest", () => {
    const { username, password, kg, cipherSuites, quirks: set, ...plain } = resolveConfig(least);
    expect(username).toStrictEqual(fromText("admin"));
    expect(password.expose()).toStrictEqual(fromText("secret"));
    expect(kg.expose()).toHaveLength(0);
    expect(cipherSuites.map(({ id }) => id)).toStrictEqual([17, 3]);
    expect([...set]).toStrictEqual([]);
    expect(plain).toStrictEqual({
      privilegeLevel: 4,
      allowLowerPrivilege: false,
      nameOnlyLookup: true,
      retry: { firstWait: 1000, factor: 2, maxWait: 4000, tries: 4, jitter: 0.1 },
      maxInFlight: 1,
      maxQueued: 64,
      keepaliveInterval: 25_000,
      closeBudget: 1000,
      rqSeqRest: 30_000,
      repetitionRest: 15_000,
      traceMessages: false,
      randomBytes,
    });
  });

  const limits: readonly Partial<EngineConfig>[] = [
    { username: zeros(16), password: zeros(20), kg: zeros(20) },
    { privilegeLevel: 1, maxInFlight: 32, maxQueued: 0, keepaliveInterval: 0, closeBudget: 2, rqSeqRest: 1 },
    { privilegeLevel: 5, maxQueued: 65_535, keepaliveInterval: 86_400_000, closeBudget: 86_400_000 },
    { allowLowerPrivilege: true, nameOnlyLookup: false, traceMessages: true, quirks },
  ];

  it.each(limits)("may go to its limits: %o", (config) => {
    const { username, password, kg, quirks: set, ...plain } = resolveConfig({ ...least, ...config });
    const seen = { ...plain, username, password: password.expose(), kg: kg.expose(), quirks: [...set] };
    expect(seen).toMatchObject(config);
  });

  it("may name up to twenty suites, those without integrity where that is said", () => {
    const cipherSuites = Array.from({ length: 20 }, () => 3 as const);
    expect(resolveConfig({ ...least, cipherSuites }).cipherSuites).toHaveLength(20);
    for (const unprotected of [0, 1, 6, 15] as const) {
      const config = { ...least, cipherSuites: [3, unprotected] as const };
      expect(misuse(() => resolveConfig(config))).toBe(
        `cipherSuites: suite ${unprotected} leaves the session without integrity; set dangerouslyAllowUnprotectedCipherSuites to use it`,
      );
      const allowed = resolveConfig({ ...config, dangerouslyAllowUnprotectedCipherSuites: true });
      expect(allowed.cipherSuites.map(({ id }) => id)).toStrictEqual([3, unprotected]);
    }
  });

  const suitesText = "cipherSuites names 1 to 20 suites, or is left out for 17 and 3";
  const quirksText = `quirks: haste is not one of ${quirks.join(", ")}`;
  it.each<readonly [Partial<Record<keyof EngineConfig, unknown>>, string]>([
    [{ username: zeros(17) }, "username has 17 bytes; it may have at most 16"],
    [{ username: "admin" }, "username is a Uint8Array"],
    [{ password: zeros(21) }, "password has 21 bytes; it may have at most 20"],
    [{ password: "secret" }, "password is a Uint8Array"],
    [{ kg: zeros(21) }, "kg has 21 bytes; it may have at most 20"],
    [{ kg: [] }, "kg is a Uint8Array"],
    [{ cipherSuites: [] }, suitesText],
    [{ cipherSuites: Array.from({ length: 21 }, () => 3) }, suitesText],
    [{ cipherSuites: [3, 20] }, "cipherSuites: 20 is not a cipher suite; they are 0 to 19"],
    [{ privilegeLevel: 0 }, "privilegeLevel is a whole number from 1 to 5, not 0"],
    [{ privilegeLevel: 6 }, "privilegeLevel is a whole number from 1 to 5, not 6"],
    [{ maxInFlight: 33 }, "maxInFlight is a whole number from 1 to 32, not 33"],
    [{ maxQueued: 65_536 }, "maxQueued is a whole number from 0 to 65535, not 65536"],
    [{ keepaliveInterval: -1 }, "keepaliveInterval is 0 to 86400000 milliseconds, not -1"],
    [{ closeBudget: 1 }, "closeBudget is 2 to 86400000 milliseconds, not 1"],
    [{ rqSeqRest: 86_400_001 }, "rqSeqRest is 1 to 86400000 milliseconds, not 86400001"],
    [{ repetitionRest: -1 }, "repetitionRest is 0 to 86400000 milliseconds, not -1"],
    [{ rqSeqRest: 0 }, "rqSeqRest is 1 to 86400000 milliseconds, not 0"],
    [{ randomBytes: "dice" }, "randomBytes is a function (length, purpose) => Uint8Array"],
    [{ quirks: ["haste"] }, quirksText],
  ])("beyond them is misuse, in words: %o", (config, text) => {
    expect(misuse(() => resolveConfig({ ...least, ...config } as EngineConfig))).toBe(text);
  });

  it("keeps copies of the bytes it was given", () => {
    const config = { username: fromText("admin"), password: fromText("secret"), kg: fromText("key"), randomBytes };
    const { username, password, kg } = resolveConfig(config);
    for (const bytes of [config.username, config.password, config.kg]) bytes.fill(0);
    expect([username, password.expose(), kg.expose()]).toStrictEqual(["admin", "secret", "key"].map(fromText));
  });
});

describe("a retry policy", () => {
  it.each<Partial<RetryPolicy>>([
    { firstWait: 1 },
    { firstWait: 3_600_000, maxWait: 3_600_000 },
    { factor: 1, maxWait: 1, tries: 1, jitter: 0 },
    { factor: 10, tries: 100, jitter: 1 },
  ])("may go to its limits: %o", (given) => {
    expect(resolveRetryPolicy(given, defaultRetryPolicy)).toMatchObject(given);
  });

  it.each<readonly [Partial<RetryPolicy>, string]>([
    [{ firstWait: 0.5 }, "retry.firstWait is 1 to 3600000 milliseconds, not 0.5"],
    [{ firstWait: 3_600_001 }, "retry.firstWait is 1 to 3600000 milliseconds, not 3600001"],
    [{ factor: 0.9 }, "retry.factor is 1 to 10 times, not 0.9"],
    [{ factor: 11 }, "retry.factor is 1 to 10 times, not 11"],
    [{ maxWait: 0 }, "retry.maxWait is 1 to 3600000 milliseconds, not 0"],
    [{ tries: 101 }, "retry.tries is 1 to 100 tries, not 101"],
    [{ tries: 2.5 }, "retry.tries is a whole number"],
    [{ jitter: 1.5 }, "retry.jitter is 0 to 1 as a share of the wait, not 1.5"],
  ])("beyond them is misuse, in words: %o", (given, text) => {
    expect(misuse(() => resolveRetryPolicy(given, defaultRetryPolicy))).toBe(text);
  });

  it("never waits for longer than an hour where no limit is given", () => {
    expect(resolveRetryPolicy({ firstWait: 1_000_000 }, defaultRetryPolicy).maxWait).toBe(3_600_000);
    expect(resolveRetryPolicy({ firstWait: 900_000 }, defaultRetryPolicy).maxWait).toBe(3_600_000);
    expect(resolveRetryPolicy({ firstWait: 800_000 }, defaultRetryPolicy).maxWait).toBe(3_200_000);
  });

  it("keeps what it is based on, but for what is given", () => {
    const base = { ...defaultRetryPolicy, maxWait: 9000 };
    expect(resolveRetryPolicy({}, base)).toBe(base); // nearly every request has it: no copy
    expect(resolveRetryPolicy({ tries: 2 }, base)).toStrictEqual({ ...base, tries: 2 });
  });

  it("waits so long in all, without jitter", () => {
    expect(totalWait(defaultRetryPolicy)).toBe(11_000);
    expect(totalWait({ ...defaultRetryPolicy, tries: 1 })).toBe(1000);
  });

  it("of several that wait is due when the first is", () => {
    expect(earliestDeadline([])).toBeUndefined();
    expect(earliestDeadline([30, 10, 20].map((deadline) => ({ deadline })))).toBe(10);
  });
});

describe("a request", () => {
  const command = { type: "command", netFn: 6, cmd: 1, data: zeros(0) } as const;
  const outside = { type: "outsideSession", framing: "rmcpPlus", netFn: 6, cmd: 0x38, data: zeros(0) } as const;
  const bridged = (bridge: Partial<BridgePath>): EngineRequest => ({
    ...command,
    bridge: { targetAddress: 0x30, ...bridge },
  });

  it.each<EngineRequest>([
    { type: "presencePing" },
    { ...command, netFn: 0, cmd: 0, lun: 3 },
    { ...command, netFn: 62, cmd: 255, data: zeros(1024) },
    { ...outside, data: zeros(1024) },
    { ...outside, framing: "ipmi15", data: zeros(248) },
    bridged({ targetAddress: 0, targetChannel: 15, targetLun: 3, transitAddress: 255, transitChannel: 15 }),
    bridged({ targetAddress: 255, transitAddress: 0 }),
  ])("may go to its limits, and is a copy: %o", (request) => {
    const checked = validateRequest(request);
    expect(checked).toStrictEqual(request);
    expect(checked).not.toBe(request);
    if ("data" in request) expect((checked as { data: unknown }).data).not.toBe(request.data);
    if ("bridge" in request) expect((checked as { bridge: unknown }).bridge).not.toBe(request.bridge);
  });

  const from0 = (field: string, high: number, value: number): string =>
    `${field} is a whole number from 0 to ${high}, not ${value}`;
  it.each<readonly [unknown, string]>([
    [{ type: "wish" }, "request.type is not one of command, outsideSession, presencePing"],
    [{ ...outside, framing: "ipmi20" }, 'framing is "ipmi15" or "rmcpPlus", not ipmi20'],
    [{ ...outside, framing: "ipmi15", data: zeros(249) }, "data has 249 bytes; it may have at most 248"],
    [{ ...outside, data: zeros(1025) }, "data has 1025 bytes; it may have at most 1024"],
    [{ ...command, data: zeros(1025) }, "data has 1025 bytes; it may have at most 1024"],
    [{ ...command, data: "none" }, "data is a Uint8Array"],
    [{ ...command, netFn: 64 }, from0("netFn", 62, 64)],
    [{ ...command, netFn: -2 }, from0("netFn", 62, -2)],
    [{ ...command, netFn: 7 }, "netFn of a request is even, not 7"],
    [{ ...command, cmd: 256 }, from0("cmd", 255, 256)],
    [{ ...command, cmd: 1.5 }, from0("cmd", 255, 1.5)],
    [{ ...command, lun: 4 }, from0("lun", 3, 4)],
    [bridged({ targetAddress: 256 }), from0("bridge.targetAddress", 255, 256)],
    [bridged({ targetChannel: 16 }), from0("bridge.targetChannel", 15, 16)],
    [bridged({ targetLun: 4 }), from0("bridge.targetLun", 3, 4)],
    [bridged({ transitAddress: 256 }), from0("bridge.transitAddress", 255, 256)],
    [bridged({ transitChannel: 16 }), from0("bridge.transitChannel", 15, 16)],
  ])("beyond them is misuse, in words: %o", (request, text) => {
    expect(misuse(() => validateRequest(request as EngineRequest))).toBe(text);
  });

  it("is named by a number or a string", () => {
    expect(validateRequestId(0)).toBeUndefined();
    expect(validateRequestId("")).toBeUndefined();
    expect(misuse(() => validateRequestId(true as unknown as string))).toBe("requestId is a number or a string");
  });
});

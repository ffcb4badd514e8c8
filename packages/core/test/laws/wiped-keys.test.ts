import { unsafe } from "@noble/ciphers/aes.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import { keyDialect } from "../../src/crypto/key-dialect.ts";
import type { EngineConfig } from "../../src/engine/config.ts";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { fromText } from "../crypto/bytes.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { MemoryWatch } from "../support/memory-watch.ts";
import { scriptedRandom } from "../support/scripted-bytes.ts";
import type { ManagedSystemOptions } from "../support/scripted-managed-system.ts";

const password = "v9Xq-3mTz_7wKc.2rHb+";
const kg = fromText("kg/5dQs#8nJd=4pLf!6s");
const wanted = { password: fromText(password), kg };
const tooLong = fromText("v9Xq-3mTz_7wKc.2rHb+!");
const nothing = { secrets: [], hashes: 0, streams: 0 };

let watch: MemoryWatch;
beforeEach(() => {
  watch = new MemoryWatch();
});
afterEach(() => watch.end());

/** A harness whose engine is watched, and nothing else. */
class Watched extends EngineHarness {
  static of(config: Partial<EngineConfig> = {}, system: ManagedSystemOptions = {}): Watched {
    return watch.unwatched(() => {
      const secrets = { password: fromText(password), kg };
      const make = (whole: EngineConfig): IpmiEngine => watch.watched(() => new IpmiEngine(whole));
      return new Watched({ cipherSuites: [17], ...secrets, ...config }, { password, kg, ...system }, make);
    });
  }

  /** The managed system's side is not looked at. */
  override carry(): Uint8Array[] {
    return watch.unwatched(() => super.carry());
  }

  /** What of the session's and the user's secrets is left in what the engine ever made. */
  left(): ReturnType<MemoryWatch["remains"]> {
    return watch.unwatched(() => {
      const keys = this.system.rakpMessages1.length > 0 ? this.system.exposeKeys() : undefined;
      const hasAesKey = keys !== undefined && keys.k2.length >= 16;
      const schedule = hasAesKey ? unsafe.expandKeyDecLE(keys.k2.slice(0, 16)) : undefined;
      const decryption = schedule && new Uint8Array(schedule.buffer, 0, 16);
      return watch.remains({ ...wanted, ...keys, decryption }, 8);
    });
  }

  /** Whether everything is gone, now that the engine has ended. */
  expectNothingLeft(): void {
    expect(this.phase).toBe("closed");
    expect(watch.size).toBeGreaterThan(5);
    expect(this.left()).toEqual(nothing);
  }
}

/** Gets the engine to wait for what answers a message, by losing all answers from there on. */
const upTo = {
  "Open Session Response": (harness: Watched) => harness.feed({ type: "openSession" }),
  "RAKP Message 2": (harness: Watched) => deliver(harness.feed({ type: "openSession" }), 1),
  "RAKP Message 4": (harness: Watched) => deliver(harness.feed({ type: "openSession" }), 2),
  "Set Session Privilege Level": (harness: Watched) => deliver(harness.feed({ type: "openSession" }), 3),
} as const;

function deliver<H extends Watched>(harness: H, rounds: number): H {
  for (let round = 0; round < rounds; round++) harness.receive(...harness.carry());
  return harness;
}

describe("while a session is open", () => {
  it.each([
    [3, { secrets: expect.arrayContaining(["k2 raw", "decryption raw", "password raw", "kg raw"]), hashes: 2 }],
    [7, { secrets: expect.arrayContaining(["password raw"]), hashes: 2 }],
    [12, { secrets: expect.arrayContaining(["k2 raw", "password raw"]) }],
    [17, { secrets: expect.arrayContaining(["k2 raw", "decryption raw"]), hashes: 2 }],
    [18, { secrets: expect.arrayContaining(["k2 raw"]), hashes: 2, streams: 2 }],
  ] as const)("the watch sees the keys it needs (suite %i)", (suite, expected) => {
    const harness = Watched.of({ cipherSuites: [suite] });
    harness.open();
    harness.command(1).settle();
    expect(harness.left()).toMatchObject(expected);
  });

  it("SIK and K1 are gone already, but for what was made of K1", () => {
    const harness = Watched.of();
    harness.open();
    expect(harness.left().secrets.filter((each) => /^(sik|k1)/.test(each))).toEqual([]);
  });
});

describe("no secret is left in memory", () => {
  const suites: readonly CipherSuiteId[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19];
  it.each(suites)("once the session was closed, suite %i", (suite) => {
    const harness = Watched.of({ cipherSuites: [suite], dangerouslyAllowUnprotectedCipherSuites: true });
    harness.open();
    for (let each = 0; each < 3; each++) harness.command(each).settle();
    harness.feed({ type: "closeSession" }).settle();
    harness.expectNothingLeft();
  });

  it("where a quirk keys with sixteen bytes of the password, nor the other four", () => {
    const harness = Watched.of(
      { cipherSuites: [8], quirks: ["openipmiMd5"] },
      { dialect: keyDialect(["openipmiMd5"]) },
    );
    harness.open();
    harness.feed({ type: "closeSession" }).settle();
    harness.expectNothingLeft();
    expect(watch.remains({ others: wanted.password.subarray(16) })).toEqual(nothing);
  });

  it("once the session was lost", () => {
    const harness = Watched.of();
    harness.open();
    harness.command(1).command(2).lose();
    harness.runOut();
    expect(harness.closed?.reason).toBe("lost");
    harness.expectNothingLeft();
  });

  it("nor while nobody answers Close Session", () => {
    const harness = Watched.of();
    harness.open();
    harness.feed({ type: "closeSession" }).lose();
    harness.runOut();
    harness.expectNothingLeft();
  });

  describe.each(Object.entries(upTo))("of a handshake that waits for %s", (_name, reach) => {
    it("and is given up", () => {
      const harness = reach(Watched.of()).feed({ type: "closeSession" });
      harness.settle();
      harness.expectNothingLeft();
    });

    it("and is never answered", () => {
      const harness = reach(Watched.of()).lose();
      harness.runOut();
      harness.expectNothingLeft();
    });

    it("and loses a request that waits for it", () => {
      const harness = reach(Watched.of());
      harness.command(1).feed({ type: "cancelRequest", requestId: 1 }).command(2).feed({ type: "closeSession" });
      harness.lose().runOut();
      harness.expectNothingLeft();
    });
  });

  it.each(["Open Session Response", "RAKP Message 2", "RAKP Message 4"] as const)(
    "of a handshake that waits for %s from a port that is closed",
    (name) => {
      const harness = upTo[name](Watched.of()).feed({ type: "unreachable" });
      harness.expectNothingLeft();
    },
  );

  it.each([
    ["a wrong password", {}, { password: "another" }],
    ["a wrong Kg", { kg: fromText("not the key") }, {}],
    ["a wrong Kg, none being needed", {}, { kg: new Uint8Array(0) }],
    ["a refused suite", {}, { suites: [] }],
    ["a suite in place of another", { cipherSuites: [17, 3] }, { suites: [3], password: "another" }],
    ["a level that is refused", {}, { privilegeLimit: 2 }],
  ] as const)("after %s", (_name, config, system) => {
    const harness = Watched.of(config, system as ManagedSystemOptions);
    harness.feed({ type: "openSession" }).settle();
    expect(harness.closed?.error).toBeDefined();
    harness.expectNothingLeft();
  });

  it("of a handshake that began anew, of either run", () => {
    const harness = Watched.of();
    let forgot = true;
    const { system } = harness;
    system.script.rakpMessage3 = (message) => {
      if (!forgot) return [system.rakpMessage4(message)];
      forgot = false;
      return [system.refusal(PayloadType.rakpMessage4, message.messageTag, 0x02)];
    };
    deliver(harness.feed({ type: "openSession" }), 3);
    expect(harness.phase).toBe("awaitOpenSessionResponse");
    expect(harness.left()).toEqual({ secrets: ["password raw", "kg raw"], hashes: 0, streams: 0 });
    harness.settle();
    expect(harness.phase).toBe("open");
    harness.feed({ type: "closeSession" }).settle();
    harness.expectNothingLeft();
  });

  it.each([1, 2, 3, 4, 5, 6, 7])("after chance threw at draw %i and the engine was closed", (draw) => {
    const random = scriptedRandom();
    let draws = 0;
    const randomBytes: EngineConfig["randomBytes"] = (length, purpose) => {
      draws += 1;
      if (draws === draw) throw new Error("no entropy");
      return random(length, purpose);
    };
    const harness = Watched.of({ randomBytes });
    try {
      harness.feed({ type: "openSession" }).settle();
    } catch {
      // It is the caller's function that threw: that is told to the caller.
    }
    expect(draws).toBeGreaterThanOrEqual(draw);
    harness.feed({ type: "closeSession" }).lose();
    harness.runOut();
    harness.expectNothingLeft();
  });

  it.each([
    ["a password", { password: tooLong }],
    ["a Kg", { kg: tooLong }],
    ["anything else", { maxInFlight: 99 }],
    ["a suite", { cipherSuites: [0] }],
    ["a quirk", { quirks: ["none" as never] }],
  ] as const)("where %s in the configuration is refused", (_name, config) => {
    expect(() => Watched.of(config)).toThrow();
    expect(watch.remains(wanted, 8)).toEqual(nothing);
  });
});

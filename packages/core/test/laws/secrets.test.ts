import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authenticationAlgorithms } from "../../src/crypto/authentication.ts";
import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { standardKeyDialect } from "../../src/crypto/key-dialect.ts";
import { userKey } from "../../src/crypto/keys.ts";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { lawRuns } from "../support/law-runs.ts";
import { drain, reenact } from "../support/recording.ts";
import { secretsOf } from "../support/session-secrets.ts";
import { playedWorld } from "../support/world.ts";
import { worldPlans } from "../support/world-plan.ts";

const secretBytes = fc.uint8Array({ minLength: 8, maxLength: 20 });

describe("secrets", () => {
  it("password, Kg, Kuid, SIK, K1 and K2 are in no output, event, error, trace or snapshot: raw, in hex, in base64", () => {
    let sessions = 0;
    fc.assert(
      fc.property(
        worldPlans({ traceMessages: true }),
        secretBytes,
        secretBytes,
        fc.boolean(),
        (plan, password, kg, fails) => {
          const options = fails
            ? { bmc: { kg: password, users: [{ name: plan.username, password: kg, privilegeLimit: 4 }] } }
            : {};
          const world = playedWorld({ ...plan, password, kg }, options as object);
          const { recording } = world.recorder;
          const { authentication } = cipherSuite(plan.cipherSuiteId)!;
          const kuid = userKey(authenticationAlgorithms[authentication], password, standardKeyDialect);
          const secrets: Record<string, Uint8Array> = { password, kg, kuid };
          const session = secretsOf(recording);
          if (session !== undefined) {
            sessions += 1;
            Object.assign(secrets, {
              sik: session.sik,
              k1: session.k1,
              k2: session.k2,
              aesKey: session.k2.slice(0, 16),
            });
          }
          // A second run with its snapshots, and with what a debugger or a careless log would print.
          const engine = reenact(recording);
          const haystack: Haystack = { bytes: [], text: [] };
          for (const { input } of recording.steps) {
            engine.handleInput(input);
            collect(drain(engine), haystack);
            collect(engine.snapshot(), haystack);
          }
          collect(rawOutputs(recording), haystack);
          haystack.text.push(JSON.stringify(engine), String(engine));
          collect(Object.entries(engine), haystack);
          const haystackText = haystack.text.join("\n").toLowerCase();
          for (const [name, secret] of Object.entries(secrets))
            expectAbsent(name, secret, haystack.bytes, haystackText);
        },
      ),
      lawRuns(80),
    );
    expect(sessions).toBeGreaterThan(0);
  });

  it("nor in what is thrown for a configuration that does not fit", () => {
    const tooLong = fc.uint8Array({ minLength: 21, maxLength: 40 });
    fc.assert(
      fc.property(tooLong, fc.constantFrom("password", "kg"), (secret, field) => {
        const config = {
          username: new Uint8Array(0),
          password: new Uint8Array(0),
          randomBytes: (length: number) => new Uint8Array(length),
          [field]: secret,
        };
        const haystack: Haystack = { bytes: [], text: [] };
        try {
          new IpmiEngine(config);
          expect.unreachable("21 bytes do not fit");
        } catch (error) {
          collect(error, haystack);
        }
        expectAbsent(field, secret, haystack.bytes, haystack.text.join("\n").toLowerCase());
      }),
      lawRuns(50),
    );
  });
});

interface Haystack {
  readonly bytes: Uint8Array[];
  readonly text: string[];
}

/** The errors themselves, and not the copies a recording keeps. */
function rawOutputs(recording: Parameters<typeof reenact>[0]): unknown[] {
  const engine = reenact(recording);
  const events: unknown[] = [];
  for (const { input } of recording.steps) engine.handleInput(input);
  for (let output = engine.pollOutput(); output.type !== "timeout"; output = engine.pollOutput()) events.push(output);
  return events;
}

/** All bytes and all text in a value, however deep; of an error everything but its stack. */
function collect(value: unknown, haystack: Haystack): void {
  if (value instanceof Uint8Array) haystack.bytes.push(value);
  else if (value instanceof Error) {
    haystack.text.push(value.name, value.message, String(value));
    for (const [name, each] of Object.entries(value)) collect([name, each], haystack);
    collect(value.cause, haystack);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      haystack.text.push(name);
      collect(each, haystack);
    }
  } else haystack.text.push(String(value));
}

function expectAbsent(name: string, secret: Uint8Array, bytes: readonly Uint8Array[], text: string): void {
  // RAKP-none has no keys, and a run of zeros pads many things.
  const significant = withoutTrailingZeros(secret);
  if (significant.length < 6 || new Set(significant).size < 4) return;
  const needle = Buffer.from(significant);
  for (const each of bytes)
    expect(Buffer.from(each.buffer, each.byteOffset, each.length).indexOf(needle), name).toBe(-1);
  const shown = {
    hex: needle.toString("hex"),
    base64: needle.toString("base64").replace(/=+$/, "").slice(0, -1),
    list: needle.join(","),
  };
  for (const [form, shownAs] of Object.entries(shown))
    expect(text.includes(shownAs.toLowerCase()), `${name} in ${form}`).toBe(false);
}

function withoutTrailingZeros(bytes: Uint8Array): Uint8Array {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0) length -= 1;
  return bytes.slice(0, length);
}

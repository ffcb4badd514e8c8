import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { authenticationAlgorithms } from "../../src/crypto/authentication.ts";
import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { standardKeyDialect } from "../../src/crypto/key-dialect.ts";
import { userKey } from "../../src/crypto/keys.ts";
import { IpmiEngine } from "../../src/engine/engine.ts";
import { Haystack } from "../support/haystack.ts";
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
          const haystack = new Haystack();
          for (const { input } of recording.steps) {
            engine.handleInput(input);
            haystack.keep(drain(engine)).keep(engine.snapshot());
          }
          haystack.keep(rawOutputs(recording)).show(engine).show(engine.snapshot());
          expect(haystack.find(secrets)).toEqual([]);
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
        let thrown: unknown;
        try {
          new IpmiEngine(config);
        } catch (error) {
          thrown = error;
        }
        expect(thrown).toBeInstanceOf(Error);
        expect(new Haystack().show(thrown).find({ [field]: secret }, { window: 8 })).toEqual([]);
      }),
      lawRuns(50),
    );
  });
});

/** The errors themselves, and not the copies a recording keeps. */
function rawOutputs(recording: Parameters<typeof reenact>[0]): unknown[] {
  const engine = reenact(recording);
  const events: unknown[] = [];
  for (const { input } of recording.steps) engine.handleInput(input);
  for (let output = engine.pollOutput(); output.type !== "timeout"; output = engine.pollOutput()) events.push(output);
  return events;
}

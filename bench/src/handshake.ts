import { deepStrictEqual } from "node:assert/strict";
import { createHmac, createSecretKey } from "node:crypto";
import type { CipherSuite } from "@ruipmi/core";
import { drain, scriptedEngine } from "./engine-client.ts";
import { drawScript, type HandshakeScript, handshakeAnswers, handshakeKeys, user } from "./managed-system.ts";
import type { Comparison } from "./measure.ts";
import { hashNames } from "./node-protection.ts";
import { RandomPool } from "./random-pool.ts";

/** Handshakes in one side of a round, each with random numbers of its own. */
const operations = 24;

/**
 * A whole handshake of the engine, `new IpmiEngine` to RAKP Message 4 verified and the session's keys in place, against
 * the six HMACs that no client can do without: the code of RAKP Message 2, that of RAKP Message 3, SIK, K1, K2 and the
 * integrity check value of RAKP Message 4. The engine's side also seals Set Session Privilege Level, which it sends by
 * itself when RAKP Message 4 was good: that cannot be taken off, so it is counted against us.
 */
export function compareHandshake(name: string, suite: CipherSuite): Comparison {
  const pool = new RandomPool();
  const prepared = Array.from({ length: operations }, () => {
    const script = drawScript(suite, pool);
    return { script, answers: handshakeAnswers(script), covered: coveredBytes(script) };
  });
  const hash = hashNames[suite.authentication]!;
  const password = Buffer.alloc(20);
  password.set(user.password);
  const kuid = createSecretKey(password);
  const rawHmacs = ({ message2, message3, sik, message4 }: CoveredBytes): readonly Buffer[] => {
    const code2 = createHmac(hash, kuid).update(message2).digest();
    const code3 = createHmac(hash, kuid).update(message3).digest();
    const sessionKey = createHmac(hash, kuid).update(sik).digest();
    const k1 = createHmac(hash, sessionKey).update(ones).digest();
    const k2 = createHmac(hash, sessionKey).update(twos).digest();
    return [code2, code3, sessionKey, k1, k2, createHmac(hash, sessionKey).update(message4).digest()];
  };
  const handshake = (script: HandshakeScript, answers: readonly Uint8Array[]): Uint8Array | undefined => {
    const engine = scriptedEngine(script, pool);
    engine.handleInput({ type: "openSession", now: 0 });
    let last = drain(engine);
    for (const datagram of answers) {
      engine.handleInput({ type: "datagram", now: 0, datagram });
      last = drain(engine);
    }
    return last;
  };
  for (const { script, answers, covered } of prepared) {
    const keys = handshakeKeys(script);
    const { sik, k1, k2 } = keys.exposeKeys();
    const icv = keys.rakpMessage4Icv();
    const expected = [keys.rakpMessage2Code(), keys.rakpMessage3Code(), sik, k1, k2, icv];
    const computed = rawHmacs(covered).map((digest, index) => [...digest.subarray(0, expected[index]!.length)]);
    deepStrictEqual(computed, expected.map((bytes) => [...bytes]));
    const privilegeRequest = handshake(script, answers);
    deepStrictEqual(privilegeRequest?.subarray(6, 10), Uint8Array.of(0x01, 0x02, 0x00, 0x02));
  }
  return {
    name,
    operations,
    prepare: () => {},
    ours: () => {
      for (const { script, answers } of prepared) handshake(script, answers);
    },
    theirs: () => {
      for (const { covered } of prepared) rawHmacs(covered);
    },
  };
}

const ones = Buffer.alloc(20, 1);
const twos = Buffer.alloc(20, 2);

interface CoveredBytes {
  readonly message2: Uint8Array;
  readonly message3: Uint8Array;
  readonly sik: Uint8Array;
  readonly message4: Uint8Array;
}

/** What each HMAC covers (IPMI v2.0 §13.28.1, §13.31), put together beforehand. */
function coveredBytes({ exchange }: HandshakeScript): CoveredBytes {
  const { remoteConsoleRandom, managedSystemRandom, managedSystemGuid, role, username } = exchange;
  const sidm = littleEndian(exchange.remoteConsoleSessionId);
  const sidc = littleEndian(exchange.managedSystemSessionId);
  const name = Buffer.of(role, username.length, ...username);
  return {
    message2: Buffer.concat([sidm, sidc, remoteConsoleRandom, managedSystemRandom, managedSystemGuid, name]),
    message3: Buffer.concat([managedSystemRandom, sidm, name]),
    sik: Buffer.concat([remoteConsoleRandom, managedSystemRandom, name]),
    message4: Buffer.concat([remoteConsoleRandom, sidc, managedSystemGuid]),
  };
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

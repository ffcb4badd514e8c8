import { deepStrictEqual } from "node:assert/strict";
import { createHmac, createSecretKey } from "node:crypto";
import type { CipherSuite } from "@ruipmi/core";
import { openWithAnswers, scriptedEngine } from "./engine-client.ts";
import { drawScript, type HandshakeScript, handshakeKeys, user } from "./managed-system.ts";
import type { Comparison } from "./measure.ts";
import { hashNames } from "./node-protection.ts";
import { RandomPool } from "./random-pool.ts";
import { ScriptedHandshake } from "./scripted-handshake.ts";

/** Handshakes in one side of a round, each with random numbers of its own. */
const operations = 8;

/**
 * A whole handshake, Open Session Request built to RAKP Message 4 verified and the session's keys primed, against the six
 * HMACs that no client can do without: the codes of RAKP Messages 2 and 3, SIK, K1, K2 and the integrity check value of
 * RAKP Message 4. Our side is the engine's `Handshake` with the engine left off: that would go on by itself to Set Session
 * Privilege Level, which comes after the handshake. Their side has its input put together and the password's
 * KeyObject made beforehand; it builds, parses and compares nothing. The SIK is made a KeyObject once, within, since it
 * comes into being here: three HMACs use it, and newer versions of Node take several times as long for a key of bytes.
 */
export function compareHandshake(name: string, suite: CipherSuite): Comparison {
  const pool = new RandomPool();
  const prepared = Array.from({ length: operations }, () => {
    const script = drawScript(suite, pool);
    return { script, answers: openWithAnswers(scriptedEngine(script, pool), script), covered: coveredBytes(script) };
  });
  const hash = hashNames[suite.authentication]!;
  const password = Buffer.alloc(20);
  password.set(user.password);
  const kuid = createSecretKey(password);
  const rawHmacs = ({ message2, message3, sik, message4 }: CoveredBytes): readonly Buffer[] => {
    const code2 = createHmac(hash, kuid).update(message2).digest();
    const code3 = createHmac(hash, kuid).update(message3).digest();
    const sessionKey = createHmac(hash, kuid).update(sik).digest();
    const sikObject = createSecretKey(sessionKey);
    const k1 = createHmac(hash, sikObject).update(ones).digest();
    const k2 = createHmac(hash, sikObject).update(twos).digest();
    return [code2, code3, sessionKey, k1, k2, createHmac(hash, sikObject).update(message4).digest()];
  };
  for (const { script, covered } of prepared) {
    const keys = handshakeKeys(script);
    const { sik, k1, k2 } = keys.exposeKeys();
    const icv = keys.rakpMessage4Icv();
    const expected = [keys.rakpMessage2Code(), keys.rakpMessage3Code(), sik, k1, k2, icv];
    const computed = rawHmacs(covered).map((digest, index) => [...digest.subarray(0, expected[index]!.length)]);
    deepStrictEqual(
      computed,
      expected.map((bytes) => [...bytes]),
    );
  }
  let handshakes: readonly ScriptedHandshake[] = [];
  return {
    name,
    operations,
    prepare: () => {
      for (const handshake of handshakes) handshake.wipe();
      handshakes = prepared.map(({ script }) => new ScriptedHandshake(script, pool));
    },
    ours: () => {
      for (let index = 0; index < operations; index++) handshakes[index]!.run(prepared[index]!.answers);
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

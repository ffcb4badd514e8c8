import { cipherSuites } from "@ruipmi/core";
import { AesCbc128 } from "../../packages/core/src/crypto/aes-cbc-128.ts";
import { authenticationAlgorithms } from "../../packages/core/src/crypto/authentication.ts";
import { sha256 } from "../../packages/core/src/crypto/hash-functions.ts";
import { integrityAlgorithms } from "../../packages/core/src/crypto/integrity.ts";
import { deriveK, deriveSessionIntegrityKey, userKey } from "../../packages/core/src/crypto/keys.ts";
import { rakpMessage2Code } from "../../packages/core/src/crypto/rakp-codes.ts";
import { drawScript } from "./managed-system.ts";
import { RandomPool } from "./random-pool.ts";

const { exchange } = drawScript(cipherSuites[17]!, new RandomPool());
const key = new Uint8Array(16).fill(7),
  k32 = new Uint8Array(32).fill(3),
  c20 = new Uint8Array(20).fill(1);
const t: Record<string, number[]> = {};
const lap = (k: string, f: () => unknown) => {
  const s = process.hrtime.bigint();
  for (let j = 0; j < 20; j++) f();
  const e = Number(process.hrtime.bigint() - s);
  (t[k] ??= []).push(e / 20);
};
const primed = sha256.primeHmac(k32);
const a = authenticationAlgorithms[3];
const iv = () => key;
for (let i = 0; i < 10000; i++) {
  if (i === 5000) for (const k in t) t[k] = [];
  lap("prime+wipe", () => sha256.primeHmac(k32).wipe());
  lap("digest20", () => primed.digest(c20));
  lap("userKey", () => userKey(a, c20));
  lap("code2", () => rakpMessage2Code(a, primed, exchange));
  lap("sik", () => deriveSessionIntegrityKey(a, primed, exchange));
  lap("k", () => deriveK(a, primed, 1));
  lap("aes", () => new AesCbc128(k32, iv).wipe());
  lap("auth", () => integrityAlgorithms[4].createAuthenticator({ k1: k32, password: key })!.wipe());
}
for (const k in t) {
  const a = t[k]!.sort((x, y) => x - y);
  console.log(k.padEnd(18), (a[a.length >> 1]! / 1000).toFixed(3));
}

import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  timingSafeEqual,
} from "node:crypto";
import type { CipherSuite } from "@ruipmi/core";
import { AuthenticationAlgorithmId, ConfidentialityAlgorithmId, IntegrityAlgorithmId } from "@ruipmi/core/wire";
import type { RandomPool } from "./random-pool.ts";

/** AuthCodes by node:crypto: a new Hmac for each packet, the key made a KeyObject once a session. */
export interface NodeIntegrity {
  readonly authCodeLength: number;
  authCode(covered: Uint8Array): Buffer;
  verify(covered: Uint8Array, authCode: Uint8Array): boolean;
}

/** Payloads by node:crypto: a new Cipheriv or Decipheriv for each packet. */
export interface NodeConfidentiality {
  encrypt(plain: Uint8Array): Buffer;
  decrypt(payload: Uint8Array): Uint8Array | undefined;
}

const hmacs: Readonly<Record<number, readonly [algorithm: string, authCodeLength: number]>> = {
  [IntegrityAlgorithmId.hmacSha1_96]: ["sha1", 12],
  [IntegrityAlgorithmId.hmacMd5_128]: ["md5", 16],
  [IntegrityAlgorithmId.hmacSha256_128]: ["sha256", 16],
};

/** node:crypto's name for the hash of an authentication algorithm; `undefined` for RAKP-none. */
export const hashNames: Readonly<Record<number, string>> = {
  [AuthenticationAlgorithmId.hmacSha1]: "sha1",
  [AuthenticationAlgorithmId.hmacMd5]: "md5",
  [AuthenticationAlgorithmId.hmacSha256]: "sha256",
};

export function nodeIntegrity(suite: CipherSuite, k1: Uint8Array, password: Uint8Array): NodeIntegrity | undefined {
  if (suite.integrity === IntegrityAlgorithmId.none) return undefined;
  const [algorithm, authCodeLength] = hmacs[suite.integrity] ?? ["md5", 16];
  const code = hmacs[suite.integrity] === undefined ? md5Code(password) : hmacCode(algorithm, createSecretKey(k1));
  return {
    authCodeLength,
    authCode: (covered) => code(covered).subarray(0, authCodeLength),
    verify: (covered, authCode) => timingSafeEqual(code(covered).subarray(0, authCodeLength), authCode),
  };
}

export function nodeConfidentiality(
  suite: CipherSuite,
  k2: Uint8Array,
  pool: RandomPool,
): NodeConfidentiality | undefined {
  switch (suite.confidentiality) {
    case ConfidentialityAlgorithmId.none:
      return undefined;
    case ConfidentialityAlgorithmId.aesCbc128:
      return aesCbc128(createSecretKey(k2.subarray(0, 16)), pool);
    case ConfidentialityAlgorithmId.xrc4_128:
      return xrc4("rc4", 16, k2.slice(0, 16), pool);
    case ConfidentialityAlgorithmId.xrc4_40:
      return xrc4("rc4-40", 5, k2.slice(0, 16), pool);
  }
}

/** Whether this Node's OpenSSL gives out RC4: version 3 does only with its legacy provider. */
export function hasRc4(): boolean {
  try {
    createCipheriv("rc4", new Uint8Array(16), null);
    return true;
  } catch {
    return false;
  }
}

function hmacCode(algorithm: string, key: KeyObject): (covered: Uint8Array) => Buffer {
  return (covered) => createHmac(algorithm, key).update(covered).digest();
}

function md5Code(password: Uint8Array): (covered: Uint8Array) => Buffer {
  const key = Buffer.alloc(20);
  key.set(password);
  return (covered) => createHash("md5").update(key).update(covered).update(key).digest();
}

function aesCbc128(key: KeyObject, pool: RandomPool): NodeConfidentiality {
  return {
    encrypt(plain) {
      const padLength = 15 - (plain.length % 16);
      const padded = Buffer.allocUnsafe(plain.length + padLength + 1);
      padded.set(plain);
      for (let pad = 1; pad <= padLength; pad++) padded[plain.length + pad - 1] = pad;
      padded[padded.length - 1] = padLength;
      const iv = pool.draw(16);
      const cipher = createCipheriv("aes-128-cbc", key, iv);
      cipher.setAutoPadding(false);
      // Whole blocks without automatic padding: update() returns them all, final() would only cost.
      return Buffer.concat([iv, cipher.update(padded)]);
    },
    decrypt(payload) {
      if (payload.length < 32 || payload.length % 16 !== 0) return undefined;
      const decipher = createDecipheriv("aes-128-cbc", key, payload.subarray(0, 16));
      decipher.setAutoPadding(false);
      const plain = decipher.update(payload.subarray(16));
      const padLength = plain[plain.length - 1]!;
      if (padLength > 16 || padLength >= plain.length) return undefined;
      const dataLength = plain.length - 1 - padLength;
      for (let pad = 1; pad <= padLength; pad++) if (plain[dataLength + pad - 1] !== pad) return undefined;
      return plain.subarray(0, dataLength);
    },
  };
}

/** xRC4 where the two sides speak by turns: every packet starts a stream afresh (IPMI v2.0 §13.30). */
function xrc4(cipherName: string, keyLength: number, k2: Uint8Array, pool: RandomPool): NodeConfidentiality {
  const streamKey = (iv: Uint8Array): Buffer => createHash("md5").update(k2).update(iv).digest().subarray(0, keyLength);
  return {
    encrypt(plain) {
      const iv = pool.draw(16);
      return Buffer.concat([offsetZero, iv, createCipheriv(cipherName, streamKey(iv), null).update(plain)]);
    },
    decrypt(payload) {
      if (payload.length < 20) return undefined;
      for (let at = 0; at < 4; at++) if (payload[at] !== 0) return undefined;
      const key = streamKey(payload.subarray(4, 20));
      return createDecipheriv(cipherName, key, null).update(payload.subarray(20));
    },
  };
}

const offsetZero = Buffer.alloc(4);

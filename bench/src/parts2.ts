import { unsafe } from "../../packages/core/node_modules/@noble/ciphers/aes.js";
import { sha256 as n256 } from "../../packages/core/node_modules/@noble/hashes/sha2.js";
import { sha256 } from "../../packages/core/src/crypto/hash-functions.ts";

const key = new Uint8Array(16).fill(7),
  k32 = new Uint8Array(32).fill(3),
  c20 = new Uint8Array(20).fill(1),
  c36 = new Uint8Array(36),
  c73 = new Uint8Array(73);
const t: Record<string, number[]> = {};
const lap = (k: string, f: () => unknown) => {
  const s = process.hrtime.bigint();
  for (let j = 0; j < 20; j++) f();
  const e = Number(process.hrtime.bigint() - s);
  (t[k] ??= []).push(e / 20);
};
const primed = sha256.primeHmac(k32);
const small = new Uint8Array(60);
for (let i = 0; i < 20000; i++) {
  if (i === 10000) for (const k in t) t[k] = [];
  lap("expandKeyLE", () => unsafe.expandKeyLE(key));
  lap("expandKeyDecLE", () => unsafe.expandKeyDecLE(key));
  lap("create", () => n256.create());
  lap("prime", () => sha256.primeHmac(k32));
  lap("digest20", () => primed.digest(c20));
  lap("digest73", () => primed.digest(c73));
  lap("dataview same", () => new DataView(small.buffer));
  lap("new u8 64 + view", () => {
    const b = new Uint8Array(64);
    return new DataView(b.buffer);
  });
  lap("new u8 32", () => new Uint8Array(32));
  lap("new u8 80", () => new Uint8Array(80));
  lap("slice(0,12)", () => small.slice(0, 12));
  lap("subarray", () => small.subarray(0, 12));
  lap("new+subarray", () => new Uint8Array(30).subarray(0, 12));
  lap("Uint8Array.from", () => Uint8Array.from(small));
  lap("new Uint8Array(x)", () => new Uint8Array(small));
  lap("closure", () => {
    const consider = (x: number) => x + i;
    return consider;
  });
  lap("nothing", () => {});
}
for (const k in t) {
  const a = t[k]!.sort((x, y) => x - y);
  console.log(k.padEnd(18), (a[a.length >> 1]! / 1000).toFixed(3));
}

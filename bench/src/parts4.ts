import { sha256 as n } from "../../packages/core/node_modules/@noble/hashes/sha2.js";
const t: Record<string, number[]> = {};
const lap = (k: string, f: () => unknown) => { const s = process.hrtime.bigint(); for (let j = 0; j < 50; j++) f(); const e = Number(process.hrtime.bigint() - s); const l = t[k] ?? []; t[k] = l; l.push(e / 50); };
const a: any = n.create(), b: any = n.create(); const blk = new Uint8Array(64); const v = new DataView(blk.buffer); const d32 = new Uint8Array(32);
for (let i = 0; i < 8000; i++) {
  if (i === 4000) for (const k in t) t[k] = [];
  lap("process", () => b.process(v, 0));
  lap("cloneInto", () => a._cloneInto(b));
  lap("cloneInto+update32", () => { a._cloneInto(b); b.update(d32); });
  lap("cloneInto+update64", () => { a._cloneInto(b); b.update(blk); });
  lap("cloneInto+update32+digest", () => { a._cloneInto(b); b.update(d32); return b.digest(); });
  lap("destroy", () => b.destroy());
}
for (const k in t) { const x = t[k]!.sort((p, q) => p - q); console.log(k.padEnd(28), (x[x.length >> 1]! / 1000).toFixed(3)); }

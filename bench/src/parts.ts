import { cipherSuites } from "@ruipmi/core";
import { drain, openWithAnswers, scriptedEngine } from "./engine-client.ts";
import { drawScript, handshakeAnswers, handshakeKeys, user } from "./managed-system.ts";
import { RandomPool } from "./random-pool.ts";

const pool = new RandomPool();
const script = drawScript(cipherSuites[Number(process.argv[2] ?? 17)]!, pool);
const answers = openWithAnswers(scriptedEngine(script, pool), script);
const t: Record<string, number[]> = {};
const lap = (k: string, f: () => unknown) => {
  const s = process.hrtime.bigint();
  const r = f();
  const e = Number(process.hrtime.bigint() - s);
  (t[k] ??= []).push(e);
  return r as any;
};
for (let i = 0; i < 60000; i++) {
  if (i === 30000) for (const k in t) t[k] = [];
  const e = lap("new", () => scriptedEngine(script, pool));
  lap("open", () => {
    e.handleInput({ type: "openSession", now: 0 });
    drain(e);
  });
  lap("osr", () => {
    e.handleInput({ type: "datagram", now: 0, datagram: answers[0] });
    drain(e);
  });
  lap("rakp2", () => {
    e.handleInput({ type: "datagram", now: 0, datagram: answers[1] });
    drain(e);
  });
  lap("rakp4", () => {
    e.handleInput({ type: "datagram", now: 0, datagram: answers[2] });
    drain(e);
  });
  const k = lap("  keys new", () => handshakeKeys(script));
  lap("  code2", () => k.rakpMessage2Code());
  const p = lap("  protection", () => k.createProtection(() => pool.draw(16)));
  lap("  code3", () => k.rakpMessage3Code());
  lap("  icv", () => k.rakpMessage4Icv());
  lap("  wipe", () => k.wipe());
  lap("nothing", () => {});
}
for (const k in t) {
  const a = t[k]!.sort((x, y) => x - y);
  console.log(k.padEnd(14), (a[a.length >> 1]! / 1000).toFixed(2));
}

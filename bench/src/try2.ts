import { cipherSuites } from "@ruipmi/core";
import { compareHandshake } from "./handshake.ts";
import { measure } from "./measure.ts";

const secs = Number(process.argv[3] ?? 3);
for (const id of (process.argv[2] ?? "17,3,8").split(",").map(Number)) {
  const m = measure(compareHandshake(`handshake/suite${id}`, cipherSuites[id]!), secs);
  console.log(
    m.name,
    m.ours.toFixed(2),
    m.theirs.toFixed(2),
    m.ratio.toFixed(2),
    m.low.toFixed(2),
    m.high.toFixed(2),
    m.rounds,
  );
}

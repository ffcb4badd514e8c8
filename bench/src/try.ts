import { cipherSuites } from "@ruipmi/core";
import { measure } from "./measure.ts";
import { compareSealOpen } from "./seal-open.ts";
const secs = Number(process.argv[3] ?? 2);
for (const id of (process.argv[2] ?? "3,17,2,0").split(",").map(Number)) {
  for (const way of ["engine", "packets"] as const) {
    const m = measure(compareSealOpen(`${way}/suite${id}`, cipherSuites[id]!, way), secs);
    console.log(m.name, m.ours.toFixed(2), m.theirs.toFixed(2), m.ratio.toFixed(2), m.low.toFixed(2), m.high.toFixed(2), m.rounds);
  }
}

import { cipherSuites } from "@ruipmi/core";
import { compareSealOpen } from "./seal-open.ts";
const c = compareSealOpen("x", cipherSuites[Number(process.argv[2])]!, (process.argv[3] ?? "engine") as "engine");
const end = performance.now() + 6000;
while (performance.now() < end) { c.prepare(); c.ours(); }

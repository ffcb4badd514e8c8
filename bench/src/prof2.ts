import { cipherSuites } from "@ruipmi/core";
import { compareHandshake } from "./handshake.ts";
const c = compareHandshake("x", cipherSuites[Number(process.argv[2])]!);
const end = performance.now() + 6000;
while (performance.now() < end) { c.prepare(); c.ours(); }

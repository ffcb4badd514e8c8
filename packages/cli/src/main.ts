#!/usr/bin/env node
import { hideArguments } from "./typed-secrets.ts";

// At once: loading the rest takes longer than everything up to here.
hideArguments(process);
const [{ leave }, { processIo }, { run }] = await Promise.all([
  import("./leave.ts"),
  import("./process-io.ts"),
  import("./run.ts"),
]);

const io = processIo();
const code = await run(process.argv.slice(2), io);
await leave(await io.exitCode(code), io.interrupted, process);

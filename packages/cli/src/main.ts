#!/usr/bin/env node
import { leave } from "./leave.ts";
import { processIo } from "./process-io.ts";
import { run } from "./run.ts";

const io = processIo();
const code = await run(process.argv.slice(2), io);
await leave(await io.exitCode(code), io.interrupted, process);

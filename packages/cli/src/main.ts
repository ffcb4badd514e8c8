#!/usr/bin/env node
import { leave } from "./leave.ts";
import { processIo } from "./process-io.ts";
import { run } from "./run.ts";

const io = processIo();
await leave(await run(process.argv.slice(2), io), io.interrupted, process);

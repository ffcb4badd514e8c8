import { describe, expect, it } from "vitest";
import { type LeavingProcess, leave, type WaitingText } from "../src/leave.ts";

interface FakeProcess extends LeavingProcess {
  readonly log: string[];
}

/** Writes late, as a slow reader makes a pipe do. */
function slow(name: string, log: string[]): WaitingText {
  return {
    write(_text, done) {
      setTimeout(() => {
        log.push(`${name} written`);
        done();
      }, 5);
    },
  };
}

function fakeProcess(resources: readonly string[]): FakeProcess {
  const log: string[] = [];
  return {
    log,
    stdout: slow("stdout", log),
    stderr: slow("stderr", log),
    pid: 7,
    exit: (code) => void log.push(`exit ${code}`),
    kill: (pid, signal) => void log.push(`kill ${pid} ${signal}`),
    removeAllListeners: (signal) => log.push(`default ${signal}`),
    getActiveResourcesInfo: () => resources,
  };
}

const interruptedBy = (signal: string): AbortSignal => AbortSignal.abort(signal);
const notInterrupted = new AbortController().signal;
const written = ["stdout written", "stderr written"];

describe("leave", () => {
  it("exits once everything is written, never before", async () => {
    const process = fakeProcess([]);
    await leave(1, notInterrupted, process);
    expect(process.log).toEqual([...written, "exit 1"]);
  });

  it("exits with the signal's code where nothing is looked up", async () => {
    const process = fakeProcess(["Timeout"]);
    await leave(143, interruptedBy("SIGTERM"), process);
    expect(process.log).toEqual([...written, "exit 143"]);
  });

  it("ends by the signal while a lookup would hold exit back, everything written before", async () => {
    const process = fakeProcess(["GetAddrInfoReqWrap"]);
    await leave(143, interruptedBy("SIGTERM"), process);
    expect(process.log).toEqual([...written, "default SIGTERM", "kill 7 SIGTERM"]);
  });

  it("keeps an exit code that is not the signal's", async () => {
    for (const [code, interrupted] of [
      [1, notInterrupted],
      [0, interruptedBy("SIGINT")],
    ] as const) {
      const process = fakeProcess(["GetAddrInfoReqWrap"]);
      await leave(code, interrupted, process);
      expect(process.log).toEqual([...written, `exit ${code}`]);
    }
  });
});

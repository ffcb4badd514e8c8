import { spawn } from "node:child_process";
import { once } from "node:events";
import type { BmcEvent } from "@ruipmi/bmc";
import { chassisControl } from "@ruipmi/commands";
import {
  type ConnectOptions,
  connect,
  type EngineEvent,
  type IpmiClient,
  mayHaveExecuted,
  nodeRandomBytes,
  serve,
} from "@ruipmi/transport-node";
import { describe, expect, it } from "vitest";
import { ruipmi as ruipmiHere } from "../../packages/cli/test/support/ruipmi.ts";
import { makeBmc, password, username } from "../../packages/client/test/support/world.ts";
import { startIpmiSim } from "./support/ipmi-sim.ts";
import { goodNetwork, startLossyProxy } from "./support/lossy-proxy.ts";
import { installed } from "./support/peers.ts";
import { ruipmiProgram, startRuipmiSim } from "./support/ruipmi.ts";
import { finish } from "./support/run.ts";
import { leaveMark, marksLeft } from "./support/sel-marks.ts";

/* A BMC that restarts, or whose answers are lost, in the middle of a session: what the console notices, and what it says. */

/** All tries of a request take 1 s; two requests in a row, and the session counts as lost: after 2 s, or less with two at a time. */
const impatient = { firstWait: 150, factor: 2, maxWait: 300, tries: 4 } as const;
const bound = 5000;

/** Something that can be killed and comes back at the same port with nothing of what it knew. */
interface Restartable {
  readonly login: ConnectOptions;
  kill(): Promise<unknown>;
  start(): Promise<void>;
}

async function restartableIpmiSim(): Promise<Restartable> {
  let sim = await startIpmiSim();
  const { port } = sim;
  return {
    login: { host: "127.0.0.1", port, username: "ipmiusr", password: "test", cipherSuites: [3] },
    kill: () => sim.stop(),
    start: async () => {
      sim = await startIpmiSim({ port });
    },
  };
}

async function restartableRuipmiSim(): Promise<Restartable> {
  let sim = await startRuipmiSim();
  const { port } = sim;
  return {
    login: { host: "127.0.0.1", port, username: "admin", password: "password" },
    kill: () => sim.kill(),
    start: async () => {
      sim = await startRuipmiSim(["--port", String(port)]);
    },
  };
}

/** How often each request of a client was settled, as its events tell. */
function settlements(): { readonly onEvent: (event: EngineEvent) => void; readonly counts: Map<unknown, number> } {
  const counts = new Map<unknown, number>();
  const onEvent = (event: EngineEvent): void => {
    if (event.type !== "response" && event.type !== "requestFailed") return;
    counts.set(event.requestId, (counts.get(event.requestId) ?? 0) + 1);
  };
  return { onEvent, counts };
}

interface Failed {
  readonly code: string;
  readonly mayHaveExecuted: boolean;
}

/** Leaves marks, and says how each request that failed did. */
async function marksFailed(client: IpmiClient, marks: readonly number[]): Promise<readonly (Failed | undefined)[]> {
  const failed = ({ code, ...error }: { code: string }): Failed => ({ code, mayHaveExecuted: mayHaveExecuted(error) });
  return await Promise.all(marks.map((mark) => leaveMark(client, mark).then(() => undefined, failed)));
}

/**
 * Kills the managed system with requests on their way, brings it back, and opens a session again. A command that went
 * over to the new session by itself would have left its mark there.
 */
async function restart(bmc: Restartable, when: "while it is down" | "once it is back"): Promise<void> {
  const { onEvent, counts } = settlements();
  const client = await connect({ ...bmc.login, retry: impatient, maxInFlight: 2, onEvent });
  expect(await marksFailed(client, [1])).toEqual([undefined]);
  const killed = bmc.kill();
  if (when === "once it is back") {
    await killed;
    await bmc.start();
  }
  const began = performance.now();
  const outcomes = await marksFailed(client, [2, 3, 4, 5]);
  const { error, unconfirmed, confirmed } = await client.closed;
  const took = performance.now() - began;
  console.log(`${when}: lost after ${took.toFixed(0)} ms; ${unconfirmed.length} of 4 requests may have been executed`);
  expect(took).toBeLessThan(bound);
  expect(error).toMatchObject({ code: "sessionLost" });
  expect(confirmed).toBe(false);
  expect([...counts.values()]).toEqual([1, 1, 1, 1, 1]);
  expect(outcomes.map((outcome) => outcome?.code)).toEqual(expect.arrayContaining(["timeout", "sessionLost"]));
  expect(unconfirmed).toEqual(outcomes.filter((outcome) => outcome?.mayHaveExecuted).map(() => "Add SEL Entry"));
  expect(outcomes.at(-1)).toEqual({ code: "sessionLost", mayHaveExecuted: false });
  if (when === "while it is down") {
    await killed;
    await bmc.start();
  }
  const next = await client.reopen();
  expect(await marksLeft(bmc.login)).toEqual([]);
  expect(await marksFailed(next, [6])).toEqual([undefined]);
  expect(await marksLeft(bmc.login)).toEqual([6]);
  expect(await next.close()).toEqual({ confirmed: true, unconfirmed: [] });
  await bmc.kill();
}

describe.concurrent("a managed system that is killed and comes back", () => {
  const ipmiSim = { name: "ipmi_sim", start: restartableIpmiSim } as const;
  const cases = [
    { name: "ruipmi sim", start: restartableRuipmiSim, when: "while it is down" },
    ...(installed("ipmi_sim")
      ? ([
          { ...ipmiSim, when: "while it is down" },
          { ...ipmiSim, when: "once it is back" },
        ] as const)
      : []),
  ] as const;

  it.each(cases)("is noticed in bounded time, and sent nothing again: $name, asked $when", async ({ start, when }) => {
    await restart(await start(), when);
  });

  it("is found by the next line of ruipmi shell, which opens another session", async () => {
    const before = await serve(makeBmc(nodeRandomBytes), { port: 0 });
    const { port } = before;
    const at = ["-H", "127.0.0.1", "-p", String(port), "-U", username, "-P", password, "-N", "0.4", "-R", "3"];
    const [node, ...program] = ruipmiProgram;
    const shell = spawn(node!, [...program, ...at, "shell"], { stdio: ["pipe", "pipe", "pipe"] });
    const ended = finish(shell, 55_000);
    const line = async (text: string, stream: "stdout" | "stderr"): Promise<void> => {
      const answered = once(shell[stream], "data");
      shell.stdin.write(`${text}\n`);
      await answered;
    };
    await line("chassis power status", "stdout");
    await before.close();
    await using _after = await serve(makeBmc(nodeRandomBytes), { port });
    await line("chassis identify 5", "stderr");
    await line("chassis power status", "stdout");
    shell.stdin.end();
    const { stdout, stderr } = await ended;
    expect(stdout).toBe("Chassis Power is on\nChassis Power is on\n");
    expect(stderr).toMatch(
      /^ruipmi: no answer to 3 tries .*; Chassis Identify may have been executed all the same: .*\n$/,
    );
  });
});

describe.concurrent("an answer that is lost", () => {
  it("leaves open whether the power was switched: ruipmi says so, and does not switch it again", async () => {
    const repeated: boolean[] = [];
    const onEvent = (event: BmcEvent): void => {
      if (event.type !== "commandAnswered") return;
      if (event.netFn === chassisControl.netFn && event.cmd === chassisControl.cmd) repeated.push(event.repeated);
    };
    await using server = await serve(makeBmc(nodeRandomBytes), { port: 0, onEvent });
    const proxy = await startLossyProxy(server.port, 1, goodNetwork);
    // From the moment it was told to switch, nothing comes back.
    proxy.passes = ({ direction }) => direction === "toManagedSystem" || repeated.length === 0;
    const at = ["-H", "127.0.0.1", "-p", String(proxy.port), "-U", username, "-P", password, "-N", "0.4", "-R", "3"];
    const outcome = await ruipmiHere(...at, "--json", "chassis", "power", "cycle");
    await proxy.stop();
    expect([outcome.code, outcome.out]).toEqual([1, ""]);
    const { error } = JSON.parse(outcome.err);
    expect(error.code).toBe("timeout");
    expect(error.message).toMatch(/Chassis Control may have been executed all the same: look before trying again$/);
    expect(repeated).toEqual([false, true, true]);
  });
});

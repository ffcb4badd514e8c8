import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getChassisStatus, getDeviceId, getSystemGuid } from "@ruipmi/commands";
import {
  type CipherSuiteId,
  type ConnectOptions,
  connect,
  type EngineEvent,
  type IpmiClient,
  mayHaveExecuted,
} from "@ruipmi/transport-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ruipmi as ruipmiHere } from "../../packages/cli/test/support/ruipmi.ts";
import { type IpmiSim, startIpmiSim } from "./support/ipmi-sim.ts";
import { ipmitoolLogin } from "./support/logins.ts";
import { badNetwork, startLossyProxy } from "./support/lossy-proxy.ts";
import { installed } from "./support/peers.ts";
import { type RunningSim, ruipmi, startRuipmiSim } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";
import { leaveMark, markBytes, marksLeft } from "./support/sel-marks.ts";
import { startSteadySim } from "./support/steady-machine.ts";

/*
 * Real sockets, a fifth of all datagrams lost each way, a tenth doubled, each up to 50 ms late: the sessions open, every
 * answer is that to its own request, and what was executed twice can be seen in the event log.
 */

/** The round trip takes 100 ms at most; sixteen tries are all lost one time in twelve million. */
const patient = { firstWait: 120, factor: 2, maxWait: 480, tries: 16 } as const;

/** The same on the command line. */
const patientLetters = ["-N", "0.12", "-R", "16"] as const;

/** What a managed system answers the same at any time. */
const questions = [getDeviceId, getChassisStatus, getSystemGuid] as const;

/** What each visit leaves in the event log. */
const marks = [0, 1, 2] as const;
const markOf = (suite: number, mark: number): number => suite * marks.length + mark;

/** What prints much, in many requests. */
const lines = ["sdr elist", "sel elist", "chassis status", "fru print"] as const;

const secondsSince = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;

/** Asks all of them, six times over. */
async function ask(client: IpmiClient): Promise<unknown[]> {
  const rounds = Array.from({ length: 6 }, () => questions).flat();
  const answers = await Promise.all(rounds.map(({ netFn, cmd }) => client.raw(netFn, cmd)));
  return answers.map(({ completionCode, data }) => ({ completionCode, data }));
}

/** Asks through a bad network what was asked without it, and leaves the suite's marks. */
async function visit(login: ConnectOptions, suite: CipherSuiteId, calm = 0): Promise<void> {
  const options = { ...login, cipherSuites: [suite], dangerouslyAllowUnprotectedCipherSuites: true };
  const direct = await connect(options);
  const expected = await ask(direct);
  await direct.close();
  const proxy = await startLossyProxy(login.port!, suite, { ...badNetwork, calm });
  const began = performance.now();
  let repetitions = 0;
  const onEvent = (event: EngineEvent): void => {
    if (event.type === "message" && (event.attempt ?? 1) > 1) repetitions += 1;
  };
  const through = { ...options, port: proxy.port, retry: patient, maxInFlight: 4, traceMessages: true, onEvent };
  const client = await connect(through);
  try {
    expect(await ask(client)).toEqual(expected);
    for (const mark of marks) await leaveMark(client, markOf(suite, mark));
    expect(client.snapshot().dropped).not.toHaveProperty("authCode");
    expect((await client.close()).unconfirmed).toEqual([]);
    console.log(`suite ${suite}: ${proxy.summary()}; ${repetitions} repetitions, ${secondsSince(began)}`);
    expect(repetitions).toBeGreaterThan(0);
  } finally {
    await client.close();
    await proxy.stop();
  }
}

/** Runs a line through a bad network and without it: what is printed is the same. */
async function compareLine(port: number, login: readonly string[], line: string): Promise<void> {
  const proxy = await startLossyProxy(port, 7);
  const at = (where: number): readonly string[] => ["-H", "127.0.0.1", "-p", String(where), ...login, "--no-cache"];
  try {
    const direct = await ruipmiHere(...at(port), ...line.split(" "));
    expect(direct.code, direct.err).toBe(0);
    expect(direct.out).not.toBe("");
    const began = performance.now();
    const through = await ruipmiHere(...at(proxy.port), ...patientLetters, ...line.split(" "));
    console.log(`ruipmi ${line}: ${proxy.summary()}; ${secondsSince(began)}`);
    expect(through).toEqual(direct);
  } finally {
    await proxy.stop();
  }
}

describe.concurrent("ruipmi at ruipmi sim, through a bad network", () => {
  let sim: RunningSim;
  beforeAll(async () => {
    sim = await startSteadySim();
  });
  afterAll(() => sim.stop());

  const login = (): ConnectOptions => ({ host: "127.0.0.1", port: sim.port, username: "admin", password: "password" });

  it("gets every answer, and has no command executed twice, whatever the suite", async () => {
    const suites = [0, 2, 3, 8, 12, 17, 19] as const;
    await Promise.all(suites.map((suite) => visit(login(), suite)));
    expect(await marksLeft(login())).toEqual(suites.flatMap((suite) => marks.map((mark) => markOf(suite, mark))));
  });

  it("prints what it prints without it", async () => {
    // One after the other: a reservation is taken away by the next, and many lines reserve.
    for (const line of lines) await compareLine(sim.port, ["-U", "admin", "-P", "password"], line);
  });

  it("ends well as a program", async () => {
    const proxy = await startLossyProxy(sim.port, 8);
    const at = ["-H", "127.0.0.1", "-p", String(proxy.port), "-U", "admin", "-P", "password", ...patientLetters];
    const outcome = await ruipmi([...at, "chassis", "power", "status"]);
    await proxy.stop();
    expect(outcome).toEqual({ code: 0, stdout: "Chassis Power is on\n", stderr: "" });
  });
});

describe.skipIf(!installed("ipmi_sim")).concurrent("ruipmi at ipmi_sim, through a bad network", () => {
  let sim: IpmiSim;
  beforeAll(async () => {
    sim = await startIpmiSim();
  });
  afterAll(() => sim.stop());

  const login = (): ConnectOptions => ({ host: "127.0.0.1", port: sim.port, username: "ipmiusr", password: "test" });

  it("gets every answer, whatever the suite", async () => {
    const suites = [0, 1, 2, 3, 6, 11] as const;
    const dialect = [7, 8, 12] as const;
    // The handshake in peace: a late RAKP Message 3 takes the session's privilege level back there, and requests get D4h.
    const visits = suites.map((suite) => visit(login(), suite, 5));
    const inDialect = dialect.map((suite) => visit({ ...login(), quirks: ["openipmiMd5"] }, suite, 5));
    await Promise.all([...visits, ...inDialect]);
    const left = await marksLeft(login());
    const wanted = [...suites, ...dialect].flatMap((suite) => marks.map((mark) => markOf(suite, mark)));
    expect([...new Set(left)]).toEqual(wanted.sort((a, b) => a - b));
    console.log(
      `ipmi_sim: of ${wanted.length} commands it executed ${left.length - wanted.length} again when they were repeated`,
    );
  });

  it("has a command executed at most once that it sends once, and knows which it cannot confirm", async () => {
    // ipmi_sim remembers no request, nor which sequence numbers came before: whatever arrives is executed. So all is sent once.
    const own = await startIpmiSim();
    const proxy = await startLossyProxy(own.port, 3, { ...badNetwork, duplicate: 0 });
    const options: ConnectOptions = { ...login(), port: own.port, cipherSuites: [3] };
    const client = await connect({ ...options, port: proxy.port, retry: patient });
    const confirmed: number[] = [];
    const doubtful: number[] = [];
    for (let mark = 0; mark < 20; mark++) {
      await leaveMark(client, mark, { retry: { tries: 1 } }).then(
        () => confirmed.push(mark),
        (error: unknown) => doubtful.push(mayHaveExecuted(error) ? mark : -1),
      );
    }
    const { unconfirmed } = await client.close();
    const executed = await marksLeft(options);
    await proxy.stop();
    await own.stop();
    console.log(`sent once: ${confirmed.length} confirmed, ${doubtful.length} not, ${executed.length} executed`);
    expect(executed).toEqual([...new Set(executed)]);
    expect(executed).toEqual(expect.arrayContaining(confirmed));
    expect([...confirmed, ...doubtful]).toEqual(expect.arrayContaining([...executed]));
    expect(doubtful.length).toBeGreaterThan(0);
    expect(unconfirmed).toEqual(doubtful.map(() => "Add SEL Entry"));
  });

  it.each(lines)("prints what it prints without it: %s", async (line) => {
    const own = await startIpmiSim();
    try {
      await compareLine(own.port, ["-U", "ipmiusr", "-P", "test"], line);
    } finally {
      await own.stop();
    }
  });
});

describe.skipIf(!installed("ipmitool")).concurrent("ipmitool at ruipmi sim, through a bad network", () => {
  it("has no command executed twice", async () => {
    const sim = await startRuipmiSim(["--json"]);
    // Its handshake does not survive such a network; what is looked at comes after it.
    const proxy = await startLossyProxy(sim.port, 5, { ...badNetwork, calm: 16 });
    const began = performance.now();
    const folder = mkdtempSync(join(tmpdir(), "ruipmi-exec-"));
    const exec = async (first: number): Promise<readonly number[]> => {
      const own = [0, 1, 2, 3, 4].map((mark) => first + mark);
      const file = join(folder, String(first));
      writeFileSync(file, own.map((mark) => ["raw 0x0a 0x44", ...markBytes(mark)].join(" ")).join("\n"));
      const args = [...ipmitoolLogin(proxy.port, "admin", "password"), "-N", "1", "-R", "8", "exec", file];
      await run("ipmitool", args, { timeout: 15_000 });
      return own;
    };
    const wanted = (await Promise.all([10, 20, 30].map(exec))).flat();
    rmSync(folder, { recursive: true });
    const left = await marksLeft({ host: "127.0.0.1", port: sim.port, username: "admin", password: "password" });
    const answers = sim
      .written()
      .split("\n")
      .filter((line) => line.includes('"Add SEL Entry"'));
    const again = answers.filter((line) => line.includes('"repeated":true')).length;
    await Promise.all([proxy.stop(), sim.stop()]);
    const figures = `${left.length} of ${wanted.length} executed, ${again} answered again from memory`;
    console.log(`ipmitool: ${proxy.summary()}; ${figures}; ${secondsSince(began)}`);
    expect(left.length).toBeGreaterThan(0);
    expect(left).toEqual([...new Set(left)]);
    expect(answers.length - again).toBe(left.length);
  });
});

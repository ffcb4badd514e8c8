import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IpmiSim, startIpmiSim } from "./support/ipmi-sim.ts";
import { ipmitoolAt } from "./support/logins.ts";
import { installed } from "./support/peers.ts";
import { type RunningSim, ruipmi, ruipmiProgram, startRuipmiSim } from "./support/ruipmi.ts";
import { type SerialMachine, startSerialMachine } from "./support/serial-machine.ts";
import { Terminal } from "./support/terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "ruipmi-sol-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const operational = "[SOL Session operational.  Use ~? for help]";
/** How long a program may take to be there, on a machine that has much to do. */
const starting = 30_000;
/** How the terminal is set before and after, and how the command ended. */
const restored = /<([0-9a-f:]+)>[\s\S]*<\1> (\d+)/;

/** `ruipmi … sol activate` on a terminal, whose settings are told before and after. */
function solActivate(login: readonly string[], ...options: readonly string[]): Terminal {
  const command = [...ruipmiProgram, ...login, ...options, "sol", "activate"].map((word) => `'${word}'`).join(" ");
  return new Terminal("sh", ["-c", `echo "<$(stty -g)>"; ${command}; code=$?; echo "<$(stty -g)> $code"`], 90_000);
}

async function endedWith(terminal: Terminal, code: number): Promise<void> {
  await terminal.ended;
  const found = restored.exec(terminal.screen);
  expect(found, terminal.screen).not.toBeNull();
  expect(found![2]).toBe(String(code));
}

describe("ruipmi sol activate with ruipmi sim", () => {
  let sim: RunningSim;
  let login: readonly string[];
  beforeAll(async () => {
    sim = await startRuipmiSim();
    login = ["-H", "127.0.0.1", "-p", String(sim.port), "-U", "admin", "-P", "password"];
  });
  afterAll(() => sim.stop());

  it("is a console with ipmitool's escape sequences, logs what it shows, and gives the terminal back", async () => {
    const log = join(folder, "console.log");
    const terminal = solActivate(login, "--log", log);
    await terminal.shows(operational, starting);
    await terminal.shows("server login: ");
    const line = "0123456789".repeat(200);
    terminal.type(`${line}!`);
    await terminal.shows(`${line}!`);
    terminal.type("\r");
    await terminal.shows("\nserver login: ");
    terminal.type("~?");
    await terminal.shows("Supported escape sequences:");
    terminal.type("~B");
    await terminal.shows("[break]");
    await terminal.shows("server login: ");
    // ^C and ^Z are the machine's.
    terminal.type("\u0003~~x");
    await terminal.shows("\u0003~~x");
    terminal.type("\r~~y");
    await terminal.shows("~y");
    terminal.type("\r~.");
    await terminal.shows("~. [terminated ruipmi]");
    await endedWith(terminal, 0);
    const logged = readFileSync(log, "utf8");
    expect(logged).toContain(`${line}!`);
    expect(logged).not.toContain("Supported escape sequences");
  });

  it("has another escape character with -e", async () => {
    const terminal = solActivate(login, "-e", "&");
    await terminal.shows("[SOL Session operational.  Use &? for help]", starting);
    await terminal.shows("server login: ");
    terminal.type("&.");
    await terminal.shows("&. [terminated ruipmi]");
    await endedWith(terminal, 0);
  });

  it("says who has it, ends nobody else's, and gives the terminal back when it is taken", async () => {
    const terminal = solActivate(login);
    await terminal.shows("server login: ", starting);
    const second = await ruipmi([...login, "sol", "activate"]);
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/in use by session 0x[0-9a-f]{8} of user 2 from 127\.0\.0\.1 port \d+/);
    expect(second.stderr).toContain("ruipmi sol deactivate");
    terminal.type("still here");
    await terminal.shows("still here");
    expect((await ruipmi([...login, "sol", "deactivate"])).code).toBe(0);
    await terminal.shows("has deactivated the serial console");
    await endedWith(terminal, 1);
  });

  it("types what is piped in, and ends when the machine is still", async () => {
    const { code, stdout } = await ruipmi([...login, "sol", "activate"], { input: "root\r", timeout: 60_000 });
    expect(code).toBe(0);
    expect(stdout).toContain("server login: root\r\nserver login: ");
  });

  it("gives the terminal back when it is told to end", async () => {
    const pid = join(folder, "pid");
    const command = [...ruipmiProgram, ...login, "sol", "activate"].map((word) => `'${word}'`).join(" ");
    const script = `echo "<$(stty -g)>"; (echo; exec sh -c 'echo $$ > "$0"; exec "$@"' ${pid} ${command}); code=$?; echo "<$(stty -g)> $code"`;
    const terminal = new Terminal("sh", ["-c", script], 90_000);
    await terminal.shows("server login: ", starting);
    process.kill(Number(readFileSync(pid, "utf8")), "SIGTERM");
    await endedWith(terminal, 143);
  });

  it.skipIf(!installed("ipmitool"))("carries one machine's console for ipmitool and for ruipmi alike", async () => {
    const ours = solActivate(login);
    await ours.shows("server login: ", starting);
    const theirs = await ipmitoolAt(sim.port)("sol", "activate");
    expect(theirs.code).not.toBe(0);
    expect(theirs.stderr).toContain("already active on another session");
    ours.type("~.");
    await endedWith(ours, 0);
  });
});

describe("ruipmi sol activate --reconnect", () => {
  it("begins anew when the managed system comes back", async () => {
    const first = await startRuipmiSim();
    const login = ["-H", "127.0.0.1", "-p", String(first.port), "-U", "admin", "-P", "password"];
    const terminal = solActivate([...login, "-N", "0.2", "-R", "2"], "--reconnect");
    await terminal.shows("server login: ", starting);
    process.kill(first.pid, "SIGKILL");
    const second = await startRuipmiSim(["--port", String(first.port)]);
    // What is typed is not acknowledged: the session is found to be gone.
    terminal.type("x");
    await terminal.shows(/the next try is in \d+ s/, 40_000);
    await terminal.shows(operational, starting);
    await terminal.shows("server login: ");
    terminal.type("\r~.");
    await endedWith(terminal, 0);
    await second.stop();
  }, 90_000);
});

describe.skipIf(!installed("ipmi_sim"))("ruipmi sol activate with ipmi_sim", () => {
  let machine: SerialMachine;
  let sim: IpmiSim;
  let login: readonly string[];
  beforeAll(async () => {
    machine = await startSerialMachine();
    sim = await startIpmiSim({ serialPort: machine.device });
    login = ["-H", "127.0.0.1", "-p", String(sim.port), "-U", "ipmiusr", "-P", "test", "-C", "3"];
  });
  afterAll(async () => {
    await sim.stop();
    await machine.stop();
  });

  it("types and shows, long lines too", async () => {
    const terminal = solActivate(login);
    await terminal.shows(operational, starting);
    terminal.type("hello\r");
    await terminal.shows("you typed 5 characters: hello");
    const line = "0123456789".repeat(150);
    terminal.type(`${line}\r`);
    await terminal.shows(`you typed 1500 characters: ${line}`);
    machine.print("kernel: it is all right\r\n");
    await terminal.shows("it is all right");
    terminal.type("\r~.");
    await endedWith(terminal, 0);
  });

  it("says who has it", async () => {
    const terminal = solActivate(login);
    await terminal.shows(operational, starting);
    const second = await ruipmi([...login, "sol", "activate"]);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain("the serial console is in use by ");
    terminal.type("~.");
    await endedWith(terminal, 0);
  });
});

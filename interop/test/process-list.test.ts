import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Haystack } from "../../packages/core/test/support/haystack.ts";
import { type RunningSim, ruipmiProgram, startRuipmiSim } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";
import { Terminal } from "./support/terminal.ts";

const answersAtOnce = fileURLToPath(new URL("../python/answers-at-once.py", import.meta.url));
const password = "v9Xq-3mTz_7wKc.2rHb+";
const kg = "kg/5dQs#8nJd=4pLf!6s";
const secrets = { password: Buffer.from(password), kg: Buffer.from(kg) };
/** How long a program may take to be there, on a machine that has much to do. */
const starting = 30_000;

const argumentsOf = (pid: number): readonly string[] =>
  readFileSync(`/proc/${pid}/cmdline`, "utf8")
    .split("\0")
    .filter((word) => word.trim() !== "");

describe.runIf(existsSync("/proc/self/cmdline"))("what is typed on a terminal", () => {
  let sim: RunningSim;
  beforeAll(async () => {
    sim = await startRuipmiSim(["--user", `admin:${password}:administrator`, "--kg", kg]);
  });
  afterAll(() => sim.stop());

  it("is neither in the list of processes nor on the screen", async () => {
    const login = ["-H", "127.0.0.1", "-p", String(sim.port), "-U", "admin", "-a", "-Y"];
    const command = [...ruipmiProgram, ...login, "shell"].map((word) => `'${word}'`).join(" ");
    const terminal = new Terminal("sh", ["-c", `echo "<$$>"; exec ${command}`], 90_000);
    await terminal.shows("ruipmi> ", starting);
    terminal.type("chassis power status\r");
    await terminal.shows("Password: ");
    terminal.type(`${password}\r`);
    await terminal.shows("Key: ");
    terminal.type(`${kg}\r`);
    await terminal.shows("Chassis Power is on");
    const pid = Number(/<(\d+)>/.exec(terminal.screen)![1]);
    const listed = argumentsOf(pid);
    expect(listed).toEqual(expect.arrayContaining(["-H", "127.0.0.1", "-a", "-Y", "shell"]));
    terminal.type("quit\r");
    await terminal.ended;
    expect(new Haystack().keep(listed).keep(terminal.screen).find(secrets, { window: 8 })).toEqual([]);
  });

  it("is not on the screen either when it is typed the moment it is asked for", async () => {
    const login = [
      "-H",
      "127.0.0.1",
      "-p",
      String(sim.port),
      "-U",
      "admin",
      "-a",
      "-y",
      Buffer.from(kg).toString("hex"),
    ];
    const [program, ...args] = ruipmiProgram;
    const answered = ["Password: ", password, program!, ...args, ...login, "chassis", "power", "status"];
    const { code, stdout } = await run("python3", [answersAtOnce, ...answered], { timeout: starting });
    expect([code, stdout.replaceAll("\r", "")]).toEqual([0, "Password: \nChassis Power is on\n"]);
  });

  it("nor are the users and the key of a simulated BMC in the list, once it is there", () => {
    expect(argumentsOf(sim.pid)).toEqual(["ruipmi"]);
  });
});

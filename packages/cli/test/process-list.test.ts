import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Haystack } from "../../core/test/support/haystack.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const password = "v9Xq-3mTz_7wKc.2rHb+";
const kg = "kg/5dQs#8nJd=4pLf!6s";
const secrets = { password: Buffer.from(password), kg: Buffer.from(kg) };

/** What the list of processes says of one, to everybody on the machine. */
function listed(pid: number): { readonly arguments: readonly string[]; readonly all: Haystack } {
  const cmdline = readFileSync(`/proc/${pid}/cmdline`);
  const all = new Haystack().keep(cmdline);
  for (const file of ["comm", "stat", "status"]) all.keep(readFileSync(`/proc/${pid}/${file}`));
  const words = cmdline.toString().split("\0");
  return { arguments: words.filter((word) => word.trim() !== ""), all };
}

// Where there is no /proc, processes are listed in other ways.
describe.runIf(existsSync("/proc/self/cmdline"))("the list of processes", () => {
  let bmc: TestBmc;
  let child: ChildProcess | undefined;
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "ruipmi-processes-"));
    // A command that is not answered lasts as long as it takes to look.
    bmc = await startTestBmc({ hang: true, password, kg });
  });
  afterEach(async () => {
    child?.kill("SIGKILL");
    await bmc.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts the command, whose session is open once this is done. */
  async function start(options: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
    const target = ["-H", "127.0.0.1", "-p", String(bmc.port), "-U", "admin", "-N", "60"];
    const node = ["--import", "tsx", "--conditions=@ruipmi/source", main];
    const argv = [...node, ...target, ...options, "chassis", "power", "status"];
    child = spawn(process.execPath, argv, { stdio: "ignore", env: { ...process.env, ...env } });
    await bmc.hung;
    return child.pid!;
  }

  it("has no password that came from a variable, and no key; the variables are for the user's eyes", async () => {
    const pid = await start(["-E", "-K"], { IPMITOOL_PASSWORD: password, IPMI_KGKEY: kg });
    const { arguments: words, all } = listed(pid);
    expect(words.slice(-7)).toEqual(["-N", "60", "-E", "-K", "chassis", "power", "status"]);
    expect(all.find(secrets, { window: 8 })).toEqual([]);
    const environ = `/proc/${pid}/environ`;
    expect(statSync(environ).mode & 0o777).toBe(0o400);
    // What `-E` exposes: the variables of a process, to its user and to root.
    expect(new Haystack().keep(readFileSync(environ)).find(secrets)).toEqual(["password raw", "kg raw"]);
  });

  it("has no password that came from a file", async () => {
    const file = join(folder, "password");
    writeFileSync(file, `${password}\n`, { mode: 0o600 });
    const pid = await start(["-f", file, "-K"], { IPMI_KGKEY: kg });
    const { arguments: words, all } = listed(pid);
    expect(words).toEqual(expect.arrayContaining(["-H", "127.0.0.1", "-f", file]));
    expect(all.find(secrets, { window: 8 })).toEqual([]);
  });

  it.each([
    ["-P", ["-P", password, "-K"]],
    ["--kg-hex", ["-E", `--kg-hex=${Buffer.from(kg).toString("hex")}`]],
  ])("has the program's name alone where a secret is an argument: %s", async (_name, options) => {
    const pid = await start(options, { IPMITOOL_PASSWORD: password, IPMI_KGKEY: kg });
    const { arguments: words, all } = listed(pid);
    expect(words).toEqual(["ruipmi"]);
    expect(all.find(secrets, { window: 4 })).toEqual([]);
  });

  it("has all of it before the program begins: what -P exposes", async () => {
    child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", "--", "-P", password], { stdio: "ignore" });
    // Between fork and exec it is still the list's entry of the test.
    await vi.waitFor(() => expect(listed(child!.pid!).arguments).toContain("-P"), 10_000);
    expect(listed(child.pid!).all.find(secrets)).toContain("password raw");
  });
});

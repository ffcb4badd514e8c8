import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StillBmc, startStillBmc } from "./support/still-bmc.ts";
import { Terminal } from "./support/terminal.ts";

const main = fileURLToPath(new URL("../../packages/cli/src/main.ts", import.meta.url));

/** The shell as somebody uses it: a process on a terminal, keys and all. */
describe("ruipmi on a terminal", () => {
  let bmc: StillBmc;
  let home: string;
  beforeEach(async () => {
    bmc = await startStillBmc();
    home = mkdtempSync(join(tmpdir(), "ruipmi-shell-"));
  });
  afterEach(async () => {
    await bmc.stop();
    rmSync(home, { recursive: true, force: true });
  });

  const ruipmi = (...argv: string[]): Terminal => {
    const program = [process.execPath, "--import", "tsx", "--conditions=@ruipmi/source", main];
    const at = ["-H", "127.0.0.1", "-p", String(bmc.port), "-U", "admin", "-P", "password"];
    return new Terminal("env", [`HOME=${home}`, "XDG_CACHE_HOME=", ...program, ...at, ...argv]);
  };

  it("shell: prompt, history, completion, ^C, ^D", async () => {
    const terminal = ruipmi("shell");
    await terminal.shows("ruipmi> ");
    terminal.type("chassis power status\r");
    await terminal.shows(/Chassis Power is on\r?\n/);
    await terminal.shows("ruipmi> ");
    terminal.type("\u001b[A\r");
    await terminal.shows(/Chassis Power is on\r?\n/);
    await terminal.shows("ruipmi> ");
    terminal.type("chassis pow\t");
    await terminal.shows("chassis power ");
    terminal.type("stat\t\r");
    await terminal.shows(/Chassis Power is on\r?\n/);
    await terminal.shows("ruipmi> ");
    terminal.type("power of\u0003");
    await terminal.shows("ruipmi> ");
    terminal.type("power sttus\r");
    await terminal.shows("did you mean status?");
    await terminal.shows("ruipmi> ");
    terminal.type("\u0004");
    expect((await terminal.ended).code).toBe(2);
  });

  it("shell: quit ends with 0", async () => {
    const terminal = ruipmi("shell");
    await terminal.shows("ruipmi> ");
    terminal.type("echo hello\r");
    await terminal.shows("hello \r\n");
    await terminal.shows("ruipmi> ");
    terminal.type("quit\r");
    expect((await terminal.ended).code).toBe(0);
  });

  it("sel clear asks, and does nothing on a no", async () => {
    const refused = ruipmi("sel", "clear");
    await refused.shows("[y/N] ");
    refused.type("n\r");
    await refused.shows("nothing was done");
    expect((await refused.ended).code).toBe(1);
    const agreed = ruipmi("sel", "clear");
    await agreed.shows("[y/N] ");
    agreed.type("y\r");
    await agreed.shows("Clearing SEL.");
    expect((await agreed.ended).code).toBe(0);
    const told = ruipmi("--yes", "sel", "clear");
    await told.shows("Clearing SEL.");
    expect(told.screen).not.toContain("[y/N]");
  });

  it("keeps the sensor data records in ~/.cache, for nobody but their owner", async () => {
    const terminal = ruipmi("sdr", "list");
    expect((await terminal.ended).code).toBe(0);
    const folder = join(home, ".cache", "ruipmi");
    const [name, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    expect(name).toBe(`sdr_127.0.0.1_${bmc.port}.json`);
    expect(JSON.parse(readFileSync(join(folder, name!), "utf8"))).toMatchObject({ source: "repository" });
  });
});

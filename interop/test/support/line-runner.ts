import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run as runRuipmi } from "@ruipmi/cli";
import { type Line, type LineBmc, type LineGroup, volatileParts, wordsOf } from "../../lines/line.ts";
import { FolderIo } from "./folder-io.ts";
import { startIpmiSim } from "./ipmi-sim.ts";
import { ruipmi } from "./ruipmi.ts";
import { run } from "./run.ts";
import { type StillBmc, startStillBmc } from "./still-bmc.ts";

/** What came of a line. */
export interface Outcome {
  /** What it printed. */
  readonly stdout: string;
  /** Whether its exit code was another than 0. */
  readonly failed: boolean;
  /** The files it was to write, by name; `undefined` for one that it did not. */
  readonly files: Readonly<Record<string, string | undefined>>;
  /** What it said besides: shown where something is wrong, and compared only for being there. */
  readonly stderr: string;
}

/** One of the two programs at a managed system of its own. */
export interface LineRunner {
  /** Runs a line; the clock of a managed system that stands still moves by ten seconds before it. */
  run(line: Line): Promise<Outcome>;
  /** The same by ipmitool, whoever the runner is. */
  prepare(line: Line): Promise<Outcome>;
  stop(): Promise<void>;
}

/** The programs that are compared. */
export type LineProgram = "ipmitool" | "ruipmi";

/** How far the clock goes on between two lines, in milliseconds. */
const betweenLines = 10_000;

/** Longer than any line takes. */
const limit = 20_000;

/** Both programs print times as those of this zone; `C` so that ipmitool's month names are English. */
const env = { TZ: "UTC", LC_ALL: "C" };

/** Starts a managed system for one program. */
export async function startLineRunner(program: LineProgram, bmc: LineBmc, group: LineGroup): Promise<LineRunner> {
  const { port, login, pass, stop } = await startBmc(bmc, group);
  const folder = mkdtempSync(join(tmpdir(), "ruipmi-lines-"));
  const at = ["-I", "lanplus", "-H", "127.0.0.1", "-p", String(port), ...login];
  const runWith = async (by: LineProgram, line: Line): Promise<Outcome> => {
    pass(betweenLines);
    for (const [name, content] of Object.entries(line.files ?? {})) writeFileSync(join(folder, name), content);
    const args = [...at, ...wordsOf(by === "ruipmi" ? (line.ruipmi ?? line.text) : line.text)];
    const { code, stdout, stderr } = await (by === "ipmitool"
      ? run("ipmitool", args, { env, cwd: folder, timeout: limit, ...inputOf(line) })
      : line.asProcess === true
        ? ruipmi(args, { env, cwd: folder, timeout: limit, ...inputOf(line) })
        : runHere(args, folder, line));
    const files = Object.fromEntries((line.writes ?? []).map((name) => [name, contentOf(join(folder, name))]));
    return { stdout: blot(line, stdout), failed: code !== 0, files, stderr };
  };
  return {
    run: (line) => runWith(program, line),
    prepare: (line) => runWith("ipmitool", line),
    stop: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface RunningBmc extends StillBmc {
  readonly login: readonly string[];
}

async function startBmc(bmc: LineBmc, { device, ipmiSim }: LineGroup): Promise<RunningBmc> {
  if (bmc === "ruipmi sim") return { ...(await startStillBmc(device)), login: ["-U", "admin", "-P", "password"] };
  const sim = await startIpmiSim(ipmiSim === undefined ? {} : { configuration: ipmiSim });
  // Its clock is the wall's. It has no suite 17, and does not answer ipmitool's question which it has.
  return { ...sim, pass: () => {}, login: ["-U", "ipmiusr", "-P", "test", "-C", "3"] };
}

/** In this process, which takes a tenth of the time that a new one does. */
async function runHere(
  args: readonly string[],
  folder: string,
  { input }: Line,
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  const io = new FolderIo(folder, env);
  io.typed = input?.split("\n")[0];
  const timer = setTimeout(() => io.controller.abort("SIGTERM"), limit);
  try {
    const code = await runRuipmi(args, io);
    return { code, stdout: io.stdout.text, stderr: io.stderr.text };
  } finally {
    clearTimeout(timer);
  }
}

function inputOf({ input }: Line): { readonly input?: string } {
  return input === undefined ? {} : { input };
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return undefined;
  }
}

/** What cannot be the same in two runs, made so. */
function blot({ volatile = [] }: Line, text: string): string {
  return volatile.reduce((blotted, part) => blotted.replace(volatileParts[part], `<${part}>`), text);
}

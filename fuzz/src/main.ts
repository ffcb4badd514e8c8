import { readFileSync } from "node:fs";
import { inputOf, pathText } from "./case-path.ts";
import { type Finding, fuzzTarget, runAlone, type TargetResult } from "./fuzz.ts";
import { readInput, type WrittenInput } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-target.ts";
import { measure } from "./memory/measure.ts";
import { scenarios } from "./memory/scenarios.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { targets } from "./targets/index.ts";
import { Watchdog } from "./watchdog.ts";

const clock = (): number => performance.now() / 1000;

/** A case that runs for longer never ends. */
const longestCase = 60;

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}

async function main(options: Options): Promise<number> {
  if (options.list) {
    for (const { name, about } of targets) console.log(`${name.padEnd(18)} ${about}`);
    return 0;
  }
  if (options.memory !== undefined) return measureAll(options.memory);
  if (options.input !== undefined) return await replayFile(options.input, options.seed);
  const chosen = options.targets.length === 0 ? targets : options.targets.map(targetNamed);
  if (options.path !== undefined) return await replayCase(chosen[0]!, options);
  return await fuzzAll(chosen, options);
}

async function fuzzAll(chosen: readonly FuzzTarget[], { seed, seconds, cases }: Options): Promise<number> {
  console.error(`seed ${seed}`);
  const watchdog = new Watchdog(
    longestCase,
    seed,
    chosen.map(({ name }) => name),
  );
  const results: TargetResult[] = [];
  for (const [index, target] of chosen.entries()) {
    const watched: FuzzTarget = {
      ...target,
      run(input) {
        watchdog.tick();
        return target.run(input);
      },
    };
    const limits = { seconds: seconds / chosen.length, cases };
    const result = await fuzzTarget(watched, seed, limits, clock, {
      begin: (_, path) => watchdog.begin(index, path),
      found: tell,
    });
    results.push(result);
    console.error(resultText(result));
  }
  await watchdog.stop();
  const findings = results.reduce((sum, result) => sum + result.findings.length, 0);
  const executed = Object.fromEntries(results.map((result) => [result.target, result.executed]));
  console.log(JSON.stringify({ seed, executed, findings }));
  return findings === 0 ? 0 : 1;
}

function measureAll(packets: number): number {
  const results = scenarios.map((scenario) => {
    const result = measure(scenario, packets, clock);
    const text = `${result.packets} packets, ${result.growth} bytes more, ${result.seconds.toFixed(1)} s`;
    console.error(`${result.scenario.padEnd(50)} ${text}`);
    return result;
  });
  const growing = results.filter(({ isBounded }) => !isBounded);
  console.log(JSON.stringify({ packets: results.reduce((sum, result) => sum + result.packets, 0), growing }));
  return growing.length === 0 ? 0 : 1;
}

async function replayCase(target: FuzzTarget, { seed, path }: Options): Promise<number> {
  return concluded(await runAlone(target, seed, path!, inputOf(target, seed, path!), clock));
}

async function replayFile(file: string, seed: number): Promise<number> {
  const written = JSON.parse(readFileSync(file, "utf8")) as WrittenInput;
  return concluded(await runAlone(targetNamed(written.target), seed, [], readInput(written), clock));
}

function concluded(finding: Finding | undefined): number {
  if (finding === undefined) console.log("no promise was broken");
  else tell(finding);
  return finding === undefined ? 0 : 1;
}

function targetNamed(name: string): FuzzTarget {
  const target = targets.find((each) => each.name === name);
  if (target !== undefined) return target;
  throw new Error(`there is no target ${name}: they are ${targets.map((each) => each.name).join(", ")}`);
}

/** All that somebody needs to see it again, and to keep it. */
function tell({ target, seed, path, error, input }: Finding): void {
  const again = path.length === 0 ? "" : `--target ${target} --seed ${seed} --case ${pathText(path)}\n`;
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`\nFOUND ${again}${stack.split("\n").slice(0, 12).join("\n")}\n${JSON.stringify(input)}\n`);
}

function resultText({ target, executed, outcomes, seconds, findings }: TargetResult): string {
  const rate = Math.round(executed / Math.max(seconds, 0.001));
  return `${target.padEnd(18)} ${executed} cases, ${rate} a second, ${outcomes} outcomes, ${findings.length} findings`;
}

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { benchCapture, type CaptureOptions, captureUsage, readCaptureOptions } from "./capture/main.ts";
import { type Entry, entries, isPossible } from "./comparisons.ts";
import { measure } from "./measure.ts";
import { type Options, readOptions, usage } from "./options.ts";
import { header, jsonLine, tableRow } from "./report.ts";

/** Set for the process that has OpenSSL's legacy provider: it prints no header and starts no other. */
const legacyVariable = "RUIPMI_BENCH_LEGACY";

main();

function main(): void {
  const args = process.argv.slice(2).filter((argument, index) => argument !== "--" || index > 0);
  const isCapture = args[0] === "capture";
  let options: Options;
  let captureOptions: CaptureOptions;
  try {
    captureOptions = readCaptureOptions(isCapture ? args.slice(1) : []);
    options = readOptions(isCapture ? [] : args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}\n${captureUsage}`);
    process.exitCode = 2;
    return;
  }
  if (isCapture) {
    benchCapture(captureOptions);
    return;
  }
  const wanted = entries.filter(
    ({ name }) => options.only.length === 0 || options.only.some((only) => fits(name, only)),
  );
  if (wanted.length === 0) {
    console.error(`--only: there are ${entries.map(({ name }) => name).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const legacy = process.env[legacyVariable] !== undefined;
  if (!legacy && !options.json) console.log(header(options.seconds));
  const share = options.seconds / wanted.length;
  for (const entry of wanted.filter(isPossible)) {
    const measurement = measure(entry.create(), share);
    console.log(options.json ? jsonLine(measurement) : tableRow(measurement));
  }
  const impossible = wanted.filter((entry) => !isPossible(entry));
  if (impossible.length === 0) return;
  if (legacy || !runWithLegacyProvider(impossible, share, options.json)) sayImpossible(impossible);
}

/** `seal-open/suite1` names one, not also `seal-open/suite17`; `seal-open` and `seal-open/` name all of the kind. */
function fits(name: string, only: string): boolean {
  return name === only || name.startsWith(only.endsWith("/") ? only : `${only}/`);
}

/**
 * OpenSSL 3 has RC4 in its legacy provider only, which a process loads when it starts. It gets a process of its own, so
 * that all other comparisons run on the OpenSSL that everybody has.
 */
function runWithLegacyProvider(impossible: readonly Entry[], share: number, json: boolean): boolean {
  const flag = "--openssl-legacy-provider";
  if (!process.allowedNodeEnvironmentFlags.has(flag)) return false;
  const args = [
    ...process.execArgv,
    flag,
    fileURLToPath(import.meta.url),
    ...["--seconds", String(Math.max(1, share * impossible.length))],
    ...impossible.flatMap(({ name }) => ["--only", name]),
    ...(json ? ["--json"] : []),
  ];
  const env = { ...process.env, [legacyVariable]: "1" };
  return spawnSync(process.execPath, args, { env, stdio: "inherit" }).status === 0;
}

function sayImpossible(impossible: readonly Entry[]): void {
  const names = impossible.map(({ name }) => name).join(", ");
  console.error(`not compared, since this Node's OpenSSL gives out no RC4: ${names}`);
}

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/*
 * The README and the guides are programs too: every `ts` block runs, against `ruipmi sim` where it wants a managed system
 * at 127.0.0.1:9623, and every example of the table for the Rust crate's users compiles.
 */

const root = fileURLToPath(new URL("../../", import.meta.url));
// Where the examples' own dependencies are found.
const scratch = join(root, "examples", "node_modules", ".cache", "readme");
const readme = readFileSync(join(root, "README.md"), "utf8");
const onSources = ["--import", "tsx", "--conditions=@ruipmi/source"];

let port: number;
let stopSim: () => void;

beforeAll(async () => {
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, "package.json"), '{ "type": "module" }');
  const sim = spawn(process.execPath, [...onSources, "packages/cli/src/main.ts", "sim", "--port", "0"], { cwd: root });
  stopSim = () => sim.kill("SIGINT");
  port = await new Promise((resolve, reject) => {
    sim.stdout.once("data", (line: Buffer) => resolve(Number(/:(\d+)/.exec(line.toString())?.[1])));
    sim.once("close", () => reject(new Error("ruipmi sim did not start")));
  });
}, 60_000);

afterAll(() => {
  stopSim?.();
  rmSync(scratch, { recursive: true, force: true });
});

/** Stands for `bmc.pcap` in the guides. */
const capture = join(root, "packages/capture/test/captures/ipmitool-lanplus-cs3.pcap");

const documents = [
  "README.md",
  "docs/commands.md",
  "docs/console.md",
  "docs/network-trouble.md",
  "docs/captures.md",
  "docs/replay-and-cassettes.md",
  "docs/network.md",
  "packages/commands/README.md",
];

describe.each(documents)("%s", (document) => {
  const blocks = codeBlocks(readFileSync(join(root, document), "utf8"));

  it.each(blocks.map((code, index) => [index + 1, code] as const))("block %i runs", async (index, code) => {
    const file = join(scratch, `${document.replaceAll(/\W/g, "-")}-${index}.ts`);
    writeFileSync(file, code.replaceAll("9623", String(port)).replaceAll('"bmc.pcap"', JSON.stringify(capture)));
    const { exitCode, output } = await runProgram(file);
    expect(exitCode, output).toBe(0);
    expect(output.trim()).not.toBe("");
  });
});

describe("README.md", () => {
  it("the table for users of the Rust crate compiles, line by line", () => {
    const rows = [...readme.matchAll(/^\|.*\|.*\| `(.+)` *\|$/gm)].map((match) => match[1]!);
    expect(rows.length).toBeGreaterThan(20);
    const program = [
      'import { chassisControl, getDeviceId, PowerControl } from "@ruipmi/commands";',
      'import { buildIpmbSendMessage, cipherSuite, defaultCipherSuites } from "@ruipmi/core";',
      'import { AuthenticationAlgorithmId, ConfidentialityAlgorithmId, IntegrityAlgorithmId } from "@ruipmi/core/wire";',
      'import { connect, createClient } from "@ruipmi/transport-node";',
      "const client = createClient({ host: '127.0.0.1' });",
      ...rows.map((row, index) => `export async function row${index}() {\n  ${row};\n}`),
    ];
    const file = join(scratch, "table.ts");
    writeFileSync(file, program.join("\n"));
    expect(typeErrors(file)).toEqual([]);
  }, 120_000);
});

function codeBlocks(markdown: string): string[] {
  return [...markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => match[1]!);
}

function runProgram(file: string): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [...onSources, file], { cwd: root });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.once("close", (exitCode) => resolve({ exitCode, output }));
  });
}

function typeErrors(file: string): string[] {
  const { config } = ts.readConfigFile(join(root, "tsconfig.test.json"), (path) => readFileSync(path, "utf8"));
  const base = ts.readConfigFile(join(root, "tsconfig.base.json"), (path) => readFileSync(path, "utf8")).config;
  const { options } = ts.convertCompilerOptionsFromJson({ ...base.compilerOptions, ...config.compilerOptions }, root);
  const program = ts.createProgram([file], {
    ...options,
    composite: false,
    incremental: false,
    noEmit: true,
    noUnusedLocals: false,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

/* The examples are programs: each runs to its end, by itself, and says something. */

const folder = fileURLToPath(new URL("../../examples/", import.meta.url));
const files = readdirSync(folder).filter((file) => file.endsWith(".ts"));

describe("examples/", () => {
  it("has examples", () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
  });

  it.each(files)("%s runs", async (file) => {
    const { exitCode, stdout, stderr } = await run(file);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/session closed|virtual seconds|the door was opened/);
  });
});

function run(file: string): Promise<{ exitCode: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--import", "tsx", "--conditions=@ruipmi/source", file], { cwd: folder });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

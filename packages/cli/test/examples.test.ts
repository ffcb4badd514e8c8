import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../../examples/", import.meta.url));
const examples = readdirSync(folder).filter((name) => name.endsWith(".ts"));

describe("examples/", () => {
  it.each(examples)("%s runs", async (name) => {
    const argv = ["--import", "tsx", "--conditions=@ruipmi/source", name];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, argv, { cwd: folder, timeout: 20_000 });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/session closed|virtual seconds/);
  });
});

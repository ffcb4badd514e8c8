import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFile } from "../src/process-io.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

describe("replaceFile", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ruipmi-replace-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("makes folders and a file for its owner alone", () => {
    const path = join(folder, "a", "b", "file");
    replaceFile(path, bytes("one"));
    expect(readFileSync(path, "utf8")).toBe("one");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "a")).mode & 0o777).toBe(0o700);
  });

  it("replaces in one step and leaves nothing else behind", () => {
    const path = join(folder, "file");
    writeFileSync(join(folder, "other"), "other");
    // What is replaced is the link, never what it leads to.
    symlinkSync(join(folder, "other"), path);
    replaceFile(path, bytes("two"));
    expect(readFileSync(path, "utf8")).toBe("two");
    expect(readFileSync(join(folder, "other"), "utf8")).toBe("other");
    expect(readdirSync(folder).sort()).toEqual(["file", "other"]);
  });

  it("leaves nothing behind where it fails", () => {
    expect(() => replaceFile(folder, bytes("three"))).toThrow();
    expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`${folder.split("/").at(-1)}.`))).toEqual([]);
  });
});

import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeFile, replaceFile } from "../src/process-io.ts";

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

describe("makeFile", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ruipmi-make-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("gives a file its name once it is whole, for its owner alone", () => {
    const path = join(folder, "file");
    const file = makeFile(path);
    const piece = new Uint8Array(100_000).fill(7);
    for (let count = 0; count < 7; count++) file.write(piece);
    expect(readdirSync(folder)).not.toContain("file");
    file.finish();
    expect(readdirSync(folder)).toEqual(["file"]);
    expect(readFileSync(path)).toEqual(Buffer.alloc(700_000, 7));
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("leaves nothing behind where it cannot have its name", () => {
    const path = join(folder, "taken");
    mkdirSync(join(path, "by a folder"), { recursive: true });
    const file = makeFile(path);
    file.write(bytes("whole"));
    expect(() => file.finish()).toThrow();
    file.abandon();
    expect(readdirSync(folder)).toEqual(["taken"]);
  });

  it("leaves nothing behind where it is abandoned", () => {
    const path = join(folder, "file");
    writeFileSync(path, "before");
    const file = makeFile(path);
    file.write(bytes("half"));
    file.abandon();
    expect(readdirSync(folder)).toEqual(["file"]);
    expect(readFileSync(path, "utf8")).toBe("before");
  });
});

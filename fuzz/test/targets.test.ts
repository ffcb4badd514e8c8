import { readdirSync, readFileSync } from "node:fs";
import * as wire from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { fuzzTarget } from "../src/fuzz.ts";
import { readInput, type WrittenInput } from "../src/fuzz-input.ts";
import { targets } from "../src/targets/index.ts";
import { wireReaders } from "../src/targets/wire.ts";

const seed = Number(process.env["RUIPMI_SEED"] ?? 1);
const folder = new URL("findings/", import.meta.url);
const findings = readdirSync(folder).filter((name) => name.endsWith(".json"));

/** Functions of `@ruipmi/core/wire` that read bytes by name, and are no decoders of what comes from outside by themselves. */
const notDecoders = new Set(["decodeFromBytes", "decodeResponseData"]);

describe("the targets", () => {
  it("are each named once", () => {
    expect(new Set(targets.map(({ name }) => name)).size).toBe(targets.length);
  });

  it("take every codec and every reading function of @ruipmi/core/wire", () => {
    const readers = Object.entries(wire).filter(
      ([name, value]) =>
        (typeof value === "object" && value !== null && "decode" in value && "encode" in value) ||
        (typeof value === "function" && /^(decode|parse|read|unwrap|open)[A-Z]/.test(name) && !notDecoders.has(name)),
    );
    expect(Object.keys(wireReaders).sort()).toStrictEqual(readers.map(([name]) => name).sort());
  });

  it.each(targets)("$name keeps its promises for real inputs", async (target) => {
    const seeds = target.seeds();
    expect(seeds.length).toBeGreaterThan(0);
    const step = Math.ceil(seeds.length / 60);
    const outcomes = new Set<string>();
    for (let at = 0; at < seeds.length; at += step) outcomes.add(await target.run(seeds[at]!));
    expect(outcomes.size).toBeGreaterThan(Math.min(2, seeds.length - 1));
  });

  it.each(targets)("$name keeps its promises for a few changed ones", async (target) => {
    const progress = {
      begin: () => {},
      found: ({ error }: { readonly error: unknown }) => expect.soft(error).toBeUndefined(),
    };
    const result = await fuzzTarget(target, seed, { seconds: 2, cases: 150 }, () => performance.now() / 1000, progress);
    expect(result.findings).toStrictEqual([]);
    expect(result.outcomes).toBeGreaterThan(1);
  });
});

describe("what fuzzing has found", () => {
  it.each(findings)("%s is mended", async (name) => {
    const written = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as WrittenInput;
    const target = targets.find((each) => each.name === written.target)!;
    await target.run(readInput(written));
  });
});

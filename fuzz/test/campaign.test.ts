import { SeededRandom } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { Campaign } from "../src/campaign.ts";
import { type CasePath, inputOf, pathText, readPath } from "../src/case-path.ts";
import { fuzzTarget, runAlone } from "../src/fuzz.ts";
import { readInput } from "../src/fuzz-input.ts";
import type { FuzzTarget } from "../src/fuzz-target.ts";
import { mutateJson } from "../src/mutate-json.ts";
import { planted } from "./support/planted.ts";

const limits = { seconds: Number.POSITIVE_INFINITY, cases: 4000 };
const still = { begin: () => {}, found: () => {} };

async function inputsOf(target: FuzzTarget, seed: number, cases: number): Promise<readonly string[]> {
  const seen: string[] = [];
  const run: FuzzTarget["run"] = (input) => {
    seen.push(JSON.stringify(input));
    return target.run(input);
  };
  const campaign = new Campaign({ ...target, run }, seed);
  for (let count = 0; count < cases; count++) await campaign.next();
  return seen;
}

describe("a campaign", () => {
  it("finds what was planted, once, and makes it as small as it can be", async () => {
    const { findings, executed } = await fuzzTarget(planted, 1, limits, () => 0, still);
    expect(executed).toBe(4000);
    expect(findings).toHaveLength(1);
    const [{ input }] = findings as [(typeof findings)[0]];
    const [piece] = readInput(input).pieces;
    expect(piece).toHaveLength(2);
    expect(piece![0]).toBe(0xc1);
    expect(() => planted.run(readInput(input))).toThrow(RangeError);
  });

  it("is the same for the same seed, and another for another", async () => {
    const first = await inputsOf(planted, 7, 300);
    expect(await inputsOf(planted, 7, 300)).toStrictEqual(first);
    expect(await inputsOf(planted, 8, 300)).not.toStrictEqual(first);
  });

  it("names each case by a path that makes its input again, alone", async () => {
    const campaign = new Campaign(planted, 3);
    const paths: CasePath[] = [];
    for (let count = 0; count < 500; count++) {
      const breach = await campaign.next((path) => paths.push(path));
      if (breach !== undefined) expect(inputOf(planted, 3, breach.path)).toStrictEqual(breach.input);
    }
    expect(paths.some(({ length }) => length > 3)).toBe(true);
    expect(paths.map((path) => readPath(pathText(path)))).toStrictEqual(paths);
  });

  it("replays one case alone, as a finding names it", async () => {
    const { findings } = await fuzzTarget(planted, 1, limits, () => 0, still);
    const { seed, path, problem } = findings[0]!;
    const again = await runAlone(planted, seed, path, inputOf(planted, seed, path), () => 0);
    expect(again).toMatchObject({ problem, input: findings[0]!.input });
  });

  it("ends when its time is over", async () => {
    let now = 0;
    const result = await fuzzTarget(
      planted,
      1,
      { seconds: 1, cases: Number.POSITIVE_INFINITY },
      () => (now += 0.01),
      still,
    );
    expect(result.executed).toBeGreaterThan(50);
    expect(result.executed).toBeLessThan(110);
  });
});

describe("JSON", () => {
  it("stays JSON, with values left out, added, doubled and put in another's place", () => {
    const document = { list: [1, 2, 3], inner: { text: "ff00", flag: true }, number: 7 };
    const random = new SeededRandom(1);
    const changed = Array.from({ length: 400 }, () => mutateJson(JSON.stringify(document), random)!);
    for (const text of changed) JSON.parse(text);
    const kinds = [
      /^(?!.*"flag")(?=.*"inner":\{)/,
      /"__proto__"/,
      /(1,){9}/,
      /"list":\[\d,\d\]/,
      /"number":\[1,2,3\]/,
      /null/,
    ];
    for (const kind of kinds)
      expect(
        changed.some((text) => kind.test(text)),
        String(kind),
      ).toBe(true);
    expect(mutateJson("no JSON", random)).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { measure } from "../src/memory/measure.ts";
import type { MemoryScenario } from "../src/memory/scenario.ts";
import { scenarios } from "../src/memory/scenarios.ts";

const packets = Number(process.env["RUIPMI_FUZZ_PACKETS"] ?? 20_000);
const clock = (): number => performance.now() / 1000;

describe("memory is as large as before", () => {
  it.each(scenarios)(
    "after changed packets into $name",
    (scenario) => {
      const { share } = scenario;
      expect(measure(scenario, Math.ceil(packets * share), clock)).toMatchObject({ isBounded: true });
    },
    120_000,
  );

  it("and is measured: what keeps every packet is found out", () => {
    const kept: Uint8Array[] = [];
    const hoarder: MemoryScenario = {
      name: "hoarder",
      share: 1,
      prepare: () => (number) => kept.push(new Uint8Array(100).fill(number)),
    };
    expect(measure(hoarder, packets, clock)).toMatchObject({ isBounded: false });
  });
});

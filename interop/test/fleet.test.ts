import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installed } from "./support/peers.ts";
import { type RunningSim, startRuipmiSim } from "./support/ruipmi.ts";
import { run } from "./support/run.ts";

/** A thousand addresses, as the blocks that `ipmipower` is given. */
const range = "127.0.10.1-127.0.13.232";
const blocks = ["127.0.10.[1-255]", "127.0.11.[0-255]", "127.0.12.[0-255]", "127.0.13.[0-232]"];

describe.skipIf(!installed("ipmipower"))("a thousand BMCs in one process", () => {
  let sim: RunningSim;
  beforeAll(async () => {
    sim = await startRuipmiSim(["--address", range]);
  });
  afterAll(() => sim.stop());

  it("answer FreeIPMI, each with its own power", async () => {
    const before = residentKilobytes(sim.pid);
    const power = async (hosts: string, action: string): Promise<string> => {
      const login = ["-D", "LAN_2_0", "-u", "admin", "-p", "password", action];
      return (await run("ipmipower", ["-h", `${hosts}:${sim.port}`, ...login])).stdout;
    };
    const answers = await inTurn(blocks, (hosts) => power(hosts, "--stat"));
    expect(answers.flatMap((text) => text.match(/^127\.0\.1[0-3]\.\d+(:\d+)?: on$/gm) ?? [])).toHaveLength(1000);
    console.log(`interop: ${((residentKilobytes(sim.pid) - before) / 1000).toFixed(0)} kB resident for each BMC asked`);

    await power("127.0.12.7", "--off");
    await expect.poll(() => power("127.0.12.7", "--stat"), { timeout: 15_000 }).toMatch(/: off$/m);
    expect(await power("127.0.12.[6,8]", "--stat")).toMatch(/: on\n.*: on\n$/);
  });
});

async function inTurn<T, Result>(items: readonly T[], work: (item: T) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Of Linux; 0 elsewhere. */
function residentKilobytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

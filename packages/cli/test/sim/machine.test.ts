import type { BmcDevice } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { parseOptions } from "../../src/options/options.ts";
import { tokenize } from "../../src/options/tokenize.ts";
import { planMachines } from "../../src/sim/machine.ts";
import { FakeIo } from "../support/fake-io.ts";

const startedAt = Date.UTC(2026, 0, 5);

/** Makes the machine at an address so many milliseconds after the fleet began. */
function planned(line: string, file?: unknown): (address: string, elapsed: number) => BmcDevice {
  const io = new FakeIo();
  if (file !== undefined) io.files.set("server.json", Uint8Array.from(Buffer.from(JSON.stringify(file))));
  let elapsed = 0;
  const plan = planMachines(parseOptions(tokenize(line.split(" ")).given), io, {
    wall: () => new Date(startedAt + elapsed),
    monotonic: () => 777 + elapsed,
  });
  return (address, after) => {
    elapsed = after;
    return plan.configOf(address, 9850).device!;
  };
}

const fleet = "--address 127.0.10.1-127.0.10.2";
const described = { sel: { clock: 1_735_600_000 }, lan: { parameters: { ipAddress: "198.51.100.7" } } };

describe("planMachines", () => {
  it("makes machines whose described clock has run since the fleet began", () => {
    const make = planned(`${fleet} --device server.json`, described);
    expect(make("127.0.10.1", 0).sel.clock.seconds).toBe(1_735_600_000);
    expect(make("127.0.10.2", 90_500).sel.clock.seconds).toBe(1_735_600_090.5);
  });

  it("makes machines that nobody describes with the wall clock", () => {
    expect(planned(fleet)("127.0.10.2", 90_000).sel.clock.seconds).toBe(startedAt / 1000 + 90);
  });

  it("tells each machine where it is, but the only one that a file describes", () => {
    const reached = (address: string): object => ({ ipAddress: address, primaryRmcpPort: 9850 });
    expect(planned("--port 9850")("127.0.0.1", 0).lan.parameters).toMatchObject(reached("127.0.0.1"));
    expect(planned(fleet)("127.0.10.2", 0).lan.parameters).toMatchObject(reached("127.0.10.2"));
    const inFleet = planned(`${fleet} --device server.json`, described)("127.0.10.2", 0);
    expect(inFleet.lan.parameters).toMatchObject(reached("127.0.10.2"));
    const alone = planned("--device server.json", described)("127.0.0.1", 0);
    expect(alone.lan.parameters).toMatchObject({ ipAddress: "198.51.100.7", primaryRmcpPort: 623 });
  });

  it("names the machines of a fleet after their addresses, and leaves the only one as it is", () => {
    const nameOf = ({ identity }: BmcDevice): string => identity.systemInfo.systemName;
    expect(nameOf(planned(fleet)("127.0.10.2", 0))).toBe("server-127-0-10-2");
    expect(nameOf(planned("--port 9850")("127.0.0.1", 0))).toBe("server-1");
  });
});

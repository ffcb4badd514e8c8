import { afterEach, describe, expect, it } from "vitest";
import { FakeIo } from "./support/fake-io.ts";
import { ruipmi, ruipmiIn } from "./support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "./support/test-bmc.ts";

describe("round trips", () => {
  let bmc: TestBmc;
  afterEach(() => bmc.close());

  it("ruipmi raw 6 1 needs six, and no more: ipmitool needs eleven", async () => {
    bmc = await startTestBmc();
    const { code, err } = await ruipmi(...bmc.options, "-v", "raw", "6", "1");
    expect(code).toBe(0);
    const sent = err.split("\n").filter((line) => line.startsWith("-> "));
    const received = err.split("\n").filter((line) => line.startsWith("<- "));
    expect(sent.map((line) => line.slice(3, line.indexOf(",")))).toEqual([
      "Open Session Request",
      "RAKP Message 1",
      "RAKP Message 3",
      "IPMI Request Set Session Privilege Level",
      "IPMI Request Get Device ID",
      "IPMI Request Close Session",
    ]);
    expect(received).toHaveLength(6);
  });

  it("twenty sensors with the records on disk need no SDR request", async () => {
    bmc = await startTestBmc();
    const io = new FakeIo();
    const names = bmc.device.sensors.filter(({ kind }) => kind === "threshold").map(({ name }) => name);
    const line = ["-v", "-S", "records.sdr", "sensor", "reading", ...names.slice(0, 20)];
    expect((await ruipmiIn(io, ...bmc.options, ...line)).err).toMatch(/^-> IPMI Request Get SDR,/m);
    const warm = new FakeIo();
    warm.files.set("records.sdr", io.files.get("records.sdr")!);
    const { code, err, out } = await ruipmiIn(warm, ...bmc.options, ...line);
    expect([code, out.trimEnd().split("\n").length]).toEqual([0, 20]);
    const requests = [...err.matchAll(/^-> IPMI Request ([^,]+),/gm)].map(([, name]) => name);
    expect(requests.filter((name) => /SDR/.test(name!))).toEqual([]);
    expect(requests.filter((name) => name === "Get Sensor Reading")).toHaveLength(20);
  });

  it("every line of exec after the first needs one", async () => {
    bmc = await startTestBmc();
    const io = new FakeIo({ lines: Array.from({ length: 5 }, () => "raw 6 1") });
    const { err } = await ruipmiIn(io, ...bmc.options, "-v", "exec", "-");
    expect(err.match(/^-> /gm)).toHaveLength(10);
  });
});

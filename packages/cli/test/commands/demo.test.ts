import { describe, expect, it } from "vitest";
import { run } from "../../src/run.ts";
import { FakeIo } from "../support/fake-io.ts";

async function demo(io: FakeIo): Promise<string> {
  expect(await run(["demo"], io)).toBe(0);
  expect(io.stderr.text).toBe("");
  return io.stdout.text;
}

describe("demo", () => {
  it("shows a whole session and ends with it closed", async () => {
    const text = await demo(new FakeIo());
    const expected = [
      "Open Session Request",
      "Open Session Response",
      "RAKP Message 1",
      "RAKP Message 2",
      "knows the password",
      "RAKP Message 3",
      "RAKP Message 4",
      "Set Session Privilege Level",
      "The session is open.",
      "Get Device ID",
      "Firmware 1.05",
      "Power is on",
      "Chassis Control",
      "power goes off",
      "Power is off",
      "power goes on",
      "Power is on",
      "Close Session",
      "The session is closed.",
    ];
    let from = 0;
    for (const words of expected) {
      from = text.indexOf(words, from);
      expect(from, words).toBeGreaterThan(0);
    }
    expect(text.trimEnd().split("\n").at(-1)).toMatch(/Session closed, confirmed by both sides\.$/);
  });

  it("fits 80 columns, its lanes straight, without colours where nobody watches", async () => {
    const text = await demo(new FakeIo());
    expect(text).not.toContain("\u001b");
    for (const line of text.split("\n")) {
      expect(line.length, line).toBeLessThanOrEqual(80);
      if (/^ {2}[│├┬┴]/.test(line)) expect(line, line).toMatch(/^.{77}[│┤┬┴]$/);
    }
  });

  it("has colours on a terminal, and none under NO_COLOR", async () => {
    expect(await demo(new FakeIo({ isTerminal: true }))).toContain("\u001b[36m");
    expect(await demo(new FakeIo({ isTerminal: true, env: { NO_COLOR: "1" } }))).not.toContain("\u001b");
  });

  it("can be interrupted", async () => {
    const io = new FakeIo();
    const done = run(["demo"], io);
    await io.stdout.seen(/Chassis Control/);
    io.controller.abort("SIGTERM");
    expect(await done).toBe(143);
    expect(io.stderr.text).toMatch(/^ruipmi: interrupted by SIGTERM.*\n$/);
  });
});

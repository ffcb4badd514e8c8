import { describe, expect, it } from "vitest";
import { outputTo } from "../../src/output/output.ts";
import { progressLine } from "../../src/output/progress.ts";
import { FakeSink } from "../support/fake-io.ts";

const printed = (format: "text" | "csv" | "json", withCsv = true): string => {
  const sink = new FakeSink(false);
  const value = { reading: 1, bytes: Uint8Array.of(0, 255), nothing: undefined };
  if (withCsv)
    outputTo(sink, format).result(
      value,
      () => "text\n",
      () => "csv\n",
    );
  else outputTo(sink, format).result(value, () => "text\n");
  return sink.text;
};

describe("outputTo", () => {
  it("prints a result in the form that was asked for", () => {
    expect([printed("text"), printed("csv")]).toEqual(["text\n", "csv\n"]);
    expect(printed("json")).toBe('{"reading":1,"bytes":"00ff"}\n');
  });

  it("prints text with -c where there is no CSV", () => {
    expect(printed("csv", false)).toBe("text\n");
  });
});

describe("progressLine", () => {
  it("overwrites one line of a terminal, and wipes it", () => {
    const sink = new FakeSink(true);
    const line = progressLine(sink);
    line.clear();
    line.show("1 of 2");
    line.show("2 of 2");
    line.clear();
    line.clear();
    expect(sink.text).toBe("\r1 of 2\u001b[K\r2 of 2\u001b[K\r\u001b[K");
  });

  it("writes nothing where nobody watches", () => {
    const sink = new FakeSink(false);
    const line = progressLine(sink);
    line.show("1 of 2");
    line.clear();
    expect(sink.text).toBe("");
  });
});

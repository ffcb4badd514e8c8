import { noFaults } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { faultUsages, parseFaults } from "../../src/options/sim-fault.ts";

describe("parseFaults", () => {
  it("knows every fault there is", () => {
    expect(faultUsages).toHaveLength(Object.keys(noFaults).length);
    for (const usage of faultUsages) {
      const [name = ""] = usage.split("=");
      const isNumber = usage.endsWith("=N");
      expect(parseFaults([isNumber ? `${name}=7` : name])).toEqual({ [name]: isNumber ? 7 : true });
    }
  });

  it("switches on and off, the last counts", () => {
    expect(parseFaults(["busy", "silent=on", "busy=off"])).toEqual({ busy: false, silent: true });
    expect(parseFaults([])).toEqual({});
  });

  it("has a limit for each number", () => {
    expect(parseFaults(["lateAnswers=3600000", "leakedSlots=1024"])).toEqual({
      lateAnswers: 3_600_000,
      leakedSlots: 1024,
    });
  });

  it.each([
    ["bussy", /no fault "bussy"; did you mean busy\?/],
    ["Busy", /did you mean busy\?/],
    ["", /ruipmi help sim lists them/],
    ["constructor", /no fault/],
    ["busy=", /on or off, not ""/],
    ["busy=yes", /on or off, not "yes"/],
    ["lateAnswers", /needs a number: --fault lateAnswers=N/],
    ["lateAnswers=-1", /number from 0 to 3600000/],
    ["lateAnswers=3600001", /number from 0 to 3600000/],
    ["leakedSlots=1025", /--fault leakedSlots.*number from 0 to 1024/],
    ["lateAnswers=soon", /not "soon"/],
  ])("refuses %s", (text, message) => {
    expect(() => parseFaults([text])).toThrow(UsageError);
    expect(() => parseFaults([text])).toThrow(message);
  });
});

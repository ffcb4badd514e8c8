import { RefusalError } from "@ruipmi/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GetSystemInfoParametersRequest,
  getSystemInfoParameters,
  readSystemInfoText,
  type SetSystemInfoParametersRequest,
  setSystemInfoParameters,
  writeSystemInfoText,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

/** A managed system that keeps the blocks it is given; those from `most` on it refuses. */
function keeper(most = 99): Answer {
  const blocks = new Map<string, Uint8Array>();
  return (command, request) => {
    if (command === setSystemInfoParameters) {
      const { parameterSelector, parameter } = request as SetSystemInfoParametersRequest;
      if (parameter.kind === "text") blocks.set(`${parameterSelector} ${parameter.setSelector}`, parameter.block);
      if (parameter.kind === "other")
        blocks.set(`${parameterSelector} ${parameter.data[0]}`, parameter.data.subarray(1));
      return undefined;
    }
    expect(command).toBe(getSystemInfoParameters);
    const { parameterSelector, setSelector } = request as GetSystemInfoParametersRequest;
    const block = blocks.get(`${parameterSelector} ${setSelector}`);
    if (block === undefined || setSelector >= most)
      throw new RefusalError("completionCode", "refused", { completionCode: 0x80 });
    if (parameterSelector < 0xc0) return { parameterRevision: 0x11, parameter: { kind: "text", setSelector, block } };
    return { parameterRevision: 0x11, parameter: { kind: "other", data: Uint8Array.of(setSelector, ...block) } };
  };
}

describe("the texts of system info parameters", () => {
  it.each([2, 0xe4])("are read as they were written, parameter %i", (selector) => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 62 }), (text) => {
        const answer = keeper();
        expect(runProcedure(writeSystemInfoText(selector, text), answer).settled.status).toBe("fulfilled");
        const { settled } = runProcedure(readSystemInfoText(selector), answer);
        expect(settled).toStrictEqual({ status: "fulfilled", value: { text: text.split("\0")[0] } });
      }),
    );
  });

  it("end where a block is refused that the length asks for, and say so", () => {
    const answer = keeper(1);
    runProcedure(writeSystemInfoText(4, "Debian GNU/Linux 12"), answer);
    const { settled, log } = runProcedure(readSystemInfoText(4), answer);
    expect(settled).toMatchObject({ value: { text: "Debian GNU/Lin", tolerated: [{ field: "length", offset: 1 }] } });
    expect(log).toHaveLength(2);
  });

  it("are not there where the first block is refused", () => {
    expect(runProcedure(readSystemInfoText(4), keeper()).settled.status).toBe("rejected");
  });

  it("ask for no more than a length of one byte can mean, whatever it says", () => {
    const liar: Answer = (_command, request) => {
      const { setSelector } = request as GetSystemInfoParametersRequest;
      return {
        parameterRevision: 0x11,
        parameter: { kind: "text", setSelector, block: new Uint8Array(16).fill(0xff) },
      };
    };
    expect(runProcedure(readSystemInfoText(1), liar).log).toHaveLength(17);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, record, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  decodeSystemInfoText,
  encodeSystemInfoText,
  type GetSystemInfoParametersRequest,
  type GetSystemInfoParametersResponse,
  getSystemInfoParameters,
  type SetSystemInfoParametersRequest,
  type SystemInfoParameter,
  setSystemInfoParameters,
  systemInfoBlockCount,
} from "../../src/index.ts";

const text: fc.Arbitrary<SystemInfoParameter> = record({
  kind: fc.constant("text" as const),
  setSelector: byte,
  block: bytesOf(0, 16),
});
const inProgress: fc.Arbitrary<SystemInfoParameter> = record({
  kind: fc.constant("setInProgress" as const),
  state: fc.nat({ max: 3 }),
});
const other: fc.Arbitrary<SystemInfoParameter> = record({ kind: fc.constant("other" as const), data: bytesOf(0, 32) });
const hello = Uint8Array.of(0, 2, 0x68, 0x69);

testCodecLaws<SetSystemInfoParametersRequest>("Set System Info Parameters request", {
  codec: setSystemInfoParameters.request,
  context: undefined,
  golden: [
    {
      name: "set in progress",
      hex: "00 01",
      value: { parameterSelector: 0, parameter: { kind: "setInProgress", state: 1 } },
    },
    {
      name: "the system's name",
      hex: "02 00 00026869",
      value: { parameterSelector: 2, parameter: { kind: "text", setSelector: 0, block: hello } },
    },
    {
      name: "an OEM's",
      hex: "c0 0102",
      value: { parameterSelector: 0xc0, parameter: { kind: "other", data: Uint8Array.of(1, 2) } },
    },
  ],
  arbitrary: fc.oneof(
    record({ parameterSelector: fc.constant(0), parameter: inProgress }),
    record({ parameterSelector: fc.integer({ min: 1, max: 7 }), parameter: text }),
    record({ parameterSelector: fc.integer({ min: 8, max: 255 }), parameter: other }),
  ),
  shortest: 1,
  trailing: "taken",
});

testCodecLaws<GetSystemInfoParametersRequest>("Get System Info Parameters request", {
  codec: getSystemInfoParameters.request,
  context: undefined,
  golden: [
    {
      name: "the second block of the system's name",
      hex: "00 02 01 00",
      value: { revisionOnly: false, parameterSelector: 2, setSelector: 1, blockSelector: 0 },
    },
  ],
  arbitrary: record({ revisionOnly: fc.boolean(), parameterSelector: byte, setSelector: byte, blockSelector: byte }),
  shortest: 4,
  trailing: "refused",
});

const ask = (parameterSelector: number, revisionOnly = false): GetSystemInfoParametersRequest => ({
  revisionOnly,
  parameterSelector,
  setSelector: 0,
  blockSelector: 0,
});

testCodecLaws<GetSystemInfoParametersResponse, GetSystemInfoParametersRequest>("a system's name", {
  codec: getSystemInfoParameters.response,
  context: ask(2),
  golden: [
    {
      name: "hi",
      hex: "11 00 00026869",
      value: { parameterRevision: 0x11, parameter: { kind: "text", setSelector: 0, block: hello } },
    },
  ],
  arbitrary: record<GetSystemInfoParametersResponse>({ parameterRevision: byte, parameter: text } as never),
  shortest: 2,
  trailing: "taken",
});

testCodecLaws<GetSystemInfoParametersResponse, GetSystemInfoParametersRequest>("a parameter's revision alone", {
  codec: getSystemInfoParameters.response,
  context: ask(2, true),
  golden: [{ name: "1, compatible with 1", hex: "11", value: { parameterRevision: 0x11 } }],
  arbitrary: record<GetSystemInfoParametersResponse>({ parameterRevision: byte }),
  shortest: 1,
  trailing: "refused",
});

describe("the text of a system info parameter", () => {
  it("begins with encoding and length, in blocks of 16", () => {
    expect(encodeSystemInfoText("hi")).toStrictEqual([Uint8Array.of(...hello, ...new Array<number>(12).fill(0))]);
    const [first, second] = encodeSystemInfoText("fourteen and three");
    expect([...first!.subarray(0, 3)]).toStrictEqual([0, 18, 0x66]);
    expect(second![3]).toBe(0x65);
    expect(second![4]).toBe(0);
    expect(encodeSystemInfoText("")).toStrictEqual([new Uint8Array(16)]);
  });

  it("is Latin-1 where it can be, UTF-8 else", () => {
    expect([...encodeSystemInfoText("é")[0]!.subarray(0, 3)]).toStrictEqual([0, 1, 0xe9]);
    expect([...encodeSystemInfoText("ł%")[0]!.subarray(0, 5)]).toStrictEqual([1, 3, 0xc5, 0x82, 0x25]);
  });

  it("comes back as it went, up to 255 bytes", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: "binary" }), (value) => {
        const blocks = encodeSystemInfoText(value);
        expect(blocks).toHaveLength(systemInfoBlockCount(blocks[0]!));
        expect(decodeSystemInfoText(blocks)).toBe(value);
      }),
    );
    const [first] = encodeSystemInfoText("ł".repeat(200));
    expect(first![1]).toBe(254);
    expect(decodeSystemInfoText(encodeSystemInfoText("x".repeat(300)))).toBe("x".repeat(255));
  });

  it("may be UCS-2 too, and nothing else", () => {
    expect(decodeSystemInfoText([Uint8Array.of(2, 4, 0x42, 0x01, 0x41, 0x00)])).toBe("łA");
    expect(decodeSystemInfoText([Uint8Array.of(3, 1, 0x41)])).toBeUndefined();
    expect(decodeSystemInfoText([Uint8Array.of(1, 1, 0xff)])).toBeUndefined();
    expect(decodeSystemInfoText([])).toBe("");
  });

  it("is a text or none, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.array(bytesOf(0, 16), { maxLength: 17 }), (blocks) => {
        expect(["string", "undefined"]).toContain(typeof decodeSystemInfoText(blocks));
      }),
    );
  });
});

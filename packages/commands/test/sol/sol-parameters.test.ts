import { decodeFromBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, nibble, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  type GetSolConfigurationParametersRequest,
  type GetSolConfigurationParametersResponse,
  getSolConfigurationParameters,
  type SetSolConfigurationParametersRequest,
  type SolParameter,
  setSolConfigurationParameters,
  solParameterSelector,
} from "../../src/index.ts";

const golden: readonly (readonly [name: string, selector: string, hex: string, parameter: SolParameter])[] = [
  ["set in progress", "00", "01", { type: "setInProgress", state: 1 }],
  ["enable", "01", "01", { type: "enable", enabled: true }],
  [
    "authentication",
    "02",
    "c4",
    { type: "authentication", forceEncryption: true, forceAuthentication: true, privilegeLevel: 4 },
  ],
  ["character accumulate", "03", "0c 60", { type: "characterAccumulate", interval: 60, sendThreshold: 96 }],
  ["retry", "04", "07 32", { type: "retry", count: 7, interval: 500 }],
  ["non-volatile bit rate", "05", "0a", { type: "nonVolatileBitRate", bitRate: 10 }],
  ["volatile bit rate", "06", "06", { type: "volatileBitRate", bitRate: 6 }],
  ["payload channel", "07", "01", { type: "payloadChannel", channelNumber: 1 }],
  ["payload port", "08", "6f 02", { type: "payloadPort", port: 623 }],
  ["an OEM's own", "c0", "01 02 03", { type: "other", selector: 0xc0, data: Uint8Array.of(1, 2, 3) }],
];

const parameter: fc.Arbitrary<SolParameter> = fc.oneof(
  record({ type: fc.constant("setInProgress" as const), state: fc.nat({ max: 3 }) }),
  record({ type: fc.constant("enable" as const), enabled: fc.boolean() }),
  record({
    type: fc.constant("authentication" as const),
    forceEncryption: fc.boolean(),
    forceAuthentication: fc.boolean(),
    privilegeLevel: nibble,
  }),
  record({
    type: fc.constant("characterAccumulate" as const),
    interval: byte.map((steps) => steps * 5),
    sendThreshold: byte,
  }),
  record({
    type: fc.constant("retry" as const),
    count: fc.nat({ max: 7 }),
    interval: byte.map((steps) => steps * 10),
  }),
  record({ type: fc.constantFrom("nonVolatileBitRate" as const, "volatileBitRate" as const), bitRate: nibble }),
  record({ type: fc.constant("payloadChannel" as const), channelNumber: nibble }),
  record({ type: fc.constant("payloadPort" as const), port: uint16 }),
  record({
    type: fc.constant("other" as const),
    selector: fc.integer({ min: 9, max: 255 }),
    data: bytesOf(0, 20),
  }),
);

testCodecLaws<SetSolConfigurationParametersRequest>("Set SOL Configuration Parameters request", {
  codec: setSolConfigurationParameters.request,
  context: undefined,
  golden: golden.map(([name, selector, hex, value]) => ({
    name,
    hex: `01 ${selector} ${hex}`,
    value: { channelNumber: 1, parameter: value },
  })),
  arbitrary: record({ channelNumber: nibble, parameter }),
  shortest: 2,
  trailing: "taken",
});

testCodecLaws<GetSolConfigurationParametersRequest>("Get SOL Configuration Parameters request", {
  codec: getSolConfigurationParameters.request,
  context: undefined,
  golden: [
    {
      name: "ipmitool's for parameter 3",
      hex: "0e 03 00 00",
      value: { revisionOnly: false, channelNumber: 14, selector: 3, setSelector: 0, blockSelector: 0 },
    },
    {
      name: "only the revision",
      hex: "81 08 01 02",
      value: { revisionOnly: true, channelNumber: 1, selector: 8, setSelector: 1, blockSelector: 2 },
    },
  ],
  arbitrary: record({
    revisionOnly: fc.boolean(),
    channelNumber: nibble,
    selector: byte,
    setSelector: byte,
    blockSelector: byte,
  }),
  shortest: 4,
  trailing: "refused",
});

function requestFor(selector: number, revisionOnly = false): GetSolConfigurationParametersRequest {
  return { revisionOnly, channelNumber: 14, selector, setSelector: 0, blockSelector: 0 };
}

for (const [name, , hex, value] of golden) {
  const selector = solParameterSelector(value);
  testCodecLaws<GetSolConfigurationParametersResponse, GetSolConfigurationParametersRequest>(
    `Get SOL Configuration Parameters response: ${name}`,
    {
      codec: getSolConfigurationParameters.response,
      context: requestFor(selector),
      golden: [{ name, hex: `11 ${hex}`, value: { revision: 0x11, parameter: value } }],
      arbitrary: record({
        revision: byte,
        parameter: parameter.filter((each) => solParameterSelector(each) === selector),
      }),
      shortest: value.type === "other" ? 1 : 2,
      trailing: value.type === "other" ? "taken" : "refused",
    },
  );
}

describe("Get SOL Configuration Parameters", () => {
  it("is answered with the revision alone, or with the data all the same, where only the revision is asked for", () => {
    const { response } = getSolConfigurationParameters;
    expect(decodeFromBytes(response, Uint8Array.of(0x11), "response", requestFor(1, true))).toStrictEqual({
      revision: 0x11,
    });
    expect(decodeFromBytes(response, Uint8Array.of(0x11, 1), "response", requestFor(1, true))).toStrictEqual({
      revision: 0x11,
      parameter: { type: "enable", enabled: true },
    });
    expect(() => decodeFromBytes(response, Uint8Array.of(0x11), "response", requestFor(1))).toThrow("enable");
  });
});

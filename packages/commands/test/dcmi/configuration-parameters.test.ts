import fc from "fast-check";
import { byte, bytesOf, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  type DcmiConfigurationParameter,
  type GetDcmiConfigurationParametersResponse,
  getDcmiConfigurationParameters,
  type SetDcmiConfigurationParametersRequest,
  setDcmiConfigurationParameters,
} from "../../src/index.ts";

interface Case {
  readonly selector: number;
  readonly hex: string;
  readonly parameter: DcmiConfigurationParameter;
  readonly arbitrary: fc.Arbitrary<unknown>;
  readonly length: number;
  readonly trailing: "refused" | "taken";
}

const cases: readonly Case[] = [
  {
    selector: 1,
    hex: "01",
    parameter: { kind: "activateDhcp", activate: true },
    arbitrary: record({ kind: fc.constant("activateDhcp"), activate: fc.boolean() }),
    length: 1,
    trailing: "refused",
  },
  {
    selector: 2,
    hex: "81",
    parameter: {
      kind: "discoveryConfiguration",
      managementControllerIdString: true,
      vendorClass: false,
      randomBackOff: true,
    },
    arbitrary: record({
      kind: fc.constant("discoveryConfiguration"),
      managementControllerIdString: fc.boolean(),
      vendorClass: fc.boolean(),
      randomBackOff: fc.boolean(),
    }),
    length: 1,
    trailing: "refused",
  },
  {
    selector: 3,
    hex: "04",
    parameter: { kind: "initialTimeoutInterval", seconds: 4 },
    arbitrary: record({ kind: fc.constant("initialTimeoutInterval"), seconds: byte }),
    length: 1,
    trailing: "refused",
  },
  {
    selector: 4,
    hex: "2c01",
    parameter: { kind: "serverContactTimeoutInterval", seconds: 300 },
    arbitrary: record({ kind: fc.constant("serverContactTimeoutInterval"), seconds: uint16 }),
    length: 2,
    trailing: "refused",
  },
  {
    selector: 5,
    hex: "4000",
    parameter: { kind: "serverContactRetryInterval", seconds: 64 },
    arbitrary: record({ kind: fc.constant("serverContactRetryInterval"), seconds: uint16 }),
    length: 2,
    trailing: "refused",
  },
  {
    selector: 9,
    hex: "0102",
    parameter: { kind: "unknown", data: Uint8Array.of(1, 2) },
    arbitrary: record({ kind: fc.constant("unknown"), data: bytesOf(0, 8) }),
    length: 0,
    trailing: "taken",
  },
];

for (const { selector, hex, parameter, arbitrary, length, trailing } of cases) {
  const any = arbitrary as fc.Arbitrary<DcmiConfigurationParameter>;
  testCodecLaws<GetDcmiConfigurationParametersResponse, { parameterSelector: number; setSelector: number }>(
    `Get DCMI Configuration Parameters response, ${parameter.kind}`,
    {
      codec: getDcmiConfigurationParameters.response,
      context: { parameterSelector: selector, setSelector: 0 },
      golden: [
        {
          name: parameter.kind,
          hex: `010501 ${hex}`,
          value: { dcmiMajorVersion: 1, dcmiMinorVersion: 5, parameterRevision: 1, parameter },
        },
      ],
      arbitrary: record({ dcmiMajorVersion: byte, dcmiMinorVersion: byte, parameterRevision: byte, parameter: any }),
      shortest: 3 + length,
      trailing,
    },
  );

  testCodecLaws<SetDcmiConfigurationParametersRequest>(`Set DCMI Configuration Parameters request, ${parameter.kind}`, {
    codec: setDcmiConfigurationParameters.request,
    context: undefined,
    golden: [
      {
        name: parameter.kind,
        hex: `${selector.toString(16).padStart(2, "0")}00 ${hex}`,
        value: { parameterSelector: selector, setSelector: 0, parameter },
      },
    ],
    arbitrary: record({ parameterSelector: fc.constant(selector), setSelector: byte, parameter: any }),
    shortest: 2,
    trailing: "taken",
  });
}

testCodecLaws("Get DCMI Configuration Parameters request", {
  codec: getDcmiConfigurationParameters.request,
  context: undefined,
  golden: [{ name: "the initial timeout", hex: "0300", value: { parameterSelector: 3, setSelector: 0 } }],
  arbitrary: record({ parameterSelector: byte, setSelector: byte }),
  shortest: 2,
  trailing: "refused",
});

import { decodeFromBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byte, bytesOf, nibble, record, testCodecLaws, uint16 } from "../../../core/test/support/codec-laws.ts";
import {
  type AlertPolicy,
  type AlertStringBlock,
  type AlertStringKeys,
  type EventDataComparison,
  type EventFilter,
  type EventFilterState,
  type GetPefConfigurationParametersResponse,
  getPefConfigurationParameters,
  type PefActions,
  type PefControl,
  type PefParameter,
  type PefParameterName,
  type PefParameterValues,
  type PefSystemGuid,
  pefParameterFormats,
  pefParameterName,
} from "../../src/index.ts";

const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const actions = record<PefActions>({
  alert: fc.boolean(),
  powerOff: fc.boolean(),
  reset: fc.boolean(),
  powerCycle: fc.boolean(),
  oem: fc.boolean(),
  diagnosticInterrupt: fc.boolean(),
});
const noActions: PefActions = {
  alert: false,
  powerOff: false,
  reset: false,
  powerCycle: false,
  oem: false,
  diagnosticInterrupt: false,
};
const comparison = record<EventDataComparison>({ andMask: byte, compare1: byte, compare2: byte });
const anyData: EventDataComparison = { andMask: 0, compare1: 0xff, compare2: 0 };
const filterState = { filter: upTo(127), enabled: fc.boolean(), type: upTo(3) };

type Cases = {
  readonly [Name in PefParameterName]: readonly [
    hex: string,
    value: PefParameterValues[Name],
    arbitrary: fc.Arbitrary<PefParameterValues[Name]>,
  ];
};

const cases: Cases = {
  setInProgress: ["01", 1, upTo(3)],
  control: [
    "0d",
    { pefEnabled: true, eventMessages: false, startupDelay: true, alertStartupDelay: true },
    record<PefControl>({
      pefEnabled: fc.boolean(),
      eventMessages: fc.boolean(),
      startupDelay: fc.boolean(),
      alertStartupDelay: fc.boolean(),
    }),
  ],
  actionGlobalControl: ["21", { ...noActions, alert: true, diagnosticInterrupt: true }, actions],
  startupDelay: ["3c", 60, byte],
  alertStartupDelay: ["3c", 60, byte],
  eventFilterCount: ["10", 16, upTo(127)],
  eventFilter: [
    "03 c0 09 21 10 ff ff 04 30 01 0402 00ff00 00ff00 010203",
    {
      filter: 3,
      enabled: true,
      type: 2,
      actions: { ...noActions, alert: true, powerCycle: true },
      groupControl: false,
      groupControlSelector: 2,
      policyNumber: 1,
      severity: 0x10,
      generatorAddress: 0xff,
      generatorChannelAndLun: 0xff,
      sensorType: 4,
      sensorNumber: 0x30,
      eventTrigger: 1,
      offsetMask: 0x0204,
      eventData: [anyData, anyData, { andMask: 1, compare1: 2, compare2: 3 }],
    },
    record<EventFilter>({
      ...filterState,
      actions,
      groupControl: fc.boolean(),
      groupControlSelector: upTo(7),
      policyNumber: nibble,
      severity: byte,
      generatorAddress: byte,
      generatorChannelAndLun: byte,
      sensorType: byte,
      sensorNumber: byte,
      eventTrigger: byte,
      offsetMask: uint16,
      eventData: fc.tuple(comparison, comparison, comparison),
    }),
  ],
  eventFilterState: ["03 c0", { filter: 3, enabled: true, type: 2 }, record<EventFilterState>(filterState)],
  alertPolicyCount: ["04", 4, upTo(127)],
  alertPolicy: [
    "02 1a 13 85",
    {
      entry: 2,
      policyNumber: 1,
      enabled: true,
      rule: 2,
      channelNumber: 1,
      destination: 3,
      eventSpecificString: true,
      alertString: 5,
    },
    record<AlertPolicy>({
      entry: upTo(127),
      policyNumber: nibble,
      enabled: fc.boolean(),
      rule: upTo(7),
      channelNumber: nibble,
      destination: nibble,
      eventSpecificString: fc.boolean(),
      alertString: upTo(127),
    }),
  ],
  systemGuid: [
    "01 000102030405060708090a0b0c0d0e0f",
    { used: true, guid: Uint8Array.from({ length: 16 }, (_, index) => index) },
    record<PefSystemGuid>({ used: fc.boolean(), guid: bytesOf(16) }),
  ],
  alertStringCount: ["02", 2, upTo(127)],
  alertStringKeys: [
    "01 07 02",
    { string: 1, eventFilter: 7, stringSet: 2 },
    record<AlertStringKeys>({ string: upTo(127), eventFilter: upTo(127), stringSet: upTo(127) }),
  ],
  alertString: [
    "01 02 666f6f00",
    { string: 1, block: 2, data: Uint8Array.of(0x66, 0x6f, 0x6f, 0) },
    record<AlertStringBlock>({ string: upTo(127), block: byte, data: bytesOf(0, 16) }),
  ],
};

for (const parameter of Object.keys(cases) as PefParameterName[]) {
  const [hex, value, arbitrary] = cases[parameter];
  const { selector } = pefParameterFormats[parameter];
  const isString = parameter === "alertString";
  testCodecLaws<
    GetPefConfigurationParametersResponse,
    Parameters<typeof getPefConfigurationParameters.response.decode>[1]
  >(`PEF parameter ${parameter}`, {
    codec: getPefConfigurationParameters.response,
    context: { revisionOnly: false, parameterSelector: selector, setSelector: 0, blockSelector: 0 },
    golden: [
      {
        name: "an example",
        hex: `11 ${hex}`,
        value: { parameterRevision: 0x11, parameter: { parameter, value } as PefParameter },
      },
    ],
    arbitrary: record({
      parameterRevision: byte,
      parameter: (arbitrary as fc.Arbitrary<unknown>).map((any) => ({ parameter, value: any }) as PefParameter),
    }),
    shortest: isString ? 3 : 1 + hex.replaceAll(" ", "").length / 2,
    trailing: isString ? "taken" : "refused",
  });
}

describe("PEF parameters", () => {
  it("are found by their numbers", () => {
    expect(pefParameterName(9)).toBe("alertPolicy");
    expect(pefParameterName(14)).toBeUndefined();
  });

  it("may be asked for by their revision alone", () => {
    const { codec } = { codec: getPefConfigurationParameters.response };
    const context = { revisionOnly: true, parameterSelector: 1, setSelector: 0, blockSelector: 0 };
    expect(decodeFromBytes(codec, Uint8Array.of(0x11), "PEF parameter", context)).toStrictEqual({
      parameterRevision: 0x11,
    });
  });
});

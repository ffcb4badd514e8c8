import { MalformedMessageError } from "@ruipmi/core";
import { type Command, decodeFromBytes, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ChassisIdentifyState,
  chassisControl,
  type FrontPanelButton,
  type GetChassisStatusResponse,
  getChassisStatus,
  PowerControl,
  type PowerRestorePolicy,
} from "../../src/index.ts";

const button: fc.Arbitrary<FrontPanelButton> = fc.record(
  { disableAllowed: fc.boolean(), disabled: fc.boolean() },
  { noNullPrototype: true },
);

const status: fc.Arbitrary<GetChassisStatusResponse> = fc.record(
  {
    powerIsOn: fc.boolean(),
    powerOverload: fc.boolean(),
    interlock: fc.boolean(),
    powerFault: fc.boolean(),
    powerControlFault: fc.boolean(),
    powerRestorePolicy: fc.nat({ max: 3 }).map((policy) => policy as PowerRestorePolicy),
    lastPowerEvent: fc.record(
      {
        poweredOnByIpmiCommand: fc.boolean(),
        powerFault: fc.boolean(),
        interlock: fc.boolean(),
        powerOverload: fc.boolean(),
        acFailed: fc.boolean(),
      },
      { noNullPrototype: true },
    ),
    chassisIntrusion: fc.boolean(),
    frontPanelLockout: fc.boolean(),
    driveFault: fc.boolean(),
    coolingFault: fc.boolean(),
    identifyState: fc.nat({ max: 3 }).map((state) => state as ChassisIdentifyState),
    frontPanelButtons: fc.record(
      { standby: button, diagnosticInterrupt: button, reset: button, powerOff: button },
      { noNullPrototype: true },
    ),
  },
  {
    noNullPrototype: true,
    requiredKeys: [
      "powerIsOn",
      "powerOverload",
      "interlock",
      "powerFault",
      "powerControlFault",
      "powerRestorePolicy",
      "lastPowerEvent",
      "chassisIntrusion",
      "frontPanelLockout",
      "driveFault",
      "coolingFault",
    ],
  },
);

/** Any bytes are a value or a MalformedMessageError, and nothing else. */
function attempt<T>(decode: () => T): T | undefined {
  try {
    return decode();
  } catch (error) {
    if (!(error instanceof MalformedMessageError)) throw error;
    return undefined;
  }
}

function decodeStatus(bytes: Uint8Array): GetChassisStatusResponse {
  return decodeFromBytes(getChassisStatus.response, bytes, "status", undefined);
}

const quiet: GetChassisStatusResponse = {
  powerIsOn: false,
  powerOverload: false,
  interlock: false,
  powerFault: false,
  powerControlFault: false,
  powerRestorePolicy: 0,
  lastPowerEvent: {
    poweredOnByIpmiCommand: false,
    powerFault: false,
    interlock: false,
    powerOverload: false,
    acFailed: false,
  },
  chassisIntrusion: false,
  frontPanelLockout: false,
  driveFault: false,
  coolingFault: false,
};

const golden: readonly (readonly [string, readonly number[], GetChassisStatusResponse])[] = [
  ["all clear", [0, 0, 0], quiet],
  [
    "on after an IPMI command, policy previous, identify off",
    [0x21, 0x10, 0x40],
    {
      ...quiet,
      powerIsOn: true,
      powerRestorePolicy: 1,
      lastPowerEvent: { ...quiet.lastPowerEvent, poweredOnByIpmiCommand: true },
      identifyState: 0,
    },
  ],
  [
    "overload",
    [0x02, 0x02, 0],
    { ...quiet, powerOverload: true, lastPowerEvent: { ...quiet.lastPowerEvent, powerOverload: true } },
  ],
  [
    "interlock",
    [0x04, 0x04, 0],
    { ...quiet, interlock: true, lastPowerEvent: { ...quiet.lastPowerEvent, interlock: true } },
  ],
  [
    "power fault",
    [0x08, 0x08, 0],
    { ...quiet, powerFault: true, lastPowerEvent: { ...quiet.lastPowerEvent, powerFault: true } },
  ],
  [
    "control fault, AC failed",
    [0x10, 0x01, 0],
    { ...quiet, powerControlFault: true, lastPowerEvent: { ...quiet.lastPowerEvent, acFailed: true } },
  ],
  [
    "intrusion, identify for a time",
    [0x40, 0, 0x51],
    { ...quiet, powerRestorePolicy: 2, chassisIntrusion: true, identifyState: 1 },
  ],
  [
    "lockout, identify on",
    [0x60, 0, 0x62],
    { ...quiet, powerRestorePolicy: 3, frontPanelLockout: true, identifyState: 2 },
  ],
  ["drive and cooling faults", [0, 0, 0x0c], { ...quiet, driveFault: true, coolingFault: true }],
  [
    "buttons: power off may be disabled, reset is, standby both, diagnostic neither",
    [0, 0, 0, 0x9a],
    {
      ...quiet,
      frontPanelButtons: {
        powerOff: { disableAllowed: true, disabled: false },
        reset: { disableAllowed: false, disabled: true },
        diagnosticInterrupt: { disableAllowed: false, disabled: false },
        standby: { disableAllowed: true, disabled: true },
      },
    },
  ],
];

describe("Get Chassis Status", () => {
  it.each(golden)("is, both ways: %s", (_name, bytes, value) => {
    expect(decodeStatus(Uint8Array.from(bytes))).toStrictEqual(value);
    expect([...encodeToBytes(getChassisStatus.response, value, undefined)]).toStrictEqual(bytes);
  });

  it("decodes what it encodes, refuses truncations and trailing bytes", () => {
    fc.assert(
      fc.property(status, (value) => {
        const bytes = encodeToBytes(getChassisStatus.response, value, undefined);
        expect(decodeStatus(bytes)).toStrictEqual(value);
        for (let length = 0; length < 3; length++)
          expect(attempt(() => decodeStatus(bytes.subarray(0, length)))).toBeUndefined();
        expect(attempt(() => decodeStatus(Uint8Array.of(...bytes, 0, 0)))).toBeUndefined();
      }),
    );
  });

  it("makes a value or a MalformedMessageError of any bytes, and ignores what is reserved", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
        const value = attempt(() => decodeStatus(bytes));
        if (value !== undefined)
          expect(decodeStatus(encodeToBytes(getChassisStatus.response, value, undefined))).toStrictEqual(value);
      }),
    );
    expect(decodeStatus(Uint8Array.of(0x80, 0xe0, 0xb0))).toStrictEqual(quiet);
  });

  it("has an empty request", () => {
    expect(encodeToBytes(getChassisStatus.request, undefined)).toHaveLength(0);
    expect(
      attempt(() => decodeFromBytes(getChassisStatus.request, Uint8Array.of(1), "request") ?? "value"),
    ).toBeUndefined();
  });
});

describe("Chassis Control", () => {
  const decode = (bytes: Uint8Array): { readonly control: number } =>
    decodeFromBytes(chassisControl.request, bytes, "control");

  it("is one byte, of which the low four bits count", () => {
    for (const control of Object.values(PowerControl)) {
      expect([...encodeToBytes(chassisControl.request, { control })]).toStrictEqual([control]);
      expect(decode(Uint8Array.of(0xf0 | control))).toStrictEqual({ control });
    }
    expect(attempt(() => decode(new Uint8Array(0)))).toBeUndefined();
    expect(attempt(() => decode(new Uint8Array(2)))).toBeUndefined();
  });

  it("has an empty response", () => {
    const command: Command<{ readonly control: number }, void> = chassisControl;
    expect(encodeToBytes(command.response, undefined, { control: 1 })).toHaveLength(0);
  });
});

/**
 * Get Chassis Status, 00h/01h (IPMI v2.0 §28.2, table 28-3). The request is empty.
 *
 * | byte | response                                                                                            |
 * |------|-----------------------------------------------------------------------------------------------------|
 * | 0    | 6:5: power restore policy; 4: power control fault; 3: power fault; 2: interlock; 1: overload; 0: on |
 * | 1    | last power event: 4: on by IPMI command; 3: power fault; 2: interlock; 1: overload; 0: AC failed    |
 * | 2    | 6: identify state known; 5:4: identify state; 3: cooling fault; 2: drive fault; 1: lockout; 0: intrusion |
 * | 3    | front panel buttons, optional: 7:4: may be disabled; 3:0: disabled; standby, diagnostic, reset, power off |
 */
import { bit, type Command, emptyBody, isSet, NetFn } from "@ruipmi/core/wire";

/** What the chassis does when mains power comes back (IPMI v2.0 table 28-3). */
export const PowerRestorePolicy = {
  /** Stays off. */
  alwaysOff: 0,
  /** Goes back to the state it was in. */
  previous: 1,
  /** Powers up. */
  alwaysOn: 2,
  /** Not known. */
  unknown: 3,
} as const;

/** A policy of {@link PowerRestorePolicy}. */
export type PowerRestorePolicy = (typeof PowerRestorePolicy)[keyof typeof PowerRestorePolicy];

/** What the identify light does (IPMI v2.0 table 28-3). */
export const ChassisIdentifyState = {
  /** Off. */
  off: 0,
  /** On for a time. */
  temporarilyOn: 1,
  /** On until switched off. */
  indefinitelyOn: 2,
  /** Reserved. */
  reserved: 3,
} as const;

/** A state of {@link ChassisIdentifyState}. */
export type ChassisIdentifyState = (typeof ChassisIdentifyState)[keyof typeof ChassisIdentifyState];

/** What led to the power state that holds. Several may be true, or none. */
export interface LastPowerEvent {
  /** Power was switched on by an IPMI command. */
  readonly poweredOnByIpmiCommand: boolean;
  /** Power went down by a power fault. */
  readonly powerFault: boolean;
  /** Power went down because the interlock was activated. */
  readonly interlock: boolean;
  /** Power went down by an overload. */
  readonly powerOverload: boolean;
  /** Mains power failed. */
  readonly acFailed: boolean;
}

/** One push button of the front panel. */
export interface FrontPanelButton {
  /** Whether it can be disabled at all. */
  readonly disableAllowed: boolean;
  /** Whether it is disabled now. */
  readonly disabled: boolean;
}

/** The push buttons of the front panel. */
export interface FrontPanelButtons {
  /** Standby (sleep). */
  readonly standby: FrontPanelButton;
  /** Diagnostic interrupt. */
  readonly diagnosticInterrupt: FrontPanelButton;
  /** Reset. */
  readonly reset: FrontPanelButton;
  /** Power off; where there is one button for both, power and standby. */
  readonly powerOff: FrontPanelButton;
}

/** How the chassis is. */
export interface GetChassisStatusResponse {
  /** Whether system power is on. */
  readonly powerIsOn: boolean;
  /** Whether power was shut down because of an overload. */
  readonly powerOverload: boolean;
  /** Whether a panel switch keeps the chassis off. */
  readonly interlock: boolean;
  /** Whether a fault of the main power subsystem was detected. */
  readonly powerFault: boolean;
  /** Whether the controller tried to switch power and the state wanted was not reached. */
  readonly powerControlFault: boolean;
  /** What happens when mains power comes back. */
  readonly powerRestorePolicy: PowerRestorePolicy;
  /** What led to the power state that holds. */
  readonly lastPowerEvent: LastPowerEvent;
  /** Whether the chassis was opened. */
  readonly chassisIntrusion: boolean;
  /** Whether the buttons of the front panel are locked. */
  readonly frontPanelLockout: boolean;
  /** Whether a drive is faulty. */
  readonly driveFault: boolean;
  /** Whether a fan or the cooling is faulty. */
  readonly coolingFault: boolean;
  /** The identify light; absent where the managed system does not report it. */
  readonly identifyState?: ChassisIdentifyState;
  /** The push buttons of the front panel; absent where the managed system does not report them. */
  readonly frontPanelButtons?: FrontPanelButtons;
}

/** Get Chassis Status: any user may ask. */
export const getChassisStatus: Command<void, GetChassisStatusResponse> = {
  name: "Get Chassis Status",
  netFn: NetFn.chassis,
  cmd: 0x01,
  section: "IPMI v2.0 §28.2",
  request: emptyBody,
  response: {
    encode(value, writer) {
      const { lastPowerEvent: last, identifyState, frontPanelButtons } = value;
      writer
        .u8(
          ((value.powerRestorePolicy & 3) << 5) |
            bit(4, value.powerControlFault) |
            bit(3, value.powerFault) |
            bit(2, value.interlock) |
            bit(1, value.powerOverload) |
            bit(0, value.powerIsOn),
        )
        .u8(
          bit(4, last.poweredOnByIpmiCommand) |
            bit(3, last.powerFault) |
            bit(2, last.interlock) |
            bit(1, last.powerOverload) |
            bit(0, last.acFailed),
        )
        .u8(
          bit(6, identifyState !== undefined) |
            (((identifyState ?? 0) & 3) << 4) |
            bit(3, value.coolingFault) |
            bit(2, value.driveFault) |
            bit(1, value.frontPanelLockout) |
            bit(0, value.chassisIntrusion),
        );
      if (frontPanelButtons !== undefined) writer.u8(encodeButtons(frontPanelButtons));
    },
    decode(reader) {
      const power = reader.u8("currentPowerState");
      const last = reader.u8("lastPowerEvent");
      const misc = reader.u8("miscellaneousChassisState");
      const buttons = reader.remaining === 0 ? undefined : reader.u8("frontPanelButtons");
      return {
        powerIsOn: isSet(power, 0),
        powerOverload: isSet(power, 1),
        interlock: isSet(power, 2),
        powerFault: isSet(power, 3),
        powerControlFault: isSet(power, 4),
        powerRestorePolicy: ((power >>> 5) & 3) as PowerRestorePolicy,
        lastPowerEvent: {
          poweredOnByIpmiCommand: isSet(last, 4),
          powerFault: isSet(last, 3),
          interlock: isSet(last, 2),
          powerOverload: isSet(last, 1),
          acFailed: isSet(last, 0),
        },
        chassisIntrusion: isSet(misc, 0),
        frontPanelLockout: isSet(misc, 1),
        driveFault: isSet(misc, 2),
        coolingFault: isSet(misc, 3),
        ...(isSet(misc, 6) ? { identifyState: ((misc >>> 4) & 3) as ChassisIdentifyState } : undefined),
        ...(buttons === undefined ? undefined : { frontPanelButtons: decodeButtons(buttons) }),
      };
    },
  },
};

/** In the order of their bits: bit n says disabled, bit n + 4 that it may be. */
const buttonNames = ["powerOff", "reset", "diagnosticInterrupt", "standby"] as const;

function encodeButtons(buttons: FrontPanelButtons): number {
  return buttonNames.reduce(
    (bits, name, position) =>
      bits | bit(position, buttons[name].disabled) | bit(position + 4, buttons[name].disableAllowed),
    0,
  );
}

function decodeButtons(bits: number): FrontPanelButtons {
  const button = (position: number): FrontPanelButton => ({
    disableAllowed: isSet(bits, position + 4),
    disabled: isSet(bits, position),
  });
  return { powerOff: button(0), reset: button(1), diagnosticInterrupt: button(2), standby: button(3) };
}

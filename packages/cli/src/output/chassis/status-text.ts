import {
  ChassisIdentifyState,
  type FrontPanelButtons,
  type GetChassisStatusResponse,
  type LastPowerEvent,
  PowerRestorePolicy,
} from "@ruipmi/commands";
import { boolean, type JsonSchema, nameOrNumber, object, optional } from "../json-schema.ts";
import { keyOf } from "../key-of.ts";

const button = object({ disableAllowed: boolean(), disabled: boolean() });

/** What `--json` prints of Get Chassis Status. */
export const chassisStatusSchema: JsonSchema = object({
  powerIsOn: boolean("whether system power is on"),
  powerOverload: boolean("whether power was shut down because of an overload"),
  interlock: boolean("whether a panel switch keeps the chassis off"),
  powerFault: boolean("whether a fault of the main power subsystem was detected"),
  powerControlFault: boolean("whether power did not reach the state that was wanted"),
  powerRestorePolicy: nameOrNumber(PowerRestorePolicy, "what happens when mains power comes back"),
  lastPowerEvent: object({
    poweredOnByIpmiCommand: boolean(),
    powerFault: boolean(),
    interlock: boolean(),
    powerOverload: boolean(),
    acFailed: boolean(),
  }),
  chassisIntrusion: boolean("whether the chassis was opened"),
  frontPanelLockout: boolean("whether the buttons of the front panel are locked"),
  driveFault: boolean(),
  coolingFault: boolean(),
  identifyState: optional(nameOrNumber(ChassisIdentifyState, "the identify light")),
  frontPanelButtons: optional(
    object({ standby: button, diagnosticInterrupt: button, reset: button, powerOff: button }),
  ),
});

/** Get Chassis Status in the layout of ipmitool's `chassis status`. */
export function chassisStatusText(status: GetChassisStatusResponse): string {
  const lines = [
    `System Power         : ${onOff(status.powerIsOn)}`,
    `Power Overload       : ${status.powerOverload}`,
    `Power Interlock      : ${activeInactive(status.interlock)}`,
    `Main Power Fault     : ${status.powerFault}`,
    `Power Control Fault  : ${status.powerControlFault}`,
    `Power Restore Policy : ${policyNames[status.powerRestorePolicy]}`,
    `Last Power Event     : ${lastPowerEventText(status.lastPowerEvent)}`,
    `Chassis Intrusion    : ${activeInactive(status.chassisIntrusion)}`,
    `Front-Panel Lockout  : ${activeInactive(status.frontPanelLockout)}`,
    `Drive Fault          : ${status.driveFault}`,
    `Cooling/Fan Fault    : ${status.coolingFault}`,
    ...(status.frontPanelButtons === undefined ? [] : buttonLines(status.frontPanelButtons)),
  ];
  return `${lines.join("\n")}\n`;
}

/** Get Chassis Status as `--json` prints it: what is a number on the wire and a name in the specification is its name. */
export function chassisStatusDocument(status: GetChassisStatusResponse): object {
  const { identifyState, powerRestorePolicy } = status;
  return {
    ...status,
    powerRestorePolicy: keyOf(PowerRestorePolicy, powerRestorePolicy),
    ...(identifyState === undefined ? {} : { identifyState: keyOf(ChassisIdentifyState, identifyState) }),
  };
}

/** Whether power is on, in a word. */
export function onOff(on: boolean): string {
  return on ? "on" : "off";
}

const policyNames: Readonly<Record<PowerRestorePolicy, string>> = {
  [PowerRestorePolicy.alwaysOff]: "always-off",
  [PowerRestorePolicy.previous]: "previous",
  [PowerRestorePolicy.alwaysOn]: "always-on",
  [PowerRestorePolicy.unknown]: "unknown",
};

function activeInactive(active: boolean): string {
  return active ? "active" : "inactive";
}

/** ipmitool leaves a blank after each of these words but the last of the list. */
function lastPowerEventText(last: LastPowerEvent): string {
  const words: readonly (readonly [boolean, string])[] = [
    [last.acFailed, "ac-failed "],
    [last.powerOverload, "overload "],
    [last.interlock, "interlock "],
    [last.powerFault, "fault "],
    [last.poweredOnByIpmiCommand, "command"],
  ];
  return words
    .filter(([happened]) => happened)
    .map(([, word]) => word)
    .join("");
}

function buttonLines(buttons: FrontPanelButtons): readonly string[] {
  const named = [
    ["Sleep", buttons.standby],
    ["Diag", buttons.diagnosticInterrupt],
    ["Reset", buttons.reset],
    ["Power", buttons.powerOff],
  ] as const;
  if (named.every(([, button]) => !button.disableAllowed && !button.disabled)) return ["Front Panel Control  : none"];
  return [
    ...named.map(([name, { disableAllowed }]) => {
      return `${`${name} Button Disable`.padEnd(20)} : ${disableAllowed ? "allowed" : "not allowed"}`;
    }),
    ...named.map(([name, { disabled }]) => `${`${name} Button Disabled`.padEnd(21)}: ${disabled}`),
  ];
}

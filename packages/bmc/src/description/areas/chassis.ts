import {
  ChassisIdentifyState,
  type FrontPanelButtons,
  type GetChassisCapabilitiesResponse,
  PowerRestorePolicy,
} from "@ruipmi/commands";
import { type ChassisState, createChassis, type LastPowerEventState, type PowerDelays } from "../../device/power.ts";
import { field, object, removableField, switches } from "../compounds.ts";
import { byte, flag, millis, named } from "../scalars.ts";
import type { Shape } from "../shape.ts";

const delays: Shape<PowerDelays> = object<PowerDelays, keyof PowerDelays>(
  {
    on: field(millis, "Milliseconds from Power Up until power is on."),
    off: field(millis, "Milliseconds from Power Down until power is off."),
    softOff: field(millis, "Milliseconds from Soft Shutdown until power is off."),
    cycle: field(millis, "Milliseconds for which Power Cycle keeps power off."),
    reset: field(millis, "Milliseconds from Hard Reset until the system starts."),
  },
  () => createChassis().delays,
);

const lastPowerEvent: Shape<LastPowerEventState> = object<LastPowerEventState, keyof LastPowerEventState>(
  {
    poweredOnByIpmiCommand: field(flag, "Power was switched on by an IPMI command."),
    powerFault: field(flag, "Power went down by a power fault."),
    interlock: field(flag, "Power went down because the interlock was activated."),
    powerOverload: field(flag, "Power went down by an overload."),
    acFailed: field(flag, "Mains power failed."),
  },
  () => createChassis().lastPowerEvent,
);

const button: Shape<FrontPanelButtons["reset"]> = switches<keyof FrontPanelButtons["reset"]>(
  { disableAllowed: "Whether it may be disabled.", disabled: "Whether it is." },
  () => ({ disableAllowed: true, disabled: false }),
);

const frontPanelButtons = object<FrontPanelButtons, keyof FrontPanelButtons>(
  {
    standby: field(button, "Standby."),
    diagnosticInterrupt: field(button, "Diagnostic interrupt."),
    reset: field(button, "Reset."),
    powerOff: field(button, "Power off."),
  },
  () => createChassis().frontPanelButtons,
);

const capabilities = object<GetChassisCapabilitiesResponse, keyof GetChassisCapabilitiesResponse>(
  {
    powerInterlock: field(flag, "Whether there is a power interlock."),
    diagnosticInterrupt: field(flag, "Whether there is a diagnostic interrupt."),
    frontPanelLockout: field(flag, "Whether the front panel can be locked."),
    intrusionSensor: field(flag, "Whether there is an intrusion sensor."),
    fruDeviceAddress: field(byte, "Slave address of the FRU inventory."),
    sdrDeviceAddress: field(byte, "Slave address of the SDR repository."),
    selDeviceAddress: field(byte, "Slave address of the system event log."),
    systemManagementDeviceAddress: field(byte, "Slave address of system management."),
    bridgeDeviceAddress: removableField(byte, "Slave address of the bridge."),
  },
  () => createChassis().capabilities,
);

/** Power and the chassis; what was executed and what is still to come is not described. */
export const chassisShape: Shape<ChassisState> = object<
  ChassisState,
  Exclude<keyof ChassisState, "controlCounts" | "identifyUntil" | "transitions">
>(
  {
    powerIsOn: field(flag, "Whether system power is on."),
    powerOverload: field(flag, "Power was shut down because of an overload."),
    interlock: field(flag, "A panel switch keeps the chassis off."),
    powerFault: field(flag, "A fault of the main power subsystem."),
    powerControlFault: field(flag, "Power could not be switched."),
    powerRestorePolicy: field(named(PowerRestorePolicy), "What happens when mains power comes back."),
    lastPowerEvent: field(lastPowerEvent, "What led to the power state that holds."),
    chassisIntrusion: field(flag, "The chassis was opened."),
    frontPanelLockout: field(flag, "The buttons of the front panel are locked."),
    driveFault: field(flag, "A drive is faulty."),
    coolingFault: field(flag, "A fan or the cooling is faulty."),
    identifyState: field(named(ChassisIdentifyState), "The identify light."),
    frontPanelButtons: field(frontPanelButtons, "The buttons of the front panel."),
    capabilities: field(capabilities, "What Get Chassis Capabilities answers."),
    delays: field(delays, "How long power takes to change."),
  },
  createChassis,
);

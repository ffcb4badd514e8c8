import {
  AlertPolicyRule,
  type EventDataComparison,
  EventFilterType,
  matchAny,
  type PefActions,
  PefEventSeverity,
} from "@ruipmi/commands";
import { lanChannel } from "../accounts/index.ts";
import type { AlertPolicyEntry, EventFilterEntry, PefState } from "./pef-state.ts";

export type * from "./pef-state.ts";

/**
 * What a device has that nobody described: filters for what goes wrong in a server, as manufacturers set them, with room
 * for more; alerting, which nobody has set up a receiver for, is off.
 */
export function createPef(): PefState {
  return {
    actions: { alert: true, powerOff: true, reset: true, powerCycle: true, oem: false, diagnosticInterrupt: true },
    setInProgress: 0,
    control: { pefEnabled: true, eventMessages: false, startupDelay: true, alertStartupDelay: true },
    actionGlobalControl: { ...noActions(), powerOff: true, reset: true, powerCycle: true },
    startupDelay: 60,
    alertStartupDelay: 60,
    eventFilters: [
      filter({ sensorType: temperature, offsetMask: criticalThresholds, severity: PefEventSeverity.critical }),
      filter({ sensorType: voltage, offsetMask: criticalThresholds, severity: PefEventSeverity.critical }),
      filter({ sensorType: fan, offsetMask: criticalThresholds, severity: PefEventSeverity.critical }),
      filter({
        sensorType: physicalSecurity,
        eventTrigger: sensorSpecific,
        offsetMask: 0x0001,
        severity: PefEventSeverity.nonCritical,
      }),
      filter({
        sensorType: powerSupply,
        eventTrigger: sensorSpecific,
        offsetMask: 0x000a,
        severity: PefEventSeverity.critical,
      }),
      filter({
        eventTrigger: redundancy,
        offsetMask: 0x003e,
        severity: PefEventSeverity.nonCritical,
      }),
      filter({
        sensorType: watchdog2,
        eventTrigger: sensorSpecific,
        offsetMask: 0x000e,
        severity: PefEventSeverity.nonRecoverable,
      }),
      ...Array.from({ length: freeFilters }, freeEventFilter),
    ],
    alertPolicies: Array.from({ length: policyCount }, (_, index) => freeAlertPolicy(index)),
    alertStrings: Array.from({ length: stringCount + 1 }, () => ({ eventFilter: 0, stringSet: 0, text: "" })),
    systemGuid: { used: false, guid: new Uint8Array(16) },
    lastSoftwareProcessedEventId: 0,
    lastBmcProcessedEventId: undefined,
    postponeTimer: { timeout: 0, setAt: 0 },
  };
}

/** An event filter that nobody uses. */
export function freeEventFilter(): EventFilterEntry {
  return {
    enabled: false,
    type: EventFilterType.configurable,
    actions: noActions(),
    groupControl: false,
    groupControlSelector: 0,
    policyNumber: 0,
    severity: PefEventSeverity.unspecified,
    generatorAddress: matchAny,
    generatorChannelAndLun: matchAny,
    sensorType: matchAny,
    sensorNumber: matchAny,
    eventTrigger: matchAny,
    offsetMask: 0xffff,
    eventData: [anyEventData(), anyEventData(), anyEventData()],
  };
}

/** A comparison that any byte of event data passes. */
export function anyEventData(): EventDataComparison {
  return { andMask: 0, compare1: 0xff, compare2: 0 };
}

/** An entry of the alert policy table that nobody uses. */
export function freeAlertPolicy(index: number): AlertPolicyEntry {
  return {
    policyNumber: 1,
    enabled: false,
    rule: AlertPolicyRule.always,
    channelNumber: lanChannel,
    destination: Math.min(index + 1, 4),
    eventSpecificString: false,
    alertString: 0,
  };
}

const freeFilters = 5;
const policyCount = 4;
const stringCount = 2;

/** Lower and upper critical, each in the direction that is worse (IPMI v2.0 table 42-2). */
const criticalThresholds = 0x0204;

// IPMI v2.0 table 42-3
const temperature = 0x01;
const voltage = 0x02;
const fan = 0x04;
const physicalSecurity = 0x05;
const powerSupply = 0x08;
const watchdog2 = 0x23;

// IPMI v2.0 table 42-1
const thresholdBased = 0x01;
const redundancy = 0x0b;
const sensorSpecific = 0x6f;

/** No action at all. */
function noActions(): PefActions {
  return { alert: false, powerOff: false, reset: false, powerCycle: false, oem: false, diagnosticInterrupt: false };
}

/** A filter of the manufacturer's that alerts by policy 1. */
function filter(change: Partial<EventFilterEntry>): EventFilterEntry {
  return {
    ...freeEventFilter(),
    enabled: true,
    type: EventFilterType.preConfigured,
    actions: { ...noActions(), alert: true },
    policyNumber: 1,
    eventTrigger: thresholdBased,
    ...change,
  };
}

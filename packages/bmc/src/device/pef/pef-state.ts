import type { AlertPolicy, EventFilter, PefActions, PefControl, PefSystemGuid } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";

/** An event filter; its number is its place in the table, from 1. */
export type EventFilterEntry = { -readonly [Field in keyof Omit<EventFilter, "filter">]: EventFilter[Field] };

/** An entry of the alert policy table; its number is its place there, from 1. */
export type AlertPolicyEntry = { -readonly [Field in keyof Omit<AlertPolicy, "entry">]: AlertPolicy[Field] };

/** An alert string; its number is its place in the list, and the first is the volatile one, 0. */
export interface AlertStringEntry {
  /** Which event filter it is for, 0–127; 0 for none. */
  eventFilter: number;
  /** Which set it belongs to, 0–127. */
  stringSet: number;
  /** Its text, at most 64 characters of ISO 8859-1. */
  text: string;
}

/** The postpone timer: PEF acts again when it has run out. */
export interface PefPostponeState {
  /** Seconds that it was set to, 0–253; FEh where PEF is off until somebody says otherwise. */
  timeout: number;
  /** The engine's time when it was set. */
  setAt: Millis;
}

/** Platform event filtering as it is configured: plain state, to be read and set at any time. It takes no action. */
export interface PefState {
  /** Which actions there are. */
  actions: PefActions;
  /** 0 set complete, 1 set in progress. */
  setInProgress: number;
  /** What is on. */
  control: PefControl;
  /** Which actions are on. */
  actionGlobalControl: PefActions;
  /** Seconds that filtering waits, 0–255. */
  startupDelay: number;
  /** Seconds that alerts wait, 0–255. */
  alertStartupDelay: number;
  /** The event filter table, at most 127. */
  eventFilters: EventFilterEntry[];
  /** The alert policy table, at most 127. */
  alertPolicies: AlertPolicyEntry[];
  /** The alert strings, the volatile one first; at most 128. */
  alertStrings: AlertStringEntry[];
  /** The GUID that is sent in alerts. */
  systemGuid: PefSystemGuid;
  /** Record ID up to which software has processed events. */
  lastSoftwareProcessedEventId: number;
  /** Record ID up to which the controller has; `undefined` where it keeps up with the log. */
  lastBmcProcessedEventId: number | undefined;
  /** The postpone timer. */
  postponeTimer: PefPostponeState;
}

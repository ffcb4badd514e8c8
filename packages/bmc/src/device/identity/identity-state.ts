import type { BmcGlobalEnables, MessageFlags } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";

/** The system's texts, by the parameters of Get System Info Parameters. */
export interface SystemInfoState {
  /** The version of the system's firmware (BIOS). */
  systemFirmwareVersion: string;
  /** The system's name. */
  systemName: string;
  /** The operating system that is installed. */
  primaryOperatingSystemName: string;
  /** The operating system that runs. */
  operatingSystemName: string;
  /** The version of the operating system that runs. */
  operatingSystemVersion: string;
  /** Where the controller's web pages are. */
  bmcUrl: string;
  /** Where the operating system's or hypervisor's web pages are. */
  hypervisorUrl: string;
}

/** The blocks of a text that have come so far. */
export interface SystemInfoBlocks {
  /** The blocks from the first on, 16 bytes or less each. */
  blocks: readonly Uint8Array[];
  /** What the text was when the last of them had come; when it is another, somebody else set it, and they are void. */
  text: string;
}

/** Self test, GUIDs and power states: plain state, to be read and set at any time. */
export interface IdentityState {
  /** The controller's own GUID, 16 bytes in the order of the wire; the managed system's is the device's `guid`. */
  deviceGuid: Uint8Array;
  /** What the self test found. */
  selfTest: {
    /** One of `SelfTestResult`, 0–255. */
    result: number;
    /** 0–255. */
    detail: number;
  };
  /** One of `AcpiSystemPowerState`, as it is while power is on. */
  systemPowerState: number;
  /** One of `AcpiDevicePowerState`. */
  devicePowerState: number;
  /** What the controller does for system software. */
  globalEnables: { -readonly [Name in keyof BmcGlobalEnables]: boolean };
  /** What waits for system software. */
  messageFlags: { -readonly [Name in keyof MessageFlags]: boolean };
  /** Whether somebody is setting the system info parameters: 0 set complete, 1 set in progress. */
  systemInfoSetInProgress: number;
  /** The system's texts. */
  systemInfo: SystemInfoState;
  /** Texts whose last block is still to come from Set System Info Parameters. */
  systemInfoUnderWay: { [Name in keyof SystemInfoState]?: SystemInfoBlocks };
  /** How long the controller hears nothing after a reset. */
  restartTimes: {
    /** After Cold Reset. */
    cold: Millis;
    /** After Warm Reset. */
    warm: Millis;
  };
  /** Until when it hears nothing; `undefined` while it hears. */
  restartsUntil: Millis | undefined;
  /** How often it was reset, cold or warm. */
  restartCount: number;
}

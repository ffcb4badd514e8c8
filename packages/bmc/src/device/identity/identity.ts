import { AcpiDevicePowerState, AcpiSystemPowerState, SelfTestResult } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";
import type { IdentityState } from "./identity-state.ts";

/** A healthy controller in a machine that runs Linux. */
export function createIdentity(): IdentityState {
  return {
    deviceGuid: Uint8Array.from(defaultDeviceGuid),
    selfTest: { result: SelfTestResult.passed, detail: 0 },
    systemPowerState: AcpiSystemPowerState.s0,
    devicePowerState: AcpiDevicePowerState.d0,
    globalEnables: {
      oem2: false,
      oem1: false,
      oem0: false,
      systemEventLogging: true,
      eventMessageBuffer: false,
      eventMessageBufferFullInterrupt: false,
      receiveMessageQueueInterrupt: false,
    },
    messageFlags: {
      oem2: false,
      oem1: false,
      oem0: false,
      watchdogPreTimeoutInterrupt: false,
      eventMessageBufferFull: false,
      receiveMessageAvailable: false,
    },
    systemInfoSetInProgress: 0,
    systemInfo: {
      systemFirmwareVersion: "2.14.0",
      systemName: "server-1",
      primaryOperatingSystemName: "Debian GNU/Linux",
      operatingSystemName: "Debian GNU/Linux",
      operatingSystemVersion: "12 (bookworm)",
      bmcUrl: "https://192.0.2.10/",
      hypervisorUrl: "",
    },
    systemInfoUnderWay: {},
    restartTimes: { cold: 2000, warm: 500 },
    restartsUntil: undefined,
    restartCount: 0,
  };
}

/** Whether the controller is being reset and hears nothing. */
export function isRestarting(identity: IdentityState, now: Millis): boolean {
  return identity.restartsUntil !== undefined && now < identity.restartsUntil;
}

// A version 4 UUID drawn once, in the byte order of the wire.
const defaultDeviceGuid = "c3 7a 12 e9 4d 5f 41 08 a6 b2 39 f0 8c 61 d7 24"
  .split(" ")
  .map((hex) => Number.parseInt(hex, 16));

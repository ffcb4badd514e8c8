import { AcpiDevicePowerState, AcpiSystemPowerState, SelfTestResult } from "@ruipmi/commands";
import { createIdentity, type IdentityState, type SystemInfoState } from "../../device/identity/index.ts";
import { field, object, switches } from "../compounds.ts";
import { byte, hexBytes, millis, named, text } from "../scalars.ts";
import type { Shape } from "../shape.ts";

/** As long as a text of the system info parameters may be. */
const infoText = text(255);

const selfTest = object<IdentityState["selfTest"], "result" | "detail">(
  {
    result: field(named<number>(SelfTestResult, { least: 0, most: 255 }), "What it found."),
    detail: field(byte, "More about that."),
  },
  () => createIdentity().selfTest,
);

const globalEnables = switches<keyof IdentityState["globalEnables"]>(
  {
    oem2: "The manufacturer's third.",
    oem1: "The manufacturer's second.",
    oem0: "The manufacturer's first.",
    systemEventLogging: "Whether events are logged.",
    eventMessageBuffer: "Whether events are kept for system software.",
    eventMessageBufferFullInterrupt: "Whether an interrupt tells of them.",
    receiveMessageQueueInterrupt: "Whether an interrupt tells of messages.",
  },
  () => createIdentity().globalEnables,
);

const systemInfo = object<SystemInfoState, keyof SystemInfoState>(
  {
    systemFirmwareVersion: field(infoText, "The version of the BIOS."),
    systemName: field(infoText, "The system's name."),
    primaryOperatingSystemName: field(infoText, "The operating system that is installed."),
    operatingSystemName: field(infoText, "The operating system that runs."),
    operatingSystemVersion: field(infoText, "Its version."),
    bmcUrl: field(infoText, "Where the controller's web pages are."),
    hypervisorUrl: field(infoText, "Where the operating system's web pages are."),
  },
  () => createIdentity().systemInfo,
);

const restartTimes = object<IdentityState["restartTimes"], "cold" | "warm">(
  {
    cold: field(millis, "Milliseconds that Cold Reset takes."),
    warm: field(millis, "Milliseconds that Warm Reset takes."),
  },
  () => createIdentity().restartTimes,
);

/** Self test, names and power states. */
export const identityShape: Shape<IdentityState> = object<
  IdentityState,
  "deviceGuid" | "selfTest" | "systemPowerState" | "devicePowerState" | "globalEnables" | "systemInfo" | "restartTimes"
>(
  {
    deviceGuid: field(hexBytes({ least: 16, most: 16 }), "The controller's own GUID, in the byte order of the wire."),
    selfTest: field(selfTest, "What the self test found."),
    systemPowerState: field(
      named<number>(AcpiSystemPowerState, { least: 0, most: 0x7f }),
      "The ACPI state of the system while power is on.",
    ),
    devicePowerState: field(
      named<number>(AcpiDevicePowerState, { least: 0, most: 0x7f }),
      "The ACPI state of the controller.",
    ),
    globalEnables: field(globalEnables, "What the controller does for system software."),
    systemInfo: field(systemInfo, "The system's texts."),
    restartTimes: field(restartTimes, "How long the controller hears nothing after a reset."),
  },
  createIdentity,
);

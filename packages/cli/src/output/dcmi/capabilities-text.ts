import type { DcmiCapabilityParameter, MandatoryPlatformAttributes, SupportedDcmiCapabilities } from "@ruipmi/commands";

/** A parameter of the DCMI capabilities in the layout of ipmitool's `dcmi discover`; its spelling is ipmitool's, too. */
export function capabilitiesText(parameter: DcmiCapabilityParameter): string {
  switch (parameter.kind) {
    case "supportedCapabilities":
      return supportedText(parameter);
    case "mandatoryPlatformAttributes":
      return mandatoryText(parameter);
    case "optionalPlatformAttributes":
      return optionalText(parameter.powerManagementSlaveAddress, parameter);
    case "manageabilityAccessAttributes": {
      const { primaryLanChannel, secondaryLanChannel, serialChannel } = parameter;
      return [
        "",
        "    Manageability Access Attributes: ",
        `         Primary LAN channel ${lanText(primaryLanChannel)}`,
        `         Secondary LAN channel ${lanText(secondaryLanChannel)}`,
        serialChannel === noChannel
          ? "         No serial channel is available"
          : `         Serial channel number: ${serialChannel} is available`,
        "",
      ].join("\n");
    }
    default:
      return "";
  }
}

const noChannel = 0xff;

function supportedText(supported: SupportedDcmiCapabilities): string {
  return [
    "    Supported DCMI capabilities:",
    "",
    "         Mandatory platform capabilities",
    ...listed([
      [supported.identification, "Identification support available"],
      [supported.selLogging, "SEL logging available"],
      [supported.chassisPower, "Chassis power available"],
      [supported.temperatureMonitor, "Temperature monitor available"],
    ]),
    "",
    "         Optional platform capabilities",
    ...listed([[supported.powerManagement, "Power management available"]]),
    "",
    "         Managebility access capabilities",
    ...listed([
      [supported.inBandChannel, "In-band KCS channel available"],
      [supported.serialTerminalMode, "Out-of-band serial TMODE available"],
      [supported.secondaryLan, "Out-of-band secondary LAN channel available"],
      [supported.primaryLan, "Out-of-band primary LAN channel available"],
      [supported.sol, "SOL enabled"],
      [supported.vlan, "VLAN capable"],
    ]),
    "",
  ].join("\n");
}

function mandatoryText(mandatory: MandatoryPlatformAttributes): string {
  const rollover = mandatory.selAutomaticRollover ? "enabled" : "not present";
  return [
    "",
    "    Mandatory platform attributes:",
    "",
    "         SEL Attributes: ",
    `               SEL automatic rollover is ${rollover}`,
    `               ${mandatory.selEntries} SEL entries`,
    "",
    "         Identification Attributes: ",
    ...listed([
      [mandatory.guid, "GUID"],
      [mandatory.dhcpHostName, "DHCP hostname"],
      [mandatory.assetTag, "Asset tag"],
    ]),
    "",
    "         Temperature Monitoring Attributes: ",
    ...listed([
      [mandatory.inletTemperature, "inlet"],
      [mandatory.processorTemperature, "cpu"],
      [mandatory.baseboardTemperature, "baseboard"],
    ]),
    "",
  ].join("\n");
}

function optionalText(
  address: number,
  {
    powerManagementChannel: channel,
    powerManagementDeviceRevision: revision,
  }: { readonly powerManagementChannel: number; readonly powerManagementDeviceRevision: number },
): string {
  const bmc = 0x40;
  return [
    "",
    "    Optional Platform Attributes: ",
    "",
    "         Power Management:",
    // ipmitool takes the address for 7 bits in the upper ones, twice over.
    address === bmc
      ? "                Slave address of device: 20h (BMC)"
      : `                Slave address of device: ${address.toString(16)}h (8bits)(Satellite/External controller)`,
    channel === 0
      ? "                Channel number is 0h (Primary BMC)"
      : `                Channel number is ${channel.toString(16)}h `,
    `                    Device revision is ${revision} `,
    "",
  ].join("\n");
}

function lanText(channel: number): string {
  return channel === noChannel ? "is not available for OOB" : `number: ${channel} is available`;
}

function listed(items: readonly (readonly [boolean, string])[]): readonly string[] {
  return items.filter(([isThere]) => isThere).map(([, name]) => `        ${name}`);
}

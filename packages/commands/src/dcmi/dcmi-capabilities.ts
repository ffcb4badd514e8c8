/**
 * The parameters of Get DCMI Capabilities Info (DCMI v1.5 table 6-3):
 *
 * | selector | data                                                                                               |
 * |----------|----------------------------------------------------------------------------------------------------|
 * | 1        | 0: of revision 1: 3: temperature monitor, 2: chassis power, 1: SEL, 0: identification; 1: 0: power management; 2: of revision 1: 5: VLAN, 4: SOL, 3: primary LAN; 2: secondary LAN, 1: serial TMODE, 0: in-band KCS channel |
 * | 2        | 0:1: 15: automatic rollover, 14: whole SEL, 13: single records flushed, 11:0: SEL entries; 2: 2: asset tag, 1: DHCP host name, 0: GUID; 3: 2: baseboard, 1: processors, 0: inlet; 4: temperature sampling period in seconds |
 * | 3        | 0: slave address of the power management device; 1: 7:4: its channel, 3:0: its revision             |
 * | 4        | channel numbers: 0: primary LAN; 1: secondary LAN; 2: serial; FFh: not supported                     |
 * | 5        | 0: how many rolling average periods; 1: 7:6: unit, 5:0: duration of each                            |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";
import { decodeRollingAveragePeriod, encodeRollingAveragePeriod, type RollingAveragePeriod } from "./dcmi-group.ts";

/** What can be asked for (DCMI v1.5 table 6-3). */
export const DcmiCapabilitySelector = {
  /** {@link SupportedDcmiCapabilities} */
  supportedCapabilities: 1,
  /** {@link MandatoryPlatformAttributes} */
  mandatoryPlatformAttributes: 2,
  /** {@link OptionalPlatformAttributes} */
  optionalPlatformAttributes: 3,
  /** {@link ManageabilityAccessAttributes} */
  manageabilityAccessAttributes: 4,
  /** {@link EnhancedPowerStatisticsAttributes} */
  enhancedPowerStatisticsAttributes: 5,
} as const;

/** One of {@link DcmiCapabilitySelector}. */
export type DcmiCapabilitySelector = (typeof DcmiCapabilitySelector)[keyof typeof DcmiCapabilitySelector];

/** What of DCMI there is. */
export interface SupportedDcmiCapabilities {
  /** Discriminates {@link DcmiCapabilityParameter}. */
  readonly kind: "supportedCapabilities";
  /** Whether it identifies itself; of revision 1, reserved later. */
  readonly identification: boolean;
  /** Whether there is a SEL; of revision 1, reserved later. */
  readonly selLogging: boolean;
  /** Whether chassis power is controlled; of revision 1, reserved later. */
  readonly chassisPower: boolean;
  /** Whether temperatures are monitored; of revision 1, reserved later. */
  readonly temperatureMonitor: boolean;
  /** Whether power is measured and may be limited. */
  readonly powerManagement: boolean;
  /** Whether there is an in-band system interface. */
  readonly inBandChannel: boolean;
  /** Whether there is a serial channel in terminal mode. */
  readonly serialTerminalMode: boolean;
  /** Whether there is a secondary LAN channel out of band. */
  readonly secondaryLan: boolean;
  /** Whether there is a primary LAN channel out of band; of revision 1, reserved later. */
  readonly primaryLan: boolean;
  /** Whether there is a serial console over LAN; of revision 1, reserved later. */
  readonly sol: boolean;
  /** Whether it can be in a VLAN; of revision 1, reserved later. */
  readonly vlan: boolean;
}

/** How the mandatory parts are. */
export interface MandatoryPlatformAttributes {
  /** Discriminates {@link DcmiCapabilityParameter}. */
  readonly kind: "mandatoryPlatformAttributes";
  /** How many records the SEL holds, 0–4095. */
  readonly selEntries: number;
  /** Whether the SEL rolls over when it is full. */
  readonly selAutomaticRollover: boolean;
  /** Whether the whole SEL is flushed when it rolls over. */
  readonly selEntireFlushUponRollover: boolean;
  /** Whether single records are flushed when it rolls over. */
  readonly selRecordFlushUponRollover: boolean;
  /** Whether there is a GUID; of revision 1, reserved later. */
  readonly guid: boolean;
  /** Whether there is a DHCP host name; of revision 1, reserved later. */
  readonly dhcpHostName: boolean;
  /** Whether there is an asset tag; of revision 1, reserved later. */
  readonly assetTag: boolean;
  /** Whether the inlet's temperature is measured; of revision 1, reserved later. */
  readonly inletTemperature: boolean;
  /** Whether the processors' temperatures are measured; of revision 1, reserved later. */
  readonly processorTemperature: boolean;
  /** Whether the baseboard's temperature is measured; of revision 1, reserved later. */
  readonly baseboardTemperature: boolean;
  /** Seconds between two measurements of temperatures; absent before revision 2. */
  readonly temperatureSamplingPeriod?: number;
}

/** Where power management is. */
export interface OptionalPlatformAttributes {
  /** Discriminates {@link DcmiCapabilityParameter}. */
  readonly kind: "optionalPlatformAttributes";
  /** Slave address on the IPMB, even; 20h is the BMC. */
  readonly powerManagementSlaveAddress: number;
  /** Channel, 0–15. */
  readonly powerManagementChannel: number;
  /** Device revision, 0–15. */
  readonly powerManagementDeviceRevision: number;
}

/** Which channels there are. */
export interface ManageabilityAccessAttributes {
  /** Discriminates {@link DcmiCapabilityParameter}. */
  readonly kind: "manageabilityAccessAttributes";
  /** Channel number of the primary LAN; FFh for none. */
  readonly primaryLanChannel: number;
  /** Channel number of the secondary LAN; FFh for none. */
  readonly secondaryLanChannel: number;
  /** Channel number of the serial port; FFh for none. */
  readonly serialChannel: number;
}

/** Which averages Get Power Reading knows. */
export interface EnhancedPowerStatisticsAttributes {
  /** Discriminates {@link DcmiCapabilityParameter}. */
  readonly kind: "enhancedPowerStatisticsAttributes";
  /** Periods, at most 255. */
  readonly rollingAveragePeriods: readonly RollingAveragePeriod[];
}

/** A parameter that has no meaning here. */
export interface UnknownDcmiCapability {
  /** Discriminates {@link DcmiCapabilityParameter}. */
  readonly kind: "unknown";
  /** Its bytes. */
  readonly data: Uint8Array;
}

/** A parameter, by its selector. */
export type DcmiCapabilityParameter =
  | SupportedDcmiCapabilities
  | MandatoryPlatformAttributes
  | OptionalPlatformAttributes
  | ManageabilityAccessAttributes
  | EnhancedPowerStatisticsAttributes
  | UnknownDcmiCapability;

/** Writes a parameter's data. */
export function encodeDcmiCapability(value: DcmiCapabilityParameter, writer: ByteWriter): void {
  switch (value.kind) {
    case "supportedCapabilities":
      return encodeSupported(value, writer);
    case "mandatoryPlatformAttributes":
      return encodeMandatory(value, writer);
    case "optionalPlatformAttributes":
      writer
        .u8(value.powerManagementSlaveAddress & 0xfe)
        .u8(((value.powerManagementChannel & 0x0f) << 4) | (value.powerManagementDeviceRevision & 0x0f));
      return;
    case "manageabilityAccessAttributes":
      writer.u8(value.primaryLanChannel).u8(value.secondaryLanChannel).u8(value.serialChannel);
      return;
    case "enhancedPowerStatisticsAttributes": {
      const periods = value.rollingAveragePeriods.slice(0, 0xff);
      writer.u8(periods.length);
      for (const period of periods) writer.u8(encodeRollingAveragePeriod(period));
      return;
    }
    case "unknown":
      writer.bytes(value.data);
  }
}

/** Reads the data of the parameter of this selector. */
export function decodeDcmiCapability(selector: number, reader: ByteReader): DcmiCapabilityParameter {
  switch (selector) {
    case DcmiCapabilitySelector.supportedCapabilities:
      return decodeSupported(reader);
    case DcmiCapabilitySelector.mandatoryPlatformAttributes:
      return decodeMandatory(reader);
    case DcmiCapabilitySelector.optionalPlatformAttributes: {
      const powerManagementSlaveAddress = reader.u8("slaveAddress") & 0xfe;
      const channel = reader.u8("channel");
      return {
        kind: "optionalPlatformAttributes",
        powerManagementSlaveAddress,
        powerManagementChannel: channel >>> 4,
        powerManagementDeviceRevision: channel & 0x0f,
      };
    }
    case DcmiCapabilitySelector.manageabilityAccessAttributes:
      return {
        kind: "manageabilityAccessAttributes",
        primaryLanChannel: reader.u8("primaryLanChannel"),
        secondaryLanChannel: reader.u8("secondaryLanChannel"),
        serialChannel: reader.u8("serialChannel"),
      };
    case DcmiCapabilitySelector.enhancedPowerStatisticsAttributes: {
      const periods = reader.view(reader.u8("rollingAveragePeriods"), "rollingAveragePeriods");
      return {
        kind: "enhancedPowerStatisticsAttributes",
        rollingAveragePeriods: Array.from(periods, decodeRollingAveragePeriod),
      };
    }
    default:
      return { kind: "unknown", data: reader.rest() };
  }
}

function encodeSupported(value: SupportedDcmiCapabilities, writer: ByteWriter): void {
  writer
    .u8(
      bit(0, value.identification) |
        bit(1, value.selLogging) |
        bit(2, value.chassisPower) |
        bit(3, value.temperatureMonitor),
    )
    .u8(bit(0, value.powerManagement))
    .u8(
      bit(0, value.inBandChannel) |
        bit(1, value.serialTerminalMode) |
        bit(2, value.secondaryLan) |
        bit(3, value.primaryLan) |
        bit(4, value.sol) |
        bit(5, value.vlan),
    );
}

function decodeSupported(reader: ByteReader): SupportedDcmiCapabilities {
  const mandatory = reader.u8("mandatoryCapabilities");
  const platform = reader.u8("platformCapabilities");
  const access = reader.u8("manageabilityAccessCapabilities");
  return {
    kind: "supportedCapabilities",
    identification: isSet(mandatory, 0),
    selLogging: isSet(mandatory, 1),
    chassisPower: isSet(mandatory, 2),
    temperatureMonitor: isSet(mandatory, 3),
    powerManagement: isSet(platform, 0),
    inBandChannel: isSet(access, 0),
    serialTerminalMode: isSet(access, 1),
    secondaryLan: isSet(access, 2),
    primaryLan: isSet(access, 3),
    sol: isSet(access, 4),
    vlan: isSet(access, 5),
  };
}

function encodeMandatory(value: MandatoryPlatformAttributes, writer: ByteWriter): void {
  writer
    .u16(
      (value.selEntries & 0x0fff) |
        bit(15, value.selAutomaticRollover) |
        bit(14, value.selEntireFlushUponRollover) |
        bit(13, value.selRecordFlushUponRollover),
    )
    .u8(bit(0, value.guid) | bit(1, value.dhcpHostName) | bit(2, value.assetTag))
    .u8(bit(0, value.inletTemperature) | bit(1, value.processorTemperature) | bit(2, value.baseboardTemperature));
  if (value.temperatureSamplingPeriod !== undefined) writer.u8(value.temperatureSamplingPeriod);
}

function decodeMandatory(reader: ByteReader): MandatoryPlatformAttributes {
  const sel = reader.u16("selAttributes");
  const identification = reader.u8("identificationAttributes");
  const temperature = reader.u8("temperatureMonitoring");
  return {
    kind: "mandatoryPlatformAttributes",
    selEntries: sel & 0x0fff,
    selAutomaticRollover: isSet(sel, 15),
    selEntireFlushUponRollover: isSet(sel, 14),
    selRecordFlushUponRollover: isSet(sel, 13),
    guid: isSet(identification, 0),
    dhcpHostName: isSet(identification, 1),
    assetTag: isSet(identification, 2),
    inletTemperature: isSet(temperature, 0),
    processorTemperature: isSet(temperature, 1),
    baseboardTemperature: isSet(temperature, 2),
    ...(reader.remaining === 0 ? {} : { temperatureSamplingPeriod: reader.u8("temperatureSamplingPeriod") }),
  };
}

/**
 * The DCMI configuration parameters (DCMI v1.5 table 6-7), all about how the controller gets its address:
 *
 * | selector | data                                                                                              |
 * |----------|---------------------------------------------------------------------------------------------------|
 * | 1        | 0: start discovery by DHCP at once; written only                                                  |
 * | 2        | 7: random back-off; 1: options 60 and 43 with the vendor class; 0: option 12 with the identifier  |
 * | 3        | initial timeout interval in seconds                                                               |
 * | 4        | server contact timeout interval in seconds (0:1)                                                  |
 * | 5        | server contact retry interval in seconds (0:1)                                                    |
 */
import { type ByteReader, type ByteWriter, bit, isSet } from "@ruipmi/core/wire";

/** The configuration parameters by their selectors (DCMI v1.5 table 6-7). */
export const DcmiConfigurationSelector = {
  /** Starts discovery. */
  activateDhcp: 1,
  /** What the controller says of itself to the DHCP server. */
  discoveryConfiguration: 2,
  /** How long to wait for the first answer. */
  initialTimeoutInterval: 3,
  /** After how long no server is there. */
  serverContactTimeoutInterval: 4,
  /** How long to wait before asking again. */
  serverContactRetryInterval: 5,
} as const;

/** One of {@link DcmiConfigurationSelector}. */
export type DcmiConfigurationSelector = (typeof DcmiConfigurationSelector)[keyof typeof DcmiConfigurationSelector];

/** Starts discovery. */
export interface ActivateDhcp {
  /** Discriminates {@link DcmiConfigurationParameter}. */
  readonly kind: "activateDhcp";
  /** Whether to start it now; `false` when it is read. */
  readonly activate: boolean;
}

/** What the controller says of itself to the DHCP server. */
export interface DiscoveryConfiguration {
  /** Discriminates {@link DcmiConfigurationParameter}. */
  readonly kind: "discoveryConfiguration";
  /** Option 12: the management controller identifier string. */
  readonly managementControllerIdString: boolean;
  /** Options 60 and 43: the vendor class of DCMI and what belongs to it. */
  readonly vendorClass: boolean;
  /** Whether it waits a random time before it asks again. */
  readonly randomBackOff: boolean;
}

/** One of the intervals. */
export interface DhcpInterval {
  /** Discriminates {@link DcmiConfigurationParameter}. */
  readonly kind: "initialTimeoutInterval" | "serverContactTimeoutInterval" | "serverContactRetryInterval";
  /** Seconds: 0–255 for the initial timeout, else 0–65535. */
  readonly seconds: number;
}

/** A parameter that has no meaning here. */
export interface UnknownDcmiConfiguration {
  /** Discriminates {@link DcmiConfigurationParameter}. */
  readonly kind: "unknown";
  /** Its bytes. */
  readonly data: Uint8Array;
}

/** A parameter, by its selector. */
export type DcmiConfigurationParameter =
  | ActivateDhcp
  | DiscoveryConfiguration
  | DhcpInterval
  | UnknownDcmiConfiguration;

/** Writes a parameter's data. */
export function encodeDcmiConfiguration(value: DcmiConfigurationParameter, writer: ByteWriter): void {
  switch (value.kind) {
    case "activateDhcp":
      writer.u8(bit(0, value.activate));
      return;
    case "discoveryConfiguration":
      writer.u8(bit(0, value.managementControllerIdString) | bit(1, value.vendorClass) | bit(7, value.randomBackOff));
      return;
    case "initialTimeoutInterval":
      writer.u8(value.seconds);
      return;
    case "serverContactTimeoutInterval":
    case "serverContactRetryInterval":
      writer.u16(value.seconds);
      return;
    case "unknown":
      writer.bytes(value.data);
  }
}

/** Reads the data of the parameter of this selector. */
export function decodeDcmiConfiguration(selector: number, reader: ByteReader): DcmiConfigurationParameter {
  switch (selector) {
    case DcmiConfigurationSelector.activateDhcp:
      return { kind: "activateDhcp", activate: isSet(reader.u8("activateDhcp"), 0) };
    case DcmiConfigurationSelector.discoveryConfiguration: {
      const options = reader.u8("discoveryConfiguration");
      return {
        kind: "discoveryConfiguration",
        managementControllerIdString: isSet(options, 0),
        vendorClass: isSet(options, 1),
        randomBackOff: isSet(options, 7),
      };
    }
    case DcmiConfigurationSelector.initialTimeoutInterval:
      return { kind: "initialTimeoutInterval", seconds: reader.u8("initialTimeoutInterval") };
    case DcmiConfigurationSelector.serverContactTimeoutInterval:
      return { kind: "serverContactTimeoutInterval", seconds: reader.u16("serverContactTimeoutInterval") };
    case DcmiConfigurationSelector.serverContactRetryInterval:
      return { kind: "serverContactRetryInterval", seconds: reader.u16("serverContactRetryInterval") };
    default:
      return { kind: "unknown", data: reader.rest() };
  }
}

/**
 * The LAN parameters 17–19 and 25, where alerts are sent to (IPMI v2.0 table 23-4). Destination 0 is the volatile one,
 * which Alert Immediate names; 1–15 outlive a restart. The set selector names the destination.
 *
 * | number | parameter              | data                                                                                  |
 * |--------|------------------------|---------------------------------------------------------------------------------------|
 * | 17     | number of destinations | 3:0, the volatile one not counted; read-only                                          |
 * | 18     | destination type       | 3:0 set selector; 7: acknowledged, 2:0 type; timeout in seconds; 2:0 retries          |
 * | 19     | destination address    | 3:0 set selector; 7:4 format; then for format 0: 0 backup gateway, IP (4), MAC (6);   |
 * |        |                        | for format 1: IPv6 address (16)                                                       |
 * | 25     | destination VLAN tag   | 3:0 set selector; 7:4 format (0 none, 1 802.1q); 11:0 VLAN ID, 12 CFI, 15:13 priority |
 */
import { bit, type Codec, isSet } from "@ruipmi/core/wire";
import { ipv4Address, macAddress } from "./addresses.ts";
import { ipv6Address } from "./ipv6-address.ts";

/** How alerts are sent to a destination (IPMI v2.0 table 23-4, parameter 18). */
export const AlertDestinationType = {
  /** Platform event trap. */
  platformEventTrap: 0,
  /** The first of the OEM's own. */
  oem1: 6,
  /** The second of the OEM's own. */
  oem2: 7,
} as const;

/** One of {@link AlertDestinationType}; 1–5 are reserved. */
export type AlertDestinationType = (typeof AlertDestinationType)[keyof typeof AlertDestinationType];

/** How a destination is alerted. */
export interface AlertDestination {
  /** Which destination, 0–15; 0 is the volatile one. */
  readonly destination: number;
  /** Whether an alert counts only once it was acknowledged. */
  readonly acknowledged: boolean;
  /** One of {@link AlertDestinationType}, 0–7. */
  readonly type: number;
  /** Seconds, 0–255: how long to wait for the acknowledgement, or between two tries where none is asked for. */
  readonly timeout: number;
  /** How often an alert is sent again, 0–7. */
  readonly retries: number;
}

/** Where a destination is. */
export type AlertDestinationAddress =
  | {
      /** Which destination, 0–15. */
      readonly destination: number;
      /** Discriminates the formats: an IPv4 address. */
      readonly format: "ipv4";
      /** Whether alerts go by the backup gateway instead of the default one. */
      readonly backupGateway: boolean;
      /** IPv4 address. */
      readonly ipAddress: string;
      /** MAC address. */
      readonly macAddress: string;
    }
  | {
      /** Which destination, 0–15. */
      readonly destination: number;
      /** Discriminates the formats: an IPv6 address. */
      readonly format: "ipv6";
      /** IPv6 address. */
      readonly ipAddress: string;
    }
  | {
      /** Which destination, 0–15. */
      readonly destination: number;
      /** Discriminates the formats: one that is not understood. */
      readonly format: "unknown";
      /** Its number, 2–15. */
      readonly formatNumber: number;
      /** The data behind it. */
      readonly data: Uint8Array;
    };

/** The virtual LAN that alerts to a destination are sent in. */
export interface AlertDestinationVlanTag {
  /** Which destination, 0–15. */
  readonly destination: number;
  /** 0 where there is no tag, 1 for 802.1q, 2–15 reserved. */
  readonly format: number;
  /** 0–4095. */
  readonly vlanId: number;
  /** The canonical format indicator. */
  readonly canonicalFormat: boolean;
  /** 0–7. */
  readonly priority: number;
}

/** Parameter 18, both ways. */
export const alertDestination: Codec<AlertDestination> = {
  encode(value, writer) {
    writer
      .u8(value.destination & 0x0f)
      .u8(bit(7, value.acknowledged) | (value.type & 7))
      .u8(value.timeout)
      .u8(value.retries & 7);
  },
  decode(reader) {
    const destination = reader.u8("destination") & 0x0f;
    const type = reader.u8("type");
    const timeout = reader.u8("timeout");
    const retries = reader.u8("retries") & 7;
    return { destination, acknowledged: isSet(type, 7), type: type & 7, timeout, retries };
  },
};

/** Parameter 19, both ways. */
export const alertDestinationAddress: Codec<AlertDestinationAddress> = {
  encode(value, writer) {
    writer.u8(value.destination & 0x0f);
    if (value.format === "unknown") {
      writer.u8((value.formatNumber & 0x0f) << 4).bytes(value.data);
      return;
    }
    writer.u8(formatNumbers[value.format] << 4);
    if (value.format === "ipv6") return ipv6Address.encode(value.ipAddress, writer);
    writer.u8(bit(0, value.backupGateway));
    ipv4Address.encode(value.ipAddress, writer);
    macAddress.encode(value.macAddress, writer);
  },
  decode(reader) {
    const destination = reader.u8("destination") & 0x0f;
    const formatNumber = reader.u8("format") >>> 4;
    if (formatNumber === formatNumbers.ipv6) {
      return { destination, format: "ipv6", ipAddress: ipv6Address.decode(reader) };
    }
    if (formatNumber !== formatNumbers.ipv4) {
      return { destination, format: "unknown", formatNumber, data: reader.rest() };
    }
    const backupGateway = isSet(reader.u8("gateway"), 0);
    const ipAddress = ipv4Address.decode(reader);
    return { destination, format: "ipv4", backupGateway, ipAddress, macAddress: macAddress.decode(reader) };
  },
};

/** Parameter 25, both ways. */
export const alertDestinationVlanTag: Codec<AlertDestinationVlanTag> = {
  encode(value, writer) {
    writer
      .u8(value.destination & 0x0f)
      .u8((value.format & 0x0f) << 4)
      .u16((value.vlanId & 0x0fff) | bit(12, value.canonicalFormat) | ((value.priority & 7) << 13));
  },
  decode(reader) {
    const destination = reader.u8("destination") & 0x0f;
    const format = reader.u8("format") >>> 4;
    const tag = reader.u16("vlanTag");
    return { destination, format, vlanId: tag & 0x0fff, canonicalFormat: isSet(tag, 12), priority: tag >>> 13 };
  },
};

const formatNumbers = { ipv4: 0, ipv6: 1 } as const;

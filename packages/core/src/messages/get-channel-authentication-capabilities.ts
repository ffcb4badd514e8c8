/**
 * Get Channel Authentication Capabilities, 06h/38h (IPMI v2.0 §22.13):
 *
 * | byte | request                                                       |
 * |------|---------------------------------------------------------------|
 * | 0    | 7: get IPMI v2.0 extended data; 3:0: channel, 0Eh = this one  |
 * | 1    | 3:0: requested maximum privilege level                        |
 *
 * | byte | response                                                                                        |
 * |------|-------------------------------------------------------------------------------------------------|
 * | 0    | channel                                                                                         |
 * | 1    | 7: extended capabilities follow; 5: OEM; 4: password; 2: MD5; 1: MD2; 0: none                   |
 * | 2    | 5: Kg set; 4: per-message auth. disabled; 3: user level auth. disabled; 2:0: kinds of login     |
 * | 3    | 1: IPMI v2.0 connections; 0: IPMI v1.5 connections                                              |
 * | 4:6  | OEM IANA enterprise number                                                                      |
 * | 7    | OEM auxiliary data                                                                              |
 */

import { bit, isSet } from "../wire/bits.ts";
import { NetFn } from "../wire/net-fn.ts";
import type { Command } from "./command.ts";

/** Asks what a channel offers; needs no session. */
export interface GetChannelAuthenticationCapabilitiesRequest {
  /** Whether the v2.0 bits are wanted too; some v1.5 managed systems answer CCh to that. */
  readonly extendedCapabilities: boolean;
  /** 0–15; 0Eh is the channel the request comes in on. */
  readonly channelNumber: number;
  /** The privilege level to be asked for later, 0–15. */
  readonly privilegeLevel: number;
}

/** Which of the v1.5 authentication types a channel has enabled for the privilege level. */
export interface SupportedAuthenticationTypes {
  /** No authentication. */
  readonly none: boolean;
  /** MD2. */
  readonly md2: boolean;
  /** MD5. */
  readonly md5: boolean;
  /** Straight password. */
  readonly password: boolean;
  /** An OEM's own, see `oemId`. */
  readonly oem: boolean;
}

/** What a channel offers. */
export interface GetChannelAuthenticationCapabilitiesResponse {
  /** The number of the channel, 0–15. */
  readonly channelNumber: number;
  /** Whether the v2.0 bits (`supportsIpmiV15`, `supportsIpmiV20`, `kgIsSet`) mean anything. */
  readonly extendedCapabilities: boolean;
  /** The v1.5 authentication types. */
  readonly authenticationTypes: SupportedAuthenticationTypes;
  /** Whether the BMC key Kg is other than all zeros, so that a session needs it besides the password. */
  readonly kgIsSet: boolean;
  /** v1.5: whether only the opening of a session is authenticated, not each packet. */
  readonly perMessageAuthenticationDisabled: boolean;
  /** v1.5: whether commands of level USER need no authentication. */
  readonly userLevelAuthenticationDisabled: boolean;
  /** Whether there are users with a name. */
  readonly nonNullUsernamesEnabled: boolean;
  /** Whether there is a user with a password but no name. */
  readonly nullUsernamesEnabled: boolean;
  /** Whether there is a user with neither name nor password. */
  readonly anonymousLoginEnabled: boolean;
  /** Whether IPMI v2.0 (RMCP+) sessions can be opened. */
  readonly supportsIpmiV20: boolean;
  /** Whether IPMI v1.5 sessions can be opened. */
  readonly supportsIpmiV15: boolean;
  /** IANA enterprise number (24 bits) behind `authenticationTypes.oem`; 0 for none. */
  readonly oemId: number;
  /** One byte that `oemId` gives a meaning to. */
  readonly oemAuxiliaryData: number;
}

/** Get Channel Authentication Capabilities. Send it in v1.5 framing: not every managed system answers it in RMCP+. */
export const getChannelAuthenticationCapabilities: Command<
  GetChannelAuthenticationCapabilitiesRequest,
  GetChannelAuthenticationCapabilitiesResponse
> = {
  name: "Get Channel Authentication Capabilities",
  netFn: NetFn.app,
  cmd: 0x38,
  section: "IPMI v2.0 §22.13",
  request: {
    encode(value, writer) {
      writer.u8((value.extendedCapabilities ? 0x80 : 0) | (value.channelNumber & 0x0f)).u8(value.privilegeLevel & 0x0f);
    },
    decode(reader) {
      const channel = reader.u8("channelNumber");
      return {
        extendedCapabilities: (channel & 0x80) !== 0,
        channelNumber: channel & 0x0f,
        privilegeLevel: reader.u8("privilegeLevel") & 0x0f,
      };
    },
  },
  response: {
    encode(value, writer) {
      const types = value.authenticationTypes;
      writer
        .u8(value.channelNumber & 0x0f)
        .u8(
          bit(7, value.extendedCapabilities) |
            bit(5, types.oem) |
            bit(4, types.password) |
            bit(2, types.md5) |
            bit(1, types.md2) |
            bit(0, types.none),
        )
        .u8(
          bit(5, value.kgIsSet) |
            bit(4, value.perMessageAuthenticationDisabled) |
            bit(3, value.userLevelAuthenticationDisabled) |
            bit(2, value.nonNullUsernamesEnabled) |
            bit(1, value.nullUsernamesEnabled) |
            bit(0, value.anonymousLoginEnabled),
        )
        .u8(bit(1, value.supportsIpmiV20) | bit(0, value.supportsIpmiV15))
        .u24(value.oemId)
        .u8(value.oemAuxiliaryData);
    },
    decode(reader) {
      const channelNumber = reader.u8("channelNumber") & 0x0f;
      const types = reader.u8("authenticationTypes");
      const status = reader.u8("authenticationStatus");
      const extended = reader.u8("extendedCapabilities");
      return {
        channelNumber,
        extendedCapabilities: isSet(types, 7),
        authenticationTypes: {
          none: isSet(types, 0),
          md2: isSet(types, 1),
          md5: isSet(types, 2),
          password: isSet(types, 4),
          oem: isSet(types, 5),
        },
        kgIsSet: isSet(status, 5),
        perMessageAuthenticationDisabled: isSet(status, 4),
        userLevelAuthenticationDisabled: isSet(status, 3),
        nonNullUsernamesEnabled: isSet(status, 2),
        nullUsernamesEnabled: isSet(status, 1),
        anonymousLoginEnabled: isSet(status, 0),
        supportsIpmiV20: isSet(extended, 1),
        supportsIpmiV15: isSet(extended, 0),
        oemId: reader.u24("oemId"),
        oemAuxiliaryData: reader.u8("oemAuxiliaryData"),
      };
    },
  },
};

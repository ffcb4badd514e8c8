/** What Set and Get Channel Access have in common (IPMI v2.0 §22.22, §22.23). */
import { bit, isSet } from "@ruipmi/core/wire";

/** When a channel is there for IPMI (IPMI v2.0 table 6-4). */
export const ChannelAccessMode = {
  /** Never. */
  disabled: 0,
  /** While the system is off or not yet past its BIOS. */
  preBootOnly: 1,
  /** Always. */
  alwaysAvailable: 2,
  /** Always, and the BIOS leaves the line to the system (serial). */
  shared: 3,
} as const;

/** One of {@link ChannelAccessMode}. */
export type ChannelAccessMode = (typeof ChannelAccessMode)[keyof typeof ChannelAccessMode];

/** Which of a channel's settings are meant. */
export const ChannelAccessSettings = {
  /** Those that outlive a restart. */
  nonVolatile: 1,
  /** Those in force. */
  present: 2,
} as const;

/** One of {@link ChannelAccessSettings}. */
export type ChannelAccessSettings = (typeof ChannelAccessSettings)[keyof typeof ChannelAccessSettings];

/** Who may do what over a channel. */
export interface ChannelAccess {
  /** Whether alerts are not sent over it. */
  readonly alertingDisabled: boolean;
  /** v1.5: whether only the opening of a session is authenticated, not each packet. */
  readonly perMessageAuthenticationDisabled: boolean;
  /** v1.5: whether commands of level USER need no authentication. */
  readonly userLevelAuthenticationDisabled: boolean;
  /** One of {@link ChannelAccessMode}. */
  readonly accessMode: number;
  /** The highest level that anybody gets over it, 0–15. */
  readonly privilegeLimit: number;
}

/** The first byte of the settings, its bits 7:6 left free. */
export function encodeAccessBits(access: Omit<ChannelAccess, "privilegeLimit">): number {
  return (
    bit(5, access.alertingDisabled) |
    bit(4, access.perMessageAuthenticationDisabled) |
    bit(3, access.userLevelAuthenticationDisabled) |
    (access.accessMode & 7)
  );
}

/** The settings of their first byte. */
export function decodeAccessBits(bits: number): Omit<ChannelAccess, "privilegeLimit"> {
  return {
    alertingDisabled: isSet(bits, 5),
    perMessageAuthenticationDisabled: isSet(bits, 4),
    userLevelAuthenticationDisabled: isSet(bits, 3),
    accessMode: bits & 7,
  };
}

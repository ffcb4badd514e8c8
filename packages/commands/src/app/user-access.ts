/** What Set and Get User Access have in common (IPMI v2.0 §22.26, §22.27). */
import { bit, isSet } from "@ruipmi/core/wire";

/** The privilege limit of a user who has no access to a channel at all (IPMI v2.0 §22.26). */
export const noAccess = 0x0f;

/** What a user may do over a channel, the privilege limit apart. */
export interface UserAccessBits {
  /** Whether the user's limit counts only when the managed system calls back. */
  readonly restrictedToCallback: boolean;
  /** Whether the user may authenticate a link, such as PPP's. */
  readonly linkAuthenticationEnabled: boolean;
  /** Whether the user may open sessions for IPMI messages. */
  readonly ipmiMessagingEnabled: boolean;
}

/** As bits 6:4. */
export function encodeUserAccessBits(access: UserAccessBits): number {
  return (
    bit(6, access.restrictedToCallback) | bit(5, access.linkAuthenticationEnabled) | bit(4, access.ipmiMessagingEnabled)
  );
}

/** Of bits 6:4. */
export function decodeUserAccessBits(bits: number): UserAccessBits {
  return {
    restrictedToCallback: isSet(bits, 6),
    linkAuthenticationEnabled: isSet(bits, 5),
    ipmiMessagingEnabled: isSet(bits, 4),
  };
}

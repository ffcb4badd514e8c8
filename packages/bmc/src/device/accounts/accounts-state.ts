import type { ChannelAccess } from "@ruipmi/commands";
import type { Millis } from "../../types.ts";

/** What a user may do over one channel. */
export interface UserChannelAccess {
  /** Whether the user's limit counts only when the managed system calls back. */
  restrictedToCallback: boolean;
  /** Whether the user may authenticate a link, such as PPP's. */
  linkAuthenticationEnabled: boolean;
  /** Whether the user may open sessions over it. */
  ipmiMessagingEnabled: boolean;
  /** The highest level the user gets over it, 1–5; 15 for no access. */
  privilegeLimit: number;
  /** How many sessions the user may have at once, 1–15; 0 for as many as there are. */
  sessionLimit: number;
}

/** A user, its password apart: that one is told to nobody. */
export interface UserState {
  /** 0 to 16 bytes; empty is the null user, or a place that nobody has. */
  name: Uint8Array;
  /** Whether Set User Name is refused. */
  nameIsFixed: boolean;
  /** Whether the user may open sessions at all. */
  isEnabled: boolean;
  /** What the user may do over each channel that has sessions, by the channel's number. */
  access: Record<number, UserChannelAccess>;
  /** How often in a row a login was refused for a wrong password. */
  refusedLogins: number;
  /** When the last one was; `undefined` for never. */
  lastRefusalAt: Millis | undefined;
  /** Until when the user is suspended; `undefined` where it is not. `Number.MAX_VALUE` until somebody enables it. */
  suspendedUntil: Millis | undefined;
}

/** The settings of a channel that can be changed. */
export type ChannelAccessState = { -readonly [Field in keyof ChannelAccess]: ChannelAccess[Field] };

/** A channel. */
export interface ChannelState {
  /** 0–15; 15 is the system interface. */
  number: number;
  /** One of `ChannelMedium`. */
  medium: number;
  /** One of `ChannelProtocol`. */
  protocol: number;
  /** One of `ChannelSessionSupport`. */
  sessionSupport: number;
  /** IANA enterprise number of who defined the protocol. */
  vendorId: number;
  /** Of the system interface: its interrupts. */
  auxiliaryInformation: number;
  /** Who may do what over it; absent where it has no sessions. */
  access?: {
    /** What holds. */
    present: ChannelAccessState;
    /** What holds after Cold Reset. */
    nonVolatile: ChannelAccessState;
  };
}

/** After how many refused logins a user is suspended, and for how long (IPMI v2.0 table 23-4, parameter 26). */
export interface BadPasswordThreshold {
  /** Whether it is logged, as Session Audit: invalid password disable (IPMI v2.0 table 42-3, 2Ah). */
  generateEvent: boolean;
  /** So many refused RAKP Messages 3 in a row suspend a user; 0 for never. */
  threshold: number;
  /** Milliseconds without one after which counting begins anew; 0 for never. */
  resetInterval: Millis;
  /** Milliseconds that it lasts; 0 for until Set User Password enables the user. */
  lockoutInterval: Millis;
}

/** Users and channels as they may be read and set: plain state, to be read and set at any time. */
export interface AccountsState {
  /** The users: the first has user ID 1 and is the null user; at most 63. */
  users: UserState[];
  /** The channels. */
  channels: ChannelState[];
  /** When users are suspended. */
  badPasswords: BadPasswordThreshold;
}

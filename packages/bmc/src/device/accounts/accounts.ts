import { ChannelAccessMode, ChannelMedium, ChannelProtocol, ChannelSessionSupport, noAccess } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import type { Millis } from "../../types.ts";
import type {
  AccountsState,
  BadPasswordThreshold,
  ChannelAccessState,
  ChannelState,
  UserChannelAccess,
  UserState,
} from "./accounts-state.ts";

/** The number of the LAN channel. */
export const lanChannel = 1;

/** The number of the system interface's channel. */
export const systemInterfaceChannel = 15;

/** User IDs are six bits, and 0 is reserved (IPMI v2.0 §22.26). */
export const maxUserCount = 63;

/** So many users a device has that nobody described. */
const defaultUserCount = 10;

/** IANA's number of the IPMI forum. */
const ipmiForum = 7154;

/** Room for ten users, nobody in it yet, and three channels: the primary IPMB, LAN and the system interface. */
export function createAccounts(): AccountsState {
  return {
    users: Array.from({ length: defaultUserCount }, (_user, index) => createUser(index === 0)),
    channels: [
      channel(0, ChannelMedium.ipmb, ChannelProtocol.ipmb, ChannelSessionSupport.sessionless),
      {
        ...channel(lanChannel, ChannelMedium.lan, ChannelProtocol.ipmb, ChannelSessionSupport.multiSession),
        access: { present: openAccess(), nonVolatile: openAccess() },
      },
      {
        ...channel(
          systemInterfaceChannel,
          ChannelMedium.systemInterface,
          ChannelProtocol.kcs,
          ChannelSessionSupport.sessionless,
        ),
        // No interrupt for messages, none for the event message buffer (IPMI v2.0 table 22-29).
        auxiliaryInformation: 0xffff,
      },
    ],
    badPasswords: { generateEvent: false, threshold: 0, resetInterval: 0, lockoutInterval: 300_000 },
  };
}

/**
 * A place for a user that nobody has: disabled, without access.
 *
 * @param nameIsFixed - as user ID 1's is, the null user's
 */
export function createUser(nameIsFixed = false): UserState {
  return {
    name: new Uint8Array(0),
    nameIsFixed,
    isEnabled: false,
    access: { [lanChannel]: noUserAccess() },
    refusedLogins: 0,
    lastRefusalAt: undefined,
    suspendedUntil: undefined,
  };
}

/** What a user may do over a channel that nobody has set anything for. */
export function noUserAccess(): UserChannelAccess {
  return {
    restrictedToCallback: false,
    linkAuthenticationEnabled: false,
    ipmiMessagingEnabled: false,
    privilegeLimit: noAccess,
    sessionLimit: 0,
  };
}

/** The channel of this number. */
export function findChannel(accounts: AccountsState, channelNumber: number): ChannelState | undefined {
  return accounts.channels.find(({ number }) => number === channelNumber);
}

/** What holds for the LAN channel; where it is not described, anybody may do anything. */
export function lanAccess(accounts: AccountsState): ChannelAccessState {
  return findChannel(accounts, lanChannel)?.access?.present ?? openAccess();
}

/** Whether a user may open sessions over LAN now. */
export function mayLogIn(user: UserState, now: Millis): boolean {
  const access = user.access[lanChannel];
  return (
    user.isEnabled &&
    !isSuspended(user, now) &&
    access?.ipmiMessagingEnabled === true &&
    access.privilegeLimit >= PrivilegeLevel.callback &&
    access.privilegeLimit <= PrivilegeLevel.oem
  );
}

/** Whether too many wrong passwords keep a user out. */
export function isSuspended(user: UserState, now: Millis): boolean {
  return user.suspendedUntil !== undefined && now < user.suspendedUntil;
}

/** Counts a login refused for a wrong password, and suspends the user when it was one too many: whether it did. */
export function countRefusedLogin(user: UserState, limits: BadPasswordThreshold, now: Millis): boolean {
  const { threshold, resetInterval, lockoutInterval } = limits;
  if (threshold === 0) return false;
  const isForgotten =
    resetInterval > 0 && user.lastRefusalAt !== undefined && now - user.lastRefusalAt >= resetInterval;
  user.refusedLogins = (isForgotten ? 0 : user.refusedLogins) + 1;
  user.lastRefusalAt = now;
  if (user.refusedLogins < threshold) return false;
  user.refusedLogins = 0;
  user.suspendedUntil = lockoutInterval === 0 ? Number.MAX_VALUE : now + lockoutInterval;
  return true;
}

/** Forgets refused logins, and with them a suspension. */
export function forgetRefusedLogins(user: UserState): void {
  user.refusedLogins = 0;
  user.lastRefusalAt = undefined;
  user.suspendedUntil = undefined;
}

function channel(number: number, medium: number, protocol: number, sessionSupport: number): ChannelState {
  return { number, medium, protocol, sessionSupport, vendorId: ipmiForum, auxiliaryInformation: 0 };
}

function openAccess(): ChannelAccessState {
  return {
    alertingDisabled: true,
    perMessageAuthenticationDisabled: false,
    userLevelAuthenticationDisabled: false,
    accessMode: ChannelAccessMode.alwaysAvailable,
    privilegeLimit: PrivilegeLevel.administrator,
  };
}

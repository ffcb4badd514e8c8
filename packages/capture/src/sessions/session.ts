import type { RmcpPlusPacket } from "@ruipmi/core/wire";
import type { Endpoint } from "../network/datagram.ts";

/** Who sent something. */
export type Role = "remoteConsole" | "managedSystem";

/** How far a session came. */
export type SessionState =
  /** Its handshake is under way, or was given up. */
  | "opening"
  /** It opened, and no end was seen. */
  | "open"
  /** It opened, and Close Session was confirmed. */
  | "closed"
  /** The managed system, or the remote console, refused to go on with the handshake. */
  | "refused"
  /** Its handshake is not in the capture: it was open before the capture began. */
  | "beginningMissing";

/** A session, as far as it is known. */
export interface SessionSummary {
  /** Which session of the capture it is, from 1. */
  readonly number: number;
  /** The remote console's address and port. */
  readonly remoteConsole: Endpoint;
  /** The managed system's address and port. */
  readonly managedSystem: Endpoint;
  /** The version of the session's protocol. */
  readonly ipmiVersion: "1.5" | "2.0";
  /** How far it came. */
  readonly state: SessionState;
  /** What refused it, in words: the RMCP+ status or completion code by name. */
  readonly refusal?: string;
  /** The cipher suite agreed on, or asked for where none was; RMCP+ only. */
  readonly cipherSuiteId?: number;
  /** How an IPMI v1.5 session is authenticated: 0 none, 1 MD2, 2 MD5, 4 password. */
  readonly authType?: number;
  /** The user's name; of no bytes for the null user. */
  readonly username?: Uint8Array;
  /**
   * Whether a password that was given for this user is the managed system's own, by the codes of the handshake;
   * `undefined` where none was given, or nothing in the capture can tell.
   */
  readonly passwordValid?: boolean;
  /** Whether the remote console itself knew that password; `undefined` where nothing tells. */
  readonly consolePasswordValid?: boolean;
  /** Whether a BMC key was needed, and given. */
  readonly kgUsed?: boolean;
  /** Whether the managed system has a BMC key that is not among those given: its packets cannot be read. */
  readonly kgUnknown?: boolean;
  /** Whether the valid password is one that managed systems are delivered with. */
  readonly defaultPassword?: boolean;
  /** When its first packet was captured: nanoseconds since 1970. */
  readonly started: bigint | undefined;
  /** When it opened; `undefined` where it did not, or that is not in the capture. */
  readonly opened: bigint | undefined;
  /** When its end was confirmed. */
  readonly closed: bigint | undefined;
  /** Datagrams of it. */
  readonly messages: number;
  /** Messages of the remote console that were sent again. */
  readonly retransmissions: number;
  /** Datagrams that were captured twice, byte for byte. */
  readonly duplicates: number;
  /** Packets whose AuthCode, or handshake code, is wrong. */
  readonly wrongCodes: number;
}

/** What came of a packet. */
export interface ReadPayload {
  /** Payload type number; 0 is an IPMI message. */
  readonly payloadType: number;
  /** The payload in plain; `undefined` where it could not be decrypted. */
  readonly payload: Uint8Array | undefined;
  /** Whether it was encrypted and could be read; `undefined` where it could not. */
  readonly decrypted: boolean | undefined;
  /** Whether its AuthCode is right; `undefined` where there is none, or nobody knows. */
  readonly authCodeValid: boolean | undefined;
}

/** The payload of a packet whose contents were not encrypted. */
export function plainPayload(packet: RmcpPlusPacket): Uint8Array {
  return packet.datagram.slice(packet.payloadStart, packet.payloadEnd);
}

/**
 * Get Session Info, 06h/3Dh (IPMI v2.0 §22.20, table 22-25):
 *
 * | byte | request                                                                                  |
 * |------|------------------------------------------------------------------------------------------|
 * | 0    | 0: this session; 1–FDh: the n-th active one; FEh: by handle; FFh: by session ID          |
 * | 1    | FEh: session handle; FFh: session ID, four bytes                                         |
 *
 * | byte  | response                                                                              |
 * |-------|---------------------------------------------------------------------------------------|
 * | 0     | session handle; 0: there is no such session                                           |
 * | 1     | 5:0: how many sessions may be active                                                  |
 * | 2     | 5:0: how many are                                                                     |
 * | 3     | 5:0: user ID; from here on only for a session                                         |
 * | 4     | 3:0: privilege level                                                                  |
 * | 5     | 7:4: protocol, 0: IPMI v1.5, 1: IPMI v2.0/RMCP+; 3:0: channel                         |
 * | 6:9   | IP address of the remote console; from here on only for a session over LAN            |
 * | 10:15 | its MAC address                                                                       |
 * | 16:17 | its port                                                                              |
 *
 * Of a session over a serial line, from byte 6 on:
 *
 * | byte  | response                                                                              |
 * |-------|---------------------------------------------------------------------------------------|
 * | 6     | what goes on over the line                                                            |
 * | 7     | 3:0: destination selector                                                             |
 * | 8:11  | IP address of the remote console, with PPP                                            |
 * | 12:13 | its port, only with PPP                                                               |
 */
import type { ByteReader } from "../wire/byte-reader.ts";
import { NetFn } from "../wire/net-fn.ts";
import type { Command } from "./command.ts";

/** The two kinds of session index that are no count (IPMI v2.0 §22.20). */
export const SessionIndex = {
  /** The session that the request comes in. */
  current: 0x00,
  /** The session of a handle. */
  byHandle: 0xfe,
  /** The session of a session ID. */
  byId: 0xff,
} as const;

/** Asks for one session. */
export interface GetSessionInfoRequest {
  /** One of {@link SessionIndex}, or 1–FDh for the n-th active session. */
  readonly sessionIndex: number;
  /** With `byHandle`: 0–255. */
  readonly sessionHandle?: number;
  /** With `byId`: SIDc, unsigned 32 bits. */
  readonly sessionId?: number;
}

/** Where a session over LAN comes from. */
export interface SessionRemoteConsole {
  /** IPv4 address, 4 bytes in network order. */
  readonly ipAddress: Uint8Array;
  /** 6 bytes. */
  readonly macAddress: Uint8Array;
  /** UDP port. */
  readonly port: number;
}

/** What goes on over a serial line or modem with a session (IPMI v2.0 table 22-25). */
export interface SessionSerialLine {
  /** 0: IPMI messaging, 1: callback, 2: dial-out alert, 3: TAP page; 0–255. */
  readonly activityType: number;
  /** Of the alert or callback, 0–15; 0 where there is none. */
  readonly destinationSelector: number;
  /** IPv4 address of the remote console, 4 bytes in network order; zeros without PPP. */
  readonly ipAddress: Uint8Array;
  /** UDP port of the remote console; absent without PPP. */
  readonly port?: number;
}

/** An active session. */
export interface ActiveSession {
  /** 0–63; 0 is reserved. */
  readonly userId: number;
  /** The level it is at, 0–15. */
  readonly privilegeLevel: number;
  /** 0: IPMI v1.5, 1: IPMI v2.0/RMCP+; 0–15. */
  readonly protocol: number;
  /** 0–15. */
  readonly channelNumber: number;
  /** Absent where the session does not come over LAN. */
  readonly remoteConsole?: SessionRemoteConsole;
  /** Absent where the session does not come over a serial line. */
  readonly serialLine?: SessionSerialLine;
}

/** One session, and how many there are. */
export interface GetSessionInfoResponse {
  /** 1–255; 0 where there is no such session. */
  readonly sessionHandle: number;
  /** How many sessions may be active, 0–63. */
  readonly possibleActiveSessions: number;
  /** How many are, 0–63. */
  readonly currentlyActiveSessions: number;
  /** Absent where there is no such session. */
  readonly session?: ActiveSession;
}

/** Get Session Info: any user may ask. */
export const getSessionInfo: Command<GetSessionInfoRequest, GetSessionInfoResponse> = {
  name: "Get Session Info",
  netFn: NetFn.app,
  cmd: 0x3d,
  section: "IPMI v2.0 §22.20",
  request: {
    encode({ sessionIndex, sessionHandle, sessionId }, writer) {
      writer.u8(sessionIndex);
      if (sessionIndex === SessionIndex.byHandle) writer.u8(sessionHandle ?? 0);
      if (sessionIndex === SessionIndex.byId) writer.u32(sessionId ?? 0);
    },
    decode(reader) {
      const sessionIndex = reader.u8("sessionIndex");
      if (sessionIndex === SessionIndex.byHandle) return { sessionIndex, sessionHandle: reader.u8("sessionHandle") };
      if (sessionIndex === SessionIndex.byId) return { sessionIndex, sessionId: reader.u32("sessionId") };
      return { sessionIndex };
    },
  },
  response: {
    encode({ sessionHandle, possibleActiveSessions, currentlyActiveSessions, session }, writer) {
      writer
        .u8(sessionHandle)
        .u8(possibleActiveSessions & 0x3f)
        .u8(currentlyActiveSessions & 0x3f);
      if (session === undefined) return;
      writer
        .u8(session.userId & 0x3f)
        .u8(session.privilegeLevel & 0x0f)
        .u8(((session.protocol & 0x0f) << 4) | (session.channelNumber & 0x0f));
      const { remoteConsole, serialLine } = session;
      if (remoteConsole !== undefined) {
        writer.bytes(remoteConsole.ipAddress).bytes(remoteConsole.macAddress).u16(remoteConsole.port);
      } else if (serialLine !== undefined) {
        writer.u8(serialLine.activityType).u8(serialLine.destinationSelector & 0x0f);
        writer.bytes(serialLine.ipAddress);
        if (serialLine.port !== undefined) writer.u16(serialLine.port);
      }
    },
    decode(reader) {
      const counts = {
        sessionHandle: reader.u8("sessionHandle"),
        possibleActiveSessions: reader.u8("possibleActiveSessions") & 0x3f,
        currentlyActiveSessions: reader.u8("currentlyActiveSessions") & 0x3f,
      };
      if (reader.remaining === 0) return counts;
      const userId = reader.u8("userId") & 0x3f;
      const privilegeLevel = reader.u8("privilegeLevel") & 0x0f;
      const channel = reader.u8("channelNumber");
      const session = { userId, privilegeLevel, protocol: channel >>> 4, channelNumber: channel & 0x0f };
      if (reader.remaining === 0) return { ...counts, session };
      // Nothing but the length tells the kinds of channel apart.
      if (reader.remaining <= longestSerialLine) {
        return { ...counts, session: { ...session, serialLine: readSerialLine(reader) } };
      }
      const remoteConsole = {
        ipAddress: reader.bytes(4, "ipAddress"),
        macAddress: reader.bytes(6, "macAddress"),
        port: reader.u16("port"),
      };
      return { ...counts, session: { ...session, remoteConsole } };
    },
  },
};

/** With the port that only PPP has. */
const longestSerialLine = 8;

function readSerialLine(reader: ByteReader): SessionSerialLine {
  return {
    activityType: reader.u8("activityType"),
    destinationSelector: reader.u8("destinationSelector") & 0x0f,
    ipAddress: reader.bytes(4, "ipAddress"),
    ...(reader.remaining === 0 ? undefined : { port: reader.u16("port") }),
  };
}

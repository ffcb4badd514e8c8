import type { ActiveSession, GetSessionInfoResponse } from "@ruipmi/commands";
import { privilegeWord } from "../../options/values.ts";
import { array, integer, type JsonSchema, object, optional, string, words } from "../json-schema.ts";

/** What `--json` prints of Get Session Info. */
export const sessionsSchema: JsonSchema = object({
  sessions: array(
    object({
      sessionHandle: integer("0 where there is no such session", 0, 255),
      possibleActiveSessions: integer("how many there may be", 0, 63),
      currentlyActiveSessions: integer("how many there are", 0, 63),
      session: optional(
        object({
          userId: integer(undefined, 0, 63),
          privilegeLevel: string("callback, user, operator, administrator, oem, or a number"),
          protocol: words(["IPMI v1.5", "IPMI v2.0/RMCP+"]),
          channelNumber: integer(undefined, 0, 15),
          serialLine: optional(
            object({
              activityType: integer("0: IPMI messaging, 1: callback, 2: dial-out alert, 3: TAP page", 0, 255),
              destinationSelector: integer(undefined, 0, 15),
              ipAddress: string("IPv4, with PPP"),
              port: optional(integer("UDP, with PPP")),
            }),
          ),
          remoteConsole: optional(object({ ipAddress: string("IPv4"), macAddress: string(), port: integer("UDP") })),
        }),
      ),
    }),
  ),
});

/** Sessions as `--json` prints them. */
export function sessionsDocument(sessions: readonly GetSessionInfoResponse[]): object {
  return { sessions: sessions.map(sessionDocument) };
}

/** A session in the layout of ipmitool's `session info`, a blank line at its end. */
export function sessionText(response: GetSessionInfoResponse): string {
  const { session } = response;
  const lines = [
    field("session handle", response.sessionHandle),
    field("slot count", response.possibleActiveSessions),
    field("active sessions", response.currentlyActiveSessions),
    ...(session === undefined ? [] : activeLines(session)),
  ];
  return `${lines.join("\n")}\n\n`;
}

/** A session as a line of ipmitool's CSV. */
export function sessionCsv(response: GetSessionInfoResponse): string {
  const { session } = response;
  const cells = [response.sessionHandle, response.possibleActiveSessions, response.currentlyActiveSessions];
  return `${[...cells, ...(session === undefined ? [] : activeCells(session))].join(",")}\n`;
}

function sessionDocument({ session, ...counts }: GetSessionInfoResponse): object {
  if (session === undefined) return counts;
  const { remoteConsole, serialLine, ...rest } = session;
  return {
    ...counts,
    session: {
      ...rest,
      privilegeLevel: privilegeWord(session.privilegeLevel as never),
      protocol: session.protocol === 0 ? "IPMI v1.5" : "IPMI v2.0/RMCP+",
      serialLine: serialLine && { ...serialLine, ipAddress: serialLine.ipAddress.join(".") },
      remoteConsole: remoteConsole && {
        ipAddress: remoteConsole.ipAddress.join("."),
        macAddress: macText(remoteConsole.macAddress),
        port: remoteConsole.port,
      },
    },
  };
}

function activeLines(session: ActiveSession): readonly string[] {
  const [userId, level, protocol, channel] = activeCells(session);
  return [
    field("user id", userId),
    field("privilege level", level),
    field("session type", protocol),
    field("channel number", channel),
    ...peerCells(session).map(([name, cell]) => field(name, cell)),
  ];
}

function activeCells(session: ActiveSession): unknown[] {
  const { userId, privilegeLevel, protocol, channelNumber } = session;
  return [
    userId,
    levelNames[privilegeLevel] ?? `Unknown (0x${hexByte(privilegeLevel).toUpperCase()})`,
    protocol === 0 ? "IPMIv1.5" : "IPMIv2/RMCP+",
    `0x${hexByte(channelNumber)}`,
    ...peerCells(session).map(([, cell]) => cell),
  ];
}

/** Who is at the other end, by the names that ipmitool has for it. */
function peerCells({ remoteConsole, serialLine }: ActiveSession): readonly (readonly [string, unknown])[] {
  if (remoteConsole !== undefined) {
    return [
      ["console ip", remoteConsole.ipAddress.join(".")],
      ["console mac", macText(remoteConsole.macAddress)],
      ["console port", remoteConsole.port],
    ];
  }
  if (serialLine === undefined) return [];
  const { activityType, destinationSelector, ipAddress, port } = serialLine;
  return [
    ["Session/Channel Activity Type", activityNames[activityType] ?? `Unknown (0x${hexByte(activityType)})`],
    ["Destination selector", destinationSelector],
    ["console ip", ipAddress.join(".")],
    ...(port === undefined ? [] : [["console port", port] as const]),
  ];
}

const activityNames: readonly string[] = [
  "IPMI Messaging session active",
  "Callback Messaging session active",
  "Dial-out Alert active",
  "TAP Page Active",
];

const levelNames: Readonly<Record<number, string>> = {
  1: "CALLBACK",
  2: "USER",
  3: "OPERATOR",
  4: "ADMINISTRATOR",
  5: "OEM",
  15: "NO ACCESS",
};

function field(name: string, value: unknown): string {
  return `${name.padEnd(30)}: ${value}`;
}

function macText(bytes: Uint8Array): string {
  return Array.from(bytes, hexByte).join(":");
}

function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

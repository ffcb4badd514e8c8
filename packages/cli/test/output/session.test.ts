import { describe, expect, it } from "vitest";
import { sessionCsv, sessionsDocument, sessionText } from "../../src/output/session/session-text.ts";

const modem = {
  sessionHandle: 2,
  possibleActiveSessions: 4,
  currentlyActiveSessions: 2,
  session: {
    userId: 3,
    privilegeLevel: 3,
    protocol: 0,
    channelNumber: 5,
    serialLine: { activityType: 1, destinationSelector: 2, ipAddress: Uint8Array.of(192, 0, 2, 5), port: 623 },
  },
} as const;

describe("a session over a modem", () => {
  it("in ipmitool's words", () => {
    expect(sessionText(modem)).toBe(
      [
        "session handle                : 2",
        "slot count                    : 4",
        "active sessions               : 2",
        "user id                       : 3",
        "privilege level               : OPERATOR",
        "session type                  : IPMIv1.5",
        "channel number                : 0x05",
        "Session/Channel Activity Type : Callback Messaging session active",
        "Destination selector          : 2",
        "console ip                    : 192.0.2.5",
        "console port                  : 623",
        "",
        "",
      ].join("\n"),
    );
    expect(sessionCsv(modem)).toBe(
      "2,4,2,3,OPERATOR,IPMIv1.5,0x05,Callback Messaging session active,2,192.0.2.5,623\n",
    );
  });

  it("as JSON", () => {
    expect(JSON.parse(JSON.stringify(sessionsDocument([modem])))).toMatchObject({
      sessions: [{ session: { privilegeLevel: "operator", serialLine: { ipAddress: "192.0.2.5", port: 623 } } }],
    });
  });
});

it("a slot that is free has its counts only", () => {
  const free = { sessionHandle: 0, possibleActiveSessions: 4, currentlyActiveSessions: 2 };
  expect(sessionCsv(free)).toBe("0,4,2\n");
  expect(sessionsDocument([free])).toStrictEqual({ sessions: [free] });
});

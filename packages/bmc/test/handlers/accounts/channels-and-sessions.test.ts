import {
  closeSession,
  getChannelAccess,
  getChannelInfo,
  getSessionInfo,
  SessionIndex,
  setChannelAccess,
} from "@ruipmi/commands";
import { describe, expect, it } from "vitest";
import { Administrator } from "../../support/administrator.ts";
import { users } from "../../support/bmc-fixture.ts";
import { HandConsole } from "../../support/hand-console.ts";

const settings = {
  alertingDisabled: false,
  perMessageAuthenticationDisabled: true,
  userLevelAuthenticationDisabled: true,
  accessMode: 2,
  privilegeLimit: 3,
};

describe("the channels", () => {
  it("are IPMB, LAN and the system interface", () => {
    const admin = new Administrator();
    const media = [0, 0x0e, 1, 15].map((channelNumber) => {
      const {
        channelNumber: number,
        medium,
        sessionSupport,
        activeSessions,
      } = admin.ask(getChannelInfo, { channelNumber });
      return [number, medium, sessionSupport, activeSessions];
    });
    expect(media).toStrictEqual([
      [0, 1, 0, 0],
      [1, 4, 2, 1],
      [1, 4, 2, 1],
      [15, 12, 0, 0],
    ]);
    expect(admin.codeOf(getChannelInfo, { channelNumber: 5 })).toBe(0xcc);
  });

  it("have access in force and access that outlives a restart", () => {
    const admin = new Administrator();
    const ask = (which: number): object => admin.ask(getChannelAccess, { channelNumber: 1, settings: which });
    const before = ask(1);
    admin.ask(setChannelAccess, { channelNumber: 0x0e, setAccess: 2, setPrivilegeLimit: 2, ...settings });
    expect(ask(2)).toStrictEqual(settings);
    expect(ask(1)).toStrictEqual(before);
    admin.ask(setChannelAccess, { channelNumber: 1, setAccess: 0, setPrivilegeLimit: 1, ...settings });
    expect(ask(1)).toStrictEqual({ ...before, privilegeLimit: 3 });
    expect(admin.codeOf(getChannelAccess, { channelNumber: 1, settings: 0 })).toBe(0xcc);
    expect(admin.codeOf(getChannelAccess, { channelNumber: 15, settings: 2 })).toBe(0x82);
  });

  it("refuse what they do not have", () => {
    const admin = new Administrator();
    const code = (change: object): number =>
      admin.codeOf(setChannelAccess, { channelNumber: 1, setAccess: 2, setPrivilegeLimit: 2, ...settings, ...change });
    expect(code({ channelNumber: 0 })).toBe(0x82);
    expect(code({ channelNumber: 6 })).toBe(0xcc);
    expect(code({ accessMode: 3 })).toBe(0x83);
    expect(code({ privilegeLimit: 0 })).toBe(0xcc);
    expect(code({ setAccess: 3 })).toBe(0xcc);
  });

  it("limit the sessions to come, and take none when disabled", () => {
    const admin = new Administrator();
    admin.ask(setChannelAccess, { channelNumber: 1, setAccess: 0, setPrivilegeLimit: 2, ...settings });
    expect(() => new HandConsole(admin.bmc, { peer: "other" }).connect()).toThrow("RAKP Message 2: status 10");
    admin.device.accounts.channels[1]!.access!.present.accessMode = 0;
    const shut = new HandConsole(admin.bmc, { peer: "third" });
    expect(() => shut.openSession()).toThrow();
    expect(shut.last.datagrams).toStrictEqual([]);
    expect(admin.ask(getChannelInfo, { channelNumber: 1 }).activeSessions).toBe(1);
  });
});

describe("Get Session Info", () => {
  it("tells one's own session, the n-th, and those by handle and by session ID", () => {
    const admin = new Administrator();
    const user = new HandConsole(admin.bmc, { user: users.user, role: 0x12, peer: "10.1.2.3|49153" }).connect();
    const own = admin.ask(getSessionInfo, { sessionIndex: SessionIndex.current });
    expect(own).toMatchObject({
      sessionHandle: 1,
      possibleActiveSessions: 16,
      currentlyActiveSessions: 2,
      session: { userId: 2, privilegeLevel: 4, protocol: 1, channelNumber: 1, remoteConsole: { port: 0 } },
    });
    const second = admin.ask(getSessionInfo, { sessionIndex: 2 });
    expect(second).toMatchObject({
      sessionHandle: 2,
      session: {
        userId: 4,
        privilegeLevel: 2,
        remoteConsole: { ipAddress: Uint8Array.of(10, 1, 2, 3), macAddress: new Uint8Array(6), port: 49_153 },
      },
    });
    expect(admin.ask(getSessionInfo, { sessionIndex: SessionIndex.byHandle, sessionHandle: 2 })).toStrictEqual(second);
    const byId = { sessionIndex: SessionIndex.byId, sessionId: user.managedSystemSessionId };
    expect(admin.ask(getSessionInfo, byId)).toStrictEqual(second);
    expect(admin.ask(getSessionInfo, { sessionIndex: 3 })).toStrictEqual({
      sessionHandle: 0,
      possibleActiveSessions: 16,
      currentlyActiveSessions: 2,
    });
    expect(admin.codeOf(getSessionInfo, { sessionIndex: SessionIndex.byHandle, sessionHandle: 9 })).toBe(0xcb);
    expect(admin.codeOf(getSessionInfo, { sessionIndex: SessionIndex.byId, sessionId: 1 })).toBe(0xcb);
  });

  it("gives a handle that Close Session takes, and that is free again", () => {
    const admin = new Administrator();
    const login = (): HandConsole => new HandConsole(admin.bmc, { user: users.user, role: 0x12, peer: "u" }).connect();
    login();
    admin.ask(closeSession, { sessionId: 0, sessionHandle: 2 });
    expect(admin.bmc.sessions).toMatchObject([{ handle: 1, userId: 2 }]);
    login();
    expect(admin.bmc.sessions).toMatchObject([{ handle: 1 }, { handle: 2, userId: 4 }]);
  });
});

import {
  type Command,
  chassisControl,
  type GetDeviceIdResponse,
  getChassisStatus,
  PowerControl,
} from "@ruipmi/commands";
import { closeSession, emptyBody, getDeviceId, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { refuse } from "../../src/index.ts";
import { createBmc, users } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

const level = setSessionPrivilegeLevel;

describe("privilege", () => {
  it("begins at USER and rises to the limit, no higher", () => {
    const remote = new HandConsole(createBmc(), { user: users.operator, role: 0x13 }).connect();
    expect(remote.call(level, { privilegeLevel: 0 })).toStrictEqual({ privilegeLevel: 2 });
    expect(remote.raw(0, 2, PowerControl.powerDown).completionCode).toBe(0xd4);
    expect(remote.raw(6, 0x3b, 4).completionCode).toBe(0x81);
    expect(remote.call(level, { privilegeLevel: 3 })).toStrictEqual({ privilegeLevel: 3 });
    expect(remote.raw(0, 2, PowerControl.powerDown).completionCode).toBe(0);
    expect(remote.raw(6, 0x3b, 1).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x3b, 9).completionCode).toBe(0xcc);
    expect(remote.call(level, { privilegeLevel: 2 })).toStrictEqual({ privilegeLevel: 2 });
    expect(remote.raw(0, 2, PowerControl.powerUp).completionCode).toBe(0xd4);
  });

  it("is no higher than the handshake asked for", () => {
    const remote = new HandConsole(createBmc(), { role: 0x12 }).connect();
    expect(remote.raw(6, 0x3b, 4).completionCode).toBe(0x81);
  });

  it("of CALLBACK is enough to close, not to ask", () => {
    const remote = new HandConsole(createBmc(), { user: users.callback, role: 0x11 }).connect();
    expect(remote.raw(6, 1).completionCode).toBe(0xd4);
    remote.call(closeSession, { sessionId: remote.managedSystemSessionId });
    expect(remote.bmc.sessions).toStrictEqual([]);
  });
});

describe("Close Session", () => {
  it("closes another's only as administrator", () => {
    const bmc = createBmc();
    const admin = new HandConsole(bmc, { peer: "admin" }).connect();
    const user = new HandConsole(bmc, { peer: "user", user: users.user, role: 0x12 }).connect();
    expect(() => user.call(closeSession, { sessionId: admin.managedSystemSessionId })).toThrow("87");
    admin.call(level, { privilegeLevel: 4 });
    admin.call(closeSession, { sessionId: user.managedSystemSessionId });
    expect(bmc.sessions).toMatchObject([{ peer: "admin" }]);
    expect(() => admin.call(closeSession, { sessionId: 0 })).toThrow("87");
    expect(() => admin.call(closeSession, { sessionId: 0, sessionHandle: 9 })).toThrow("88");
  });
});

describe("the device", () => {
  it("is what the commands tell, as a test sets it", () => {
    const remote = new HandConsole(createBmc()).connect();
    const { device } = remote.bmc;
    device.deviceId = { ...device.deviceId, firmwareMajorRevision: 9, firmwareMinorRevision: 8 };
    device.chassis.driveFault = true;
    device.chassis.powerIsOn = false;
    expect(remote.call(getDeviceId, undefined).firmwareRevision).toBe("9.08");
    expect(remote.call(getChassisStatus, undefined)).toMatchObject({
      driveFault: true,
      powerIsOn: false,
      identifyState: 0,
    });
  });

  it("changes power by Chassis Control, at once or with its delays", () => {
    const remote = new HandConsole(createBmc()).connect();
    const { chassis } = remote.bmc.device;
    chassis.delays = { on: 0, off: 0, softOff: 0, cycle: 0, reset: 0 };
    remote.call(level, { privilegeLevel: 4 });
    remote.call(chassisControl, { control: PowerControl.powerDown });
    expect(chassis.powerIsOn).toBe(false);
    expect(remote.last.events).toContainEqual({ type: "powerChanged", powerIsOn: false });
    expect(remote.raw(0, 2, PowerControl.powerCycle).completionCode).toBe(0xd5);
    expect(remote.raw(0, 2, 9).completionCode).toBe(0xcc);
    chassis.delays = { on: 500, off: 200, softOff: 3000, cycle: 1000, reset: 0 };
    remote.call(chassisControl, { control: PowerControl.powerUp });
    expect(remote.last.at).toBe(500);
    expect(chassis.powerIsOn).toBe(false);
    remote.now = 500;
    expect(remote.call(getChassisStatus, undefined)).toMatchObject({
      powerIsOn: true,
      lastPowerEvent: { poweredOnByIpmiCommand: true },
    });
    remote.call(chassisControl, { control: PowerControl.powerCycle });
    remote.now = 700;
    expect(remote.call(getChassisStatus, undefined).powerIsOn).toBe(false);
    remote.now = 1699;
    expect(remote.call(getChassisStatus, undefined).powerIsOn).toBe(false);
    remote.now = 1700;
    expect(remote.call(getChassisStatus, undefined).powerIsOn).toBe(true);
    expect(chassis.controlCounts).toMatchObject({ powerDown: 1, powerUp: 1, powerCycle: 1 });
  });
});

describe("handlers of one's own", () => {
  const odd: Command<void, void> = {
    name: "Odd",
    netFn: 0x30,
    cmd: 0x77,
    section: "none: of this test",
    request: emptyBody,
    response: emptyBody,
  };

  it("answer new commands and replace built-in ones, with a privilege level of their own", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.handle(odd, () => undefined, { privilegeLevel: 4 });
    remote.bmc.handle(getDeviceId, (_request, { device, session }): GetDeviceIdResponse => {
      expect(session).toMatchObject({ privilegeLevel: 4, cipherSuiteId: 17 });
      return { ...device.deviceId, deviceId: 0x42 };
    });
    expect(remote.raw(0x30, 0x77).completionCode).toBe(0xd4);
    remote.call(level, { privilegeLevel: 4 });
    expect(remote.raw(0x30, 0x77).completionCode).toBe(0);
    expect(remote.call(getDeviceId, undefined).deviceId).toBe(0x42);
  });

  it("refuse with a completion code", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.handle(getDeviceId, () => refuse(0xd2));
    expect(remote.raw(6, 1)).toMatchObject({ completionCode: 0xd2, data: new Uint8Array(0) });
  });

  it("that fail are answered FFh and reported, whatever they throw", () => {
    const remote = new HandConsole(createBmc()).connect();
    const error = new Error("mine");
    remote.bmc.handle(getDeviceId, () => {
      throw error;
    });
    expect(remote.raw(6, 1).completionCode).toBe(0xff);
    expect(remote.last.events).toContainEqual({ type: "handlerFailed", netFn: 6, cmd: 1, error });
  });

  it("of a group or an OEM are told apart by the first bytes, which are in both bodies", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.handle({ ...odd, netFn: 0x2c, groupExtension: 0xdc }, () => undefined);
    remote.bmc.handle({ ...odd, netFn: 0x2e, iana: 0x0057d0 }, () => refuse(0x99));
    expect(remote.raw(0x2c, 0x77, 0xdc)).toMatchObject({ completionCode: 0, data: Uint8Array.of(0xdc) });
    expect(remote.raw(0x2c, 0x77, 0xdd).completionCode).toBe(0xc1);
    expect(remote.raw(0x2c, 0x77).completionCode).toBe(0xc1);
    expect(remote.raw(0x2c, 0x77, 0xdc, 1)).toMatchObject({ completionCode: 0xc7, data: Uint8Array.of(0xdc) });
    expect(remote.raw(0x2e, 0x77, 0xd0, 0x57, 0)).toMatchObject({
      completionCode: 0x99,
      data: Uint8Array.of(0xd0, 0x57, 0),
    });
  });

  it("may answer raw what nothing else does", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.handleRaw(({ netFn, cmd, data }) =>
      cmd === 1 ? { completionCode: 0, data: Uint8Array.of(netFn, cmd, ...data) } : undefined,
    );
    expect(remote.raw(0x3a, 1, 5, 6)).toMatchObject({ completionCode: 0, data: Uint8Array.of(0x3a, 1, 5, 6) });
    expect(remote.raw(0x3a, 2).completionCode).toBe(0xc1);
    remote.bmc.handleRaw(undefined);
    expect(remote.raw(0x3a, 1).completionCode).toBe(0xc1);
  });
});

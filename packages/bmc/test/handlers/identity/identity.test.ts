import {
  clearMessageFlags,
  coldReset,
  decodeSystemInfoText,
  encodeSystemInfoText,
  getAcpiPowerState,
  getBmcGlobalEnables,
  getDeviceGuid,
  getMessageFlags,
  getSelfTestResults,
  getSystemGuid,
  getSystemInfoParameters,
  SystemInfoParameterSelector,
  setAcpiPowerState,
  setBmcGlobalEnables,
  setSystemInfoParameters,
  warmReset,
} from "@ruipmi/commands";
import {
  decodeLanResponse,
  openOutsideSession,
  PayloadType,
  sealOutsideSession,
  setSessionPrivilegeLevel,
} from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Administrator } from "../../support/administrator.ts";
import { createBmc } from "../../support/bmc-fixture.ts";
import { HandConsole, rmcpPlus } from "../../support/hand-console.ts";

const name = SystemInfoParameterSelector.systemName;

function ask(
  parameterSelector: number,
  setSelector = 0,
  revisionOnly = false,
): Parameters<typeof getSystemInfoParameters.request.encode>[0] {
  return { parameterSelector, setSelector, blockSelector: 0, revisionOnly };
}

function setBlock(admin: Administrator, setSelector: number, block: Uint8Array): number {
  const parameter = { kind: "text", setSelector, block } as const;
  return admin.codeOf(setSystemInfoParameters, { parameterSelector: name, parameter });
}

describe("a reset", () => {
  it.each([
    ["cold", coldReset, 2000],
    ["warm", warmReset, 500],
  ] as const)("%s ends all sessions after its answer, and is deaf for a while", (_kind, command, restart) => {
    const admin = new Administrator();
    const other = new HandConsole(admin.bmc, { peer: "other" }).connect();
    admin.ask(command, undefined);
    expect(admin.bmc.sessions).toStrictEqual([]);
    expect(admin.console.last.events.filter(({ type }) => type === "sessionClosed")).toMatchObject([
      { sessionId: other.managedSystemSessionId, reason: "reset" },
      { sessionId: admin.console.managedSystemSessionId, reason: "reset" },
    ]);
    const again = new HandConsole(admin.bmc, { peer: "again" });
    again.now = restart - 1;
    expect(() => again.openSession()).toThrow();
    again.now = restart;
    again.connect();
    expect(admin.device.identity.restartCount).toBe(1);
  });

  it("that is cold forgets what is volatile, and frees leaked sessions", () => {
    const admin = new Administrator({ faults: { leakedSlots: 3 } });
    const { accounts, watchdog } = admin.device;
    accounts.channels[1]!.access!.present.privilegeLimit = 2;
    watchdog.isInitialized = true;
    admin.ask(coldReset, undefined);
    expect(accounts.channels[1]!.access!.present.privilegeLimit).toBe(4);
    expect(watchdog.isInitialized).toBe(false);
    expect(admin.bmc.faults.leakedSlots).toBe(0);
  });

  it("needs an administrator", () => {
    const operator = new Administrator({}, 3);
    expect(operator.codeOf(coldReset, undefined)).toBe(0xd4);
    expect(operator.codeOf(warmReset, undefined)).toBe(0xd4);
  });
});

describe("the controller", () => {
  it("tells its GUIDs, the managed system's without a session too", () => {
    const admin = new Administrator();
    expect(admin.ask(getDeviceGuid, undefined).guid).toStrictEqual(admin.device.identity.deviceGuid);
    expect(admin.ask(getSystemGuid, undefined).guid).toStrictEqual(admin.device.guid);
    const remote = new HandConsole(createBmc());
    const [answer] = remote.send(sealOutsideSession(PayloadType.ipmiMessage, remote.lanRequest(6, 0x37)));
    expect(decodeLanResponse(openOutsideSession(rmcpPlus(answer!))!).data).toStrictEqual(remote.bmc.device.guid);
  });

  it("tells its self test as a test sets it", () => {
    const admin = new Administrator();
    expect(admin.ask(getSelfTestResults, undefined)).toStrictEqual({ result: 0x55, detail: 0 });
    admin.device.identity.selfTest = { result: 0x57, detail: 0x80 };
    expect(admin.ask(getSelfTestResults, undefined)).toStrictEqual({ result: 0x57, detail: 0x80 });
  });

  it("remembers ACPI power states, and is in S5 without power", () => {
    const admin = new Administrator();
    admin.ask(setAcpiPowerState, { systemPowerState: 3 });
    admin.ask(setAcpiPowerState, { devicePowerState: 1 });
    expect(admin.ask(getAcpiPowerState, undefined)).toStrictEqual({ systemPowerState: 3, devicePowerState: 1 });
    admin.device.chassis.powerIsOn = false;
    expect(admin.ask(getAcpiPowerState, undefined).systemPowerState).toBe(5);
  });

  it("has global enables and message flags", () => {
    const admin = new Administrator();
    const enables = { ...admin.ask(getBmcGlobalEnables, undefined), oem1: true, systemEventLogging: false };
    admin.ask(setBmcGlobalEnables, enables);
    expect(admin.ask(getBmcGlobalEnables, undefined)).toStrictEqual(enables);
    Object.assign(admin.device.identity.messageFlags, { oem0: true, watchdogPreTimeoutInterrupt: true });
    const clear = { ...admin.ask(getMessageFlags, undefined), oem0: false };
    admin.ask(clearMessageFlags, clear);
    expect(admin.ask(getMessageFlags, undefined)).toMatchObject({ oem0: true, watchdogPreTimeoutInterrupt: false });
  });
});

describe("system info", () => {
  it("is told block by block", () => {
    const admin = new Administrator();
    const text = "a name that is longer than one block of sixteen";
    admin.device.identity.systemInfo.systemName = text;
    const blocks = [0, 1, 2, 3].map((at) => {
      const { parameter } = admin.ask(getSystemInfoParameters, ask(name, at));
      return parameter?.kind === "text" ? parameter.block : new Uint8Array(0);
    });
    expect(decodeSystemInfoText(blocks)).toBe(text);
    expect(admin.codeOf(getSystemInfoParameters, ask(name, 4))).toBe(0xc9);
    expect(admin.codeOf(getSystemInfoParameters, ask(8))).toBe(0x80);
    expect(admin.ask(getSystemInfoParameters, ask(name, 0, true))).toStrictEqual({ parameterRevision: 0x11 });
  });

  it("is set block by block, in any encoding", () => {
    const admin = new Administrator();
    for (const text of ["short", "źródło danych, w kilku blokach", "a much longer name in Latin-1 only"]) {
      for (const [at, block] of encodeSystemInfoText(text).entries()) expect(setBlock(admin, at, block)).toBe(0);
      expect(admin.device.identity.systemInfo.systemName).toBe(text);
    }
    expect(setBlock(admin, 9, new Uint8Array(16))).toBe(0xc9);
    expect(setBlock(admin, 0, Uint8Array.of(3, 1, 0x41))).toBe(0xcc);
    expect(setBlock(admin, 0, Uint8Array.of(1, 1, 0xff))).toBe(0xcc);
  });

  it("is what a test says, whatever came of it before", () => {
    const admin = new Administrator();
    const [first, second, third] = encodeSystemInfoText("a name of three blocks, which takes a while") as Uint8Array[];
    const { identity } = admin.device;
    expect([setBlock(admin, 0, first!), setBlock(admin, 1, second!)]).toStrictEqual([0, 0]);
    expect(Object.keys(identity.systemInfoUnderWay)).toStrictEqual(["systemName"]);
    identity.systemInfo.systemName = "short";
    expect(setBlock(admin, 2, third!)).toBe(0xc9);
    expect(identity.systemInfo.systemName).toBe("short");
    // As though the first block of three had never come: the one block of "short" is followed by none.
    expect(setBlock(admin, 1, second!)).toBe(0xc9);
    for (const [at, block] of [first!, second!, third!].entries()) expect(setBlock(admin, at, block)).toBe(0);
    expect(identity.systemInfo.systemName).toBe("a name of three blocks, which takes a while");
    expect(identity.systemInfoUnderWay).toStrictEqual({});
  });

  it("is as far as it came after a cold reset, and does not go on", () => {
    const admin = new Administrator();
    const [first, second] = encodeSystemInfoText("a name of three blocks, which takes a while") as Uint8Array[];
    expect(setBlock(admin, 0, first!)).toBe(0);
    admin.ask(coldReset, undefined);
    const again = new HandConsole(admin.bmc, { peer: "again" });
    again.now = 5000;
    again.connect();
    again.call(setSessionPrivilegeLevel, { privilegeLevel: 4 });
    expect(again.raw(6, 0x58, name, 1, ...second!).completionCode).toBe(0xc9);
    expect(admin.device.identity.systemInfo.systemName).toBe("a name of thre");
  });

  it("is set by one at a time", () => {
    const admin = new Administrator();
    const set = (state: number): number =>
      admin.codeOf(setSystemInfoParameters, { parameterSelector: 0, parameter: { kind: "setInProgress", state } });
    expect([set(1), set(1), set(2), set(0)]).toStrictEqual([0, 0x81, 0xcc, 0]);
    expect(admin.ask(getSystemInfoParameters, ask(0)).parameter).toStrictEqual({ kind: "setInProgress", state: 0 });
  });
});

import {
  getChannelPayloadSupport,
  getChannelPayloadVersion,
  getPayloadActivationStatus,
  getPayloadInstanceInfo,
  getSolConfigurationParameters,
  getUserPayloadAccess,
  type SolParameter,
  setSolConfigurationParameters,
  setUserPayloadAccess,
  solParameterSelector,
} from "@ruipmi/commands";
import type { CipherSuiteId } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { createBmc, users } from "../support/bmc-fixture.ts";
import { SolHand, solRequest } from "../support/sol-hand.ts";

const auxiliary = [...solRequest.auxiliaryData];

function activationCode(remote: SolHand, ...request: number[]): number {
  return remote.raw(6, 0x48, ...(request.length === 0 ? [1, 1, ...auxiliary] : request)).completionCode;
}

describe("Activate Payload", () => {
  it("answers with sizes and port, once", () => {
    const remote = new SolHand(createBmc());
    expect([...remote.raw(6, 0x48, 1, 1, ...auxiliary).data]).toStrictEqual([
      ...[0, 0, 0, 0, 255, 0, 255, 0, 0x6f, 0x02, 0xff, 0xff],
    ]);
    expect(activationCode(remote)).toBe(0x80);
    expect(activationCode(new SolHand(remote.bmc, { peer: "second" }))).toBe(0x80);
  });

  it("knows one instance of one payload", () => {
    const remote = new SolHand(createBmc());
    for (const [type, instance] of [
      [0, 1],
      [2, 1],
      [1, 0],
      [1, 2],
    ] as const) {
      expect(activationCode(remote, type, instance, ...auxiliary)).toBe(0xcc);
      expect(remote.raw(6, 0x49, type, instance, 0, 0, 0, 0).completionCode).toBe(0xcc);
      expect(remote.raw(6, 0x4b, type, instance).completionCode).toBe(0xcc);
    }
    expect(remote.raw(6, 0x4a, 0).completionCode).toBe(0xcc);
  });

  it("needs the level that the configuration says, to end it too", () => {
    const remote = new SolHand(createBmc(), { user: users.user, role: 0x12 });
    expect(activationCode(remote)).toBe(0xd4);
    expect(remote.raw(6, 0x49, 1, 1, 0, 0, 0, 0).completionCode).toBe(0xd4);
    remote.bmc.device.sol.privilegeLevel = 2;
    expect(activationCode(remote)).toBe(0);
  });

  it.each<[CipherSuiteId, boolean, boolean, number, number]>([
    [17, false, false, 0xc0, 0],
    [17, true, true, 0xc0, 0],
    [17, false, false, 0x40, 0x84],
    [17, false, false, 0x80, 0x84],
    [2, false, false, 0xc0, 0],
    [2, false, false, 0x40, 0],
    [2, true, false, 0xc0, 0x84],
    [1, false, false, 0x00, 0],
    [1, false, true, 0xc0, 0x84],
  ])("suite %i, encryption forced %s, authentication forced %s, asked for %i: %i", (suite, ...rest) => {
    const [forceEncryption, forceAuthentication, wanted, code] = rest;
    const remote = new SolHand(createBmc(), { suite });
    Object.assign(remote.bmc.device.sol, { forceEncryption, forceAuthentication });
    expect(activationCode(remote, 1, 1, wanted, 0, 0, 0)).toBe(code);
  });
});

describe("what is active", () => {
  it("is the instance, its session and its serial port", () => {
    const remote = new SolHand(createBmc());
    const instance = { payloadType: 1, payloadInstance: 1 };
    const payloadSpecificData = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0);
    expect(remote.call(getPayloadActivationStatus, { payloadType: 1 })).toStrictEqual({
      instanceCapacity: 1,
      activeInstances: [],
    });
    expect(remote.call(getPayloadInstanceInfo, instance)).toStrictEqual({ sessionId: 0, payloadSpecificData });
    remote.activate();
    expect(remote.call(getPayloadActivationStatus, { payloadType: 1 }).activeInstances).toStrictEqual([1]);
    expect(remote.call(getPayloadInstanceInfo, instance)).toStrictEqual({
      sessionId: remote.managedSystemSessionId,
      payloadSpecificData,
    });
  });

  it("is ended once", () => {
    const remote = new SolHand(createBmc()).activate();
    const codes = [0, 1].map(() => remote.raw(6, 0x49, 1, 1, 0, 0, 0, 0).completionCode);
    expect(codes).toStrictEqual([0, 0x80]);
  });
});

describe("payload access", () => {
  it("is set for a user and holds", () => {
    const remote = new SolHand(createBmc());
    const who = { channelNumber: 14, userId: 2 };
    expect(remote.call(getUserPayloadAccess, who)).toStrictEqual({ payloadTypes: [1] });
    remote.call(setUserPayloadAccess, { ...who, operation: 1, payloadTypes: [1] });
    expect(remote.call(getUserPayloadAccess, who)).toStrictEqual({ payloadTypes: [] });
    expect(activationCode(remote)).toBe(0x81);
    remote.call(setUserPayloadAccess, { ...who, operation: 0, payloadTypes: [1] });
    expect(activationCode(remote)).toBe(0);
  });

  it("is of users and channels that there are", () => {
    const remote = new SolHand(createBmc());
    expect(remote.raw(6, 0x4d, 14, 0).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x4d, 14, 63).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x4d, 3, 2).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x4c, 14, 0x82, 2, 0, 0, 0).completionCode).toBe(0xcc);
    const operator = new SolHand(remote.bmc, { user: users.operator, role: 0x13, peer: "operator" });
    expect(operator.raw(6, 0x4c, 14, 2, 2, 0, 0, 0).completionCode).toBe(0xd4);
  });
});

describe("what the channel carries", () => {
  it("is IPMI messages, SOL and sessions, in version 1.0; no OEM's", () => {
    const remote = new SolHand(createBmc());
    expect(remote.call(getChannelPayloadSupport, { channelNumber: 14 })).toStrictEqual({
      payloadTypes: [0, 1, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15],
    });
    expect(remote.call(getChannelPayloadVersion, { channelNumber: 1, payloadType: 1 })).toStrictEqual({
      majorVersion: 1,
      minorVersion: 0,
    });
    expect(remote.raw(6, 0x4f, 1, 2).completionCode).toBe(0x80);
    expect(remote.raw(6, 0x4f, 2, 1).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x4e, 2).completionCode).toBe(0xcc);
    expect(remote.raw(6, 0x50, 1, 2, 0, 0, 0, 0, 0).completionCode).toBe(0x80);
  });
});

describe("Suspend/Resume Payload Encryption", () => {
  it("cannot change what the session agreed on", () => {
    const remote = new SolHand(createBmc());
    const code = (operation: number): number => remote.raw(6, 0x55, 1, 1, operation).completionCode;
    expect(code(1)).toBe(0x83);
    remote.activate();
    expect([0, 1, 2, 3].map(code)).toStrictEqual([0x81, 0, 0, 0xcc]);
    expect(new SolHand(createBmc(), { suite: 2 }).activate().raw(6, 0x55, 1, 1, 1).completionCode).toBe(0x82);
  });
});

describe("SOL configuration", () => {
  const parameters: readonly SolParameter[] = [
    { type: "setInProgress", state: 1 },
    { type: "enable", enabled: false },
    { type: "authentication", forceEncryption: true, forceAuthentication: true, privilegeLevel: 4 },
    { type: "characterAccumulate", interval: 1275, sendThreshold: 1 },
    { type: "retry", count: 3, interval: 20 },
    { type: "nonVolatileBitRate", bitRate: 6 },
    { type: "volatileBitRate", bitRate: 0 },
  ];

  it.each(parameters)("keeps $type", (parameter) => {
    const remote = new SolHand(createBmc());
    remote.call(setSolConfigurationParameters, { channelNumber: 14, parameter });
    const where = { channelNumber: 1, setSelector: 0, blockSelector: 0, selector: solParameterSelector(parameter) };
    expect(remote.call(getSolConfigurationParameters, { ...where, revisionOnly: false })).toStrictEqual({
      revision: 0x11,
      parameter,
    });
    expect(remote.call(getSolConfigurationParameters, { ...where, revisionOnly: true })).toStrictEqual({
      revision: 0x11,
    });
  });

  it.each<[string, readonly number[], number]>([
    ["set in progress twice", [0, 1], 0x81],
    ["a commit", [0, 2], 0xcc],
    ["a privilege level that is none", [2, 1], 0xc9],
    ["no interval", [3, 0, 1], 0xc9],
    ["a bit rate that is reserved", [5, 1], 0xc9],
    ["the channel", [7, 1], 0x82],
    ["the port", [8, 1, 0], 0x82],
    ["what is not there", [9, 1], 0x80],
    ["too few bytes", [4, 1], 0xc7],
  ])("refuses %s", (_name, data, code) => {
    const remote = new SolHand(createBmc());
    remote.bmc.device.sol.setInProgress = 1;
    const before = structuredClone(remote.bmc.device.sol);
    expect(remote.raw(0x0c, 0x21, 1, ...data).completionCode).toBe(code);
    expect(remote.bmc.device.sol).toStrictEqual(before);
  });

  it("refuses to show what is not there", () => {
    const remote = new SolHand(createBmc());
    expect(remote.raw(0x0c, 0x22, 1, 9, 0, 0).completionCode).toBe(0x80);
    expect(remote.raw(0x0c, 0x22, 2, 1, 0, 0).completionCode).toBe(0xcc);
    expect(remote.raw(0x0c, 0x22, 1, 1, 1, 0).completionCode).toBe(0xc9);
    expect([...remote.raw(0x0c, 0x22, 1, 7, 0, 0).data]).toStrictEqual([0x11, 1]);
    expect([...remote.raw(0x0c, 0x22, 1, 8, 0, 0).data]).toStrictEqual([0x11, 0x6f, 0x02]);
  });
});

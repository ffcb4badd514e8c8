import { getChannelCipherSuites, setLanConfigurationParameters } from "@ruipmi/commands";
import { PrivilegeLevel, RmcpStatus, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import type { BmcEngine } from "../../src/index.ts";
import { Administrator } from "../support/administrator.ts";
import { createBmc } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

/** Suites 3 and 17, each with its highest level. */
function limited(ofSuite3: number, ofSuite17: number): BmcEngine {
  const bmc = createBmc({ cipherSuites: [3, 17] });
  bmc.device.lan.parameters.cipherSuitePrivilegeLevels = [ofSuite3, ofSuite17];
  return bmc;
}

describe("the highest level of a cipher suite", () => {
  it("is administrator where nobody says otherwise", () => {
    const remote = new HandConsole(createBmc({ cipherSuites: [3, 17] }), { suite: 3 }).connect();
    expect(remote.call(setSessionPrivilegeLevel, { privilegeLevel: 4 })).toStrictEqual({ privilegeLevel: 4 });
  });

  it("is what Open Session tells, and more is refused to RAKP Message 1", () => {
    const bmc = limited(PrivilegeLevel.user, PrivilegeLevel.administrator);
    const remote = new HandConsole(bmc, { suite: 3 });
    expect(remote.openSession()).toMatchObject({ status: 0, maximumPrivilegeLevel: 2 });
    expect(remote.openSession({ requestedMaximumPrivilegeLevel: 4 })).toMatchObject({ maximumPrivilegeLevel: 2 });
    expect(remote.rakp1().status).toBe(RmcpStatus.unauthorizedRole);
    expect(remote.rakp1({ role: 0x12 }).status).toBe(0);
    expect(() => new HandConsole(bmc, { suite: 17 }).connect()).not.toThrow();
  });

  it("limits the session, whatever role a fault lets pass", () => {
    const bmc = limited(PrivilegeLevel.user, PrivilegeLevel.administrator);
    bmc.faults.acceptAnyRole = true;
    const remote = new HandConsole(bmc, { suite: 3 }).connect();
    expect(remote.raw(0x06, 0x3b, 4).completionCode).toBe(0x81);
    expect(remote.raw(0x06, 0x3b, 2).completionCode).toBe(0);
  });

  it("of 0 is that of a suite which is not used, and not told of", () => {
    const bmc = limited(0, PrivilegeLevel.administrator);
    expect(new HandConsole(bmc, { suite: 3 }).openSession().status).toBe(RmcpStatus.invalidAuthenticationAlgorithm);
    const remote = new HandConsole(bmc).connect();
    const request = { channelNumber: 1, payloadType: 0, listByCipherSuite: true, listIndex: 0 };
    expect([...remote.call(getChannelCipherSuites, request).chunk]).toStrictEqual([0xc0, 17, 3, 0x44, 0x81]);
  });

  it("is set as LAN parameter 24, for the suites of parameter 23, and holds for the sessions to come", () => {
    const admin = new Administrator({ cipherSuites: [17, 3] });
    const value = [4, 3, ...new Array<number>(14).fill(0)];
    const parameter = { parameter: "cipherSuitePrivilegeLevels", value } as const;
    admin.ask(setLanConfigurationParameters, { channelNumber: 1, parameterSelector: 24, parameter });
    const remote = new HandConsole(admin.bmc, { suite: 3, peer: "another", sessionId: 7 });
    expect(remote.openSession()).toMatchObject({ maximumPrivilegeLevel: 3 });
    expect(remote.rakp1({ role: 0x14 }).status).toBe(RmcpStatus.unauthorizedRole);
    admin.device.lan.parameters.cipherSuiteEntries = [17];
    expect(remote.openSession()).toMatchObject({ maximumPrivilegeLevel: 4 });
  });
});

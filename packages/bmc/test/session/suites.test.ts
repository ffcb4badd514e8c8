import { IpmiEngine } from "@ruipmi/core";
import { cipherSuites, getDeviceId, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { ascii, createBmc, drain, seededBytes, users } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

describe.each(cipherSuites)("cipher suite $id", ({ id }) => {
  it("opens a session with a console made of core's parts, with and without Kg", () => {
    for (const kg of [undefined, ascii("\0a Kg of 20 bytes...")]) {
      const bmc = createBmc(kg === undefined ? {} : { kg });
      const remote = new HandConsole(bmc, { suite: id, ...(kg === undefined ? {} : { kg }) }).connect();
      for (let round = 0; round < 20; round++)
        expect(remote.call(getDeviceId, undefined)).toMatchObject({ deviceId: 0x20, firmwareRevision: "1.05" });
      expect(remote.call(setSessionPrivilegeLevel, { privilegeLevel: 4 })).toStrictEqual({ privilegeLevel: 4 });
      expect(bmc.sessions).toMatchObject([{ phase: "open", cipherSuiteId: id, privilegeLevel: 4, peer: "console" }]);
    }
  });

  it("opens a session with core's engine, answers it and closes", () => {
    const bmc = createBmc();
    const engine = new IpmiEngine({
      username: users.admin.name,
      password: users.admin.password,
      cipherSuites: [id],
      dangerouslyAllowUnprotectedCipherSuites: true,
      randomBytes: seededBytes(7),
    });
    const events: string[] = [];
    const pump = (): void => {
      for (let busy = true; busy; ) {
        busy = false;
        for (let output = engine.pollOutput(); output.type !== "timeout"; output = engine.pollOutput()) {
          busy = true;
          if (output.type === "event") events.push(output.event.type);
          else bmc.handleInput({ type: "datagram", now: 0, datagram: output.datagram, from: "engine" });
        }
        for (const { datagram } of drain(bmc).datagrams) engine.handleInput({ type: "datagram", now: 0, datagram });
      }
    };
    engine.handleInput({ type: "openSession", now: 0 });
    pump();
    const request = { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) } as const;
    engine.handleInput({ type: "request", now: 0, requestId: "id", request });
    pump();
    engine.handleInput({ type: "closeSession", now: 0 });
    pump();
    expect(events.filter((type) => type !== "phaseChanged")).toStrictEqual([
      "sessionOpened",
      "response",
      "sessionClosed",
    ]);
    expect(bmc.snapshot()).toMatchObject({ openSessions: 0, halfOpenSessions: 0, drops: {} });
  });
});

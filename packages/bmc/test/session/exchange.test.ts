import { PowerControl } from "@ruipmi/commands";
import { closeSession, encodeToBytes, getDeviceId, PayloadType, setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { createBmc, feed, users } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

function connect(suite: 1 | 3 | 4 | 17 = 17): HandConsole {
  return new HandConsole(createBmc(), { suite }).connect();
}

describe("a command of a group", () => {
  it("is told of with the group, which its number alone does not say", () => {
    const remote = connect(3);
    remote.raw(0x2c, 0x02, 0xdc, 1, 0, 0);
    expect(remote.last.events).toMatchObject([{ type: "commandAnswered", netFn: 0x2c, cmd: 2, groupExtension: 0xdc }]);
    remote.raw(0x06, 0x01);
    expect(remote.last.events[0]).not.toHaveProperty("groupExtension");
  });
});

describe("a repeated request", () => {
  it.each([1, 3, 4, 17] as const)("is answered from memory and executed once, suite %i", (suite) => {
    const remote = connect(suite);
    remote.call(setSessionPrivilegeLevel, { privilegeLevel: 4 });
    const message = remote.lanRequest(0, 2, Uint8Array.of(PowerControl.hardReset));
    const first = remote.exchange(message);
    remote.now = 4999;
    for (let round = 0; round < 5; round++) expect(remote.exchange(message, true)).toStrictEqual(first);
    expect(remote.bmc.device.chassis.controlCounts.hardReset).toBe(1);
    expect(remote.bmc.snapshot()).toMatchObject({ executed: 2, repeated: 5 });
    expect(remote.last.events).toMatchObject([{ type: "commandAnswered", cmd: 2, completionCode: 0, repeated: true }]);
    remote.now = 14_998;
    remote.exchange(message);
    expect(remote.bmc.device.chassis.controlCounts.hardReset).toBe(1);
    remote.now = 24_998; // ten seconds after the last repetition
    remote.exchange(message);
    expect(remote.bmc.device.chassis.controlCounts.hardReset).toBe(2);
  });

  it("is one of the same rqSeq and body: any other is executed", () => {
    const remote = connect();
    remote.call(setSessionPrivilegeLevel, { privilegeLevel: 4 });
    remote.exchange(remote.lanRequest(0, 2, Uint8Array.of(PowerControl.hardReset), 9));
    remote.exchange(remote.lanRequest(0, 2, Uint8Array.of(PowerControl.hardReset), 10));
    remote.exchange(remote.lanRequest(0, 2, Uint8Array.of(PowerControl.diagnosticInterrupt), 9));
    expect(remote.bmc.device.chassis.controlCounts).toMatchObject({ hardReset: 2, diagnosticInterrupt: 1 });
  });

  it("is a new one when its rqSeq has come round, and the memory is bounded", () => {
    const remote = connect();
    remote.call(setSessionPrivilegeLevel, { privilegeLevel: 4 });
    for (let count = 0; count < 640; count++) {
      remote.exchange(remote.lanRequest(0, 2, Uint8Array.of(PowerControl.hardReset), count % 64));
    }
    expect(remote.bmc.device.chassis.controlCounts.hardReset).toBe(640);
    expect(remote.bmc.snapshot().remembered).toBe(32);
  });

  it("that is turned away is looked at again", () => {
    const remote = connect();
    const message = remote.lanRequest(0, 2, Uint8Array.of(PowerControl.hardReset));
    expect(remote.exchange(message)).toMatchObject([{ completionCode: 0xd4 }]);
    remote.call(setSessionPrivilegeLevel, { privilegeLevel: 4 });
    expect(remote.exchange(message)).toMatchObject([{ completionCode: 0 }]);
  });
});

describe("what does not pass the checks", () => {
  it("is dropped, counted by reason, and changes nothing", () => {
    const remote = connect();
    const message = remote.lanRequest(6, 1);
    const good = remote.sealer!.seal(PayloadType.ipmiMessage, message);
    const plain = new HandConsole(createBmc(), { suite: 1 }).connect();
    const flipped = good.slice();
    flipped[flipped.length - 1]! ^= 1;
    const elsewhere = good.slice();
    elsewhere[6]! ^= 1;
    const unprotected = plain.sealer!.seal(PayloadType.ipmiMessage, message);
    unprotected.set(good.subarray(6, 10), 6);
    for (const [datagram, reason] of [
      [flipped, "authCode"],
      [elsewhere, "wrongSessionId"],
      [unprotected, "payloadBits"],
      [good.subarray(0, 20), "malformed"],
      [Uint8Array.of(1, 2, 3), "malformed"],
      [new Uint8Array(5000), "oversized"],
    ] as const) {
      expect(remote.send(datagram), reason).toStrictEqual([]);
      expect(remote.last.events).toStrictEqual([{ type: "datagramDropped", reason, count: 1 }]);
    }
    expect(remote.open(remote.send(good))).toMatchObject([{ completionCode: 0, data: { length: 15 } }]);
    expect(remote.send(good)).toStrictEqual([]);
    expect(remote.bmc.snapshot().drops).toMatchObject({ replayed: 1, authCode: 1 });
  });

  it("takes LAN messages with a wrong checksum or for another address for what they are", () => {
    const remote = connect();
    const message = remote.lanRequest(6, 1);
    message[message.length - 1]! ^= 1;
    expect(remote.exchange(message)).toStrictEqual([]);
    const astray = remote.lanRequest(6, 1);
    astray[0] = 0x22;
    astray[2] = astray[2]! - 2;
    expect(remote.exchange(astray)).toStrictEqual([]);
    expect(remote.bmc.snapshot().drops).toStrictEqual({ checksum: 1, unexpected: 1 });
  });

  it("is one event with a count while nobody drains", () => {
    const bmc = createBmc();
    for (let count = 0; count < 1000; count++)
      bmc.handleInput({ type: "datagram", now: 0, datagram: Uint8Array.of(1), from: "x" });
    expect(feed(bmc, { type: "timeout", now: 0 }).events).toStrictEqual([
      { type: "datagramDropped", reason: "malformed", count: 1000 },
    ]);
  });
});

describe("a session", () => {
  it("answers an unknown command C1h, a wrong length C7h, a wrong LUN C2h", () => {
    const remote = connect();
    expect(remote.raw(0x0a, 0x70)).toMatchObject({ completionCode: 0xc1, netFn: 0x0b, cmd: 0x70 });
    expect(remote.raw(6, 1, 1, 2, 3)).toMatchObject({ completionCode: 0xc7 });
    expect(remote.raw(6, 0x38, 0x8e)).toMatchObject({ completionCode: 0xc7 });
    const message = remote.lanRequest(6, 1);
    message[1] = message[1]! | 2;
    message[2] = message[2]! - 2;
    expect(remote.exchange(message)).toMatchObject([{ completionCode: 0xc2, rsLun: 2 }]);
  });

  it("is silent after Close Session, which is answered in it", () => {
    const remote = connect();
    remote.call(closeSession, { sessionId: remote.managedSystemSessionId });
    expect(remote.last.events).toMatchObject([
      { type: "commandAnswered" },
      { type: "sessionClosed", reason: "closed" },
    ]);
    expect(remote.exchange(remote.lanRequest(6, 1))).toStrictEqual([]);
    expect(remote.bmc.snapshot()).toMatchObject({ openSessions: 0, drops: { wrongSessionId: 1 } });
  });

  it("ends idle after its time since the last message that counted", () => {
    const remote = connect();
    remote.now = 30_000;
    remote.call(getDeviceId, undefined);
    expect(remote.last.at).toBe(90_000);
    remote.now = 89_999;
    remote.send(Uint8Array.of(6, 0, 255, 7, 6, 0xc0));
    expect(feed(remote.bmc, { type: "timeout", now: 90_000 })).toMatchObject({
      events: [{ type: "sessionClosed", reason: "idle" }],
      at: undefined,
    });
  });

  it("ends idle by its own silence, whichever was opened first", () => {
    const bmc = createBmc();
    const [first, second] = ["first", "second"].map((peer) => new HandConsole(bmc, { peer }).connect());
    first!.now = 50_000;
    first!.call(getDeviceId, undefined);
    const { events, at } = feed(bmc, { type: "timeout", now: 60_000 });
    expect(events).toStrictEqual([
      { type: "sessionClosed", sessionId: second!.managedSystemSessionId, reason: "idle" },
    ]);
    expect(at).toBe(110_000);
  });

  it("answers to where the last good packet came from", () => {
    const bmc = createBmc();
    const remote = new HandConsole(bmc, { peer: "here" }).connect();
    const datagram = remote.sealer!.seal(PayloadType.ipmiMessage, remote.lanRequest(6, 1));
    expect(feed(bmc, { type: "datagram", now: 0, datagram, from: "there" }).datagrams).toMatchObject([{ to: "there" }]);
    expect(bmc.sessions).toMatchObject([{ peer: "there" }]);
  });

  it("lives beside others: closing one leaves the rest", () => {
    const bmc = createBmc();
    const remotes = [users.admin, users.operator, users.user].map((user, index) =>
      new HandConsole(bmc, { user, role: 0x10 | user.privilegeLimit, peer: `p${index}`, suite: 3 }).connect(),
    );
    remotes[1]!.call(closeSession, { sessionId: remotes[1]!.managedSystemSessionId });
    expect(remotes[0]!.call(getDeviceId, undefined).deviceId).toBe(0x20);
    expect(remotes[2]!.call(getDeviceId, undefined).deviceId).toBe(0x20);
    expect(remotes[0]!.raw(6, 0x3c, ...encodeToBytes(closeSession.request, { sessionId: 0x12345678 }))).toMatchObject({
      completionCode: 0x87,
    });
  });
});

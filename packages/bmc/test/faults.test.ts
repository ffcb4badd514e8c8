import {
  type Command,
  decodeLanResponse,
  emptyBody,
  equalConstantTime,
  getDeviceId,
  keyDialect,
  openOutsideSession,
  PayloadType,
  sealOutsideSession,
} from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { ascii, createBmc, feed, users } from "./support/bmc-fixture.ts";
import { HandConsole, rmcpPlus } from "./support/hand-console.ts";

describe("a fault", () => {
  it("spoils the code of RAKP Message 2, or of RAKP Message 4", () => {
    for (const suite of [1, 7, 17] as const) {
      const second = createBmc({ faults: { wrongRakpMessage2Code: true } });
      expect(() => new HandConsole(second, { suite }).connect()).toThrow("RAKP Message 2: code");
      const fourth = createBmc({ faults: { wrongRakpMessage4Code: true } });
      expect(() => new HandConsole(fourth, { suite }).connect()).toThrow("RAKP Message 4: code");
    }
  });

  it("makes answers late, in order, and held back within bounds", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.faults.lateAnswers = 300;
    expect(remote.exchange(remote.lanRequest(6, 1))).toStrictEqual([]);
    expect(remote.last.at).toBe(300);
    remote.now = 100;
    remote.exchange(remote.lanRequest(6, 0x77));
    expect(feed(remote.bmc, { type: "timeout", now: 299 })).toMatchObject({ datagrams: [], at: 300 });
    const { datagrams, at } = feed(remote.bmc, { type: "timeout", now: 400 });
    expect(remote.open(datagrams.map(({ datagram }) => datagram))).toMatchObject([{ cmd: 1 }, { cmd: 0x77 }]);
    expect(at).toBe(60_100);
    for (let count = 0; count < 2000; count++) remote.exchange(remote.lanRequest(6, 1));
    expect(remote.bmc.snapshot().heldBack).toBe(1024);
  });

  it("makes it deaf, and hearing again", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.faults.silent = true;
    expect(remote.exchange(remote.lanRequest(6, 1))).toStrictEqual([]);
    remote.bmc.faults.silent = false;
    expect(remote.exchange(remote.lanRequest(6, 1))).toHaveLength(1);
  });

  it("makes it forget a session", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.faults.dropSession = true;
    expect(remote.exchange(remote.lanRequest(6, 1))).toStrictEqual([]);
    expect(remote.last.events).toMatchObject([{ type: "sessionClosed", reason: "dropped" }]);
    remote.bmc.faults.dropSession = false;
    expect(remote.exchange(remote.lanRequest(6, 1))).toStrictEqual([]);
  });

  it("makes it busy, but for what a session is made of", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.faults.busy = true;
    const message = remote.lanRequest(6, 1);
    expect(remote.exchange(message)).toMatchObject([{ completionCode: 0xc0 }]);
    expect(remote.raw(6, 0x3b, 4).completionCode).toBe(0);
    remote.bmc.faults.busy = false;
    expect(remote.exchange(message)).toMatchObject([{ completionCode: 0 }]);
  });
});

describe("a fault of a real machine", () => {
  it("answers C3h, but for what a session is made of", () => {
    const remote = new HandConsole(createBmc()).connect();
    remote.bmc.faults.commandTimeout = true;
    const message = remote.lanRequest(6, 1);
    expect(remote.exchange(message)).toMatchObject([{ completionCode: 0xc3 }]);
    expect(remote.raw(6, 0x3b, 4).completionCode).toBe(0);
    remote.bmc.faults.commandTimeout = false;
    expect(remote.exchange(message)).toMatchObject([{ completionCode: 0 }]);
  });

  it.each([0, 1, 2, 3, 4, 5, 17] as const)("leaves out every other sequence number, suite %i", (suite) => {
    const bmc = createBmc({ faults: { jumpingSequenceNumbers: true } });
    const remote = new HandConsole(bmc, { suite }).connect();
    const numbers = Array.from({ length: 40 }, () => {
      expect(remote.raw(6, 1).completionCode).toBe(0);
      return rmcpPlus(remote.last.datagrams[0]!.datagram).sessionSequenceNumber;
    });
    expect(numbers.slice(0, 4)).toStrictEqual([1, 3, 5, 7]);
    bmc.faults.jumpingSequenceNumbers = false;
    remote.raw(6, 1);
    remote.raw(6, 1);
    expect(rmcpPlus(remote.last.datagrams[0]!.datagram).sessionSequenceNumber).toBe(82);
  });

  it("has slots taken by sessions that nobody closes", () => {
    const bmc = createBmc({ maxSessions: 4, faults: { leakedSlots: 3 } });
    new HandConsole(bmc, { peer: "first" }).connect();
    const second = new HandConsole(bmc, { peer: "second" });
    expect(second.openSession().status).toBe(0x01);
    expect(bmc.sessions).toHaveLength(1);
    bmc.faults.leakedSlots = 2;
    second.connect();
  });

  it("runs out of slots without it too, and has them again when sessions idle out", () => {
    const bmc = createBmc({ maxSessions: 2, sessionIdleTimeout: 1000 });
    for (const peer of ["one", "two"]) new HandConsole(bmc, { peer }).connect();
    const third = new HandConsole(bmc, { peer: "three" });
    expect(third.openSession().status).toBe(0x01);
    third.now = 1000;
    third.connect();
    expect(bmc.sessions).toMatchObject([{ peer: "three", handle: 1 }]);
  });
});

describe("a dialect", () => {
  it("opensesspriv hashes with the level of Open Session and echoes 0", () => {
    const faults = { opensesspriv: true };
    const zero = new HandConsole(createBmc({ faults }));
    expect(zero.openSession()).toMatchObject({ maximumPrivilegeLevel: 0 });
    expect(() => new HandConsole(createBmc({ faults })).connect()).toThrow("RAKP Message 2: code");
    const real = new HandConsole(createBmc({ faults }), { requestedPrivilegeLevel: 4 }).connect();
    expect(real.call(getDeviceId, undefined).deviceId).toBe(0x20);
  });

  it.each(["openipmiMd5", "intel20"] as const)("%s is core's of that name", (name) => {
    for (const suite of [3, 7, 8, 12] as const) {
      const long = { ...users.admin, password: ascii("0123456789abcdefghij") };
      const bmc = createBmc({ users: [long], faults: { [name]: true } });
      const dialect = keyDialect([name]);
      expect(new HandConsole(bmc, { suite, user: long, dialect }).connect().call(getDeviceId, undefined).deviceId).toBe(
        0x20,
      );
    }
    expect(() => {
      const remote = new HandConsole(createBmc({ faults: { [name]: true } }), { suite: 8 }).connect();
      if (remote.exchange(remote.lanRequest(6, 1)).length === 0) throw new Error("silence");
    }).toThrow();
  });

  it("intel20 takes a user name padded to 16", () => {
    const bmc = createBmc({ faults: { intel20: true } });
    const remote = new HandConsole(bmc, { dialect: keyDialect(["intel20"]) });
    remote.openSession();
    const padded = new Uint8Array(16);
    padded.set(users.admin.name);
    const answer = remote.rakp1({ username: padded });
    expect(answer).toMatchObject({ status: 0, keyExchangeAuthenticationCode: remote.keys!.rakpMessage2Code() });
  });

  it("supermicro20 sends a code one byte too long", () => {
    const remote = new HandConsole(createBmc({ faults: { supermicro20: true } }), { suite: 3 });
    remote.openSession();
    const answer = remote.rakp1();
    if (answer.status !== 0) throw new Error("refused");
    expect(answer.keyExchangeAuthenticationCode).toHaveLength(21);
    expect(
      equalConstantTime(answer.keyExchangeAuthenticationCode.subarray(0, 20), remote.keys!.rakpMessage2Code()),
    ).toBe(true);
  });

  it("integritycheckvalue carries one with RAKP-none, and with nothing else another", () => {
    const bmc = createBmc({ faults: { integritycheckvalue: true } });
    const remote = new HandConsole(bmc, { suite: 0 });
    remote.openSession();
    remote.rakp1();
    expect(remote.rakp3()).toMatchObject({ status: 0, integrityCheckValue: { length: 12 } });
    new HandConsole(bmc, { suite: 3, peer: "other" }).connect();
  });

  it("nochecksumcheck sends wrong LAN checksums", () => {
    const remote = new HandConsole(createBmc({ faults: { nochecksumcheck: true } })).connect();
    expect(() => remote.exchange(remote.lanRequest(6, 1))).toThrow("checksum2");
    const outside = sealOutsideSession(PayloadType.ipmiMessage, remote.lanRequest(6, 0x38, Uint8Array.of(0x8e, 4)));
    const [answer] = remote.send(outside);
    expect(decodeLanResponse(openOutsideSession(rmcpPlus(answer!))!).completionCode).toBe(0);
  });

  it("aesPadOf16 pads what is aligned with 16 bytes, and all else as ever", () => {
    const body: Command<void, number> = {
      name: "Filler",
      netFn: 0x30,
      cmd: 1,
      section: "none: of this test",
      request: emptyBody,
      response: { encode: (length, writer) => writer.fill(0xee, length), decode: (reader) => reader.rest().length },
    };
    const remote = new HandConsole(createBmc(), { suite: 3 }).connect();
    let length = 0;
    remote.bmc.handle(body, () => length);
    for (let round = 0; round < 128; round++) {
      length = round >>> 1;
      remote.bmc.faults.aesPadOf16 = (round & 1) === 1;
      const [datagram] = remote.send(remote.sealer!.seal(PayloadType.ipmiMessage, remote.lanRequest(0x30, 1)));
      const packet = rmcpPlus(datagram!);
      const plain = length + 8;
      const aligned = (plain + 1) % 16 === 0 && remote.bmc.faults.aesPadOf16;
      expect(packet.payloadEnd - packet.payloadStart).toBe(16 + 16 * Math.ceil((plain + 1) / 16) + (aligned ? 16 : 0));
      expect(remote.open([datagram!])).toMatchObject([{ completionCode: 0, data: { length } }]);
    }
  });

  it("zeroTagErrors refuses RAKP with tag 0 and session ID 0, zero-filled", () => {
    const remote = new HandConsole(createBmc({ faults: { zeroTagErrors: true } }), {
      user: { ...users.admin, name: ascii("x") },
    });
    remote.openSession();
    expect(remote.rakp1()).toStrictEqual({ status: 0x0d, messageTag: 0, remoteConsoleSessionId: 0 });
    expect(openOutsideSession(rmcpPlus(remote.last.datagrams[0]!.datagram))).toHaveLength(40);
    expect(remote.rakp3()).toStrictEqual({ status: 0x08, messageTag: 0, remoteConsoleSessionId: 0 });
    expect(remote.openSession({ integrityAlgorithm: 9 })).toMatchObject({ status: 5, messageTag: 4 });
  });

  it("shortErrorReplies refuses in two bytes", () => {
    const remote = new HandConsole(createBmc({ faults: { shortErrorReplies: true } }));
    expect(remote.openSession({ integrityAlgorithm: 9 })).toStrictEqual({ status: 5, messageTag: 1 });
    expect(remote.rakp1()).toStrictEqual({ status: 2, messageTag: 2 });
    expect(remote.rakp3()).toStrictEqual({ status: 2, messageTag: 3 });
  });

  it("newRandomPerRakp1 makes an earlier RAKP Message 2 worthless", () => {
    const remote = new HandConsole(createBmc({ faults: { newRandomPerRakp1: true } }));
    remote.openSession();
    remote.rakp1();
    const stale = remote.keys!.rakpMessage3Code();
    remote.rakp1();
    expect(remote.rakp3({ keyExchangeAuthenticationCode: stale })).toMatchObject({ status: 0x0f });
  });

  it("rakp4InSession answers a repeated RAKP Message 3 inside the session", () => {
    const remote = new HandConsole(createBmc({ faults: { rakp4InSession: true } })).connect();
    const message3 = Uint8Array.of(
      9,
      0,
      0,
      0,
      ...new Uint8Array(Uint32Array.of(remote.managedSystemSessionId).buffer),
      ...remote.keys!.rakpMessage3Code(),
    );
    const [datagram] = remote.send(sealOutsideSession(PayloadType.rakpMessage3, message3));
    const packet = rmcpPlus(datagram!);
    expect(packet).toMatchObject({ payloadType: PayloadType.rakpMessage4, encrypted: true, authenticated: true });
    expect(remote.opener!.open(packet)).toMatchObject({ ok: true, payload: { 0: 9, 1: 0 } });
  });

  it("acceptAnyRole leaves the refusal to Set Session Privilege Level", () => {
    const bmc = createBmc({ faults: { acceptAnyRole: true } });
    const remote = new HandConsole(bmc, { user: users.operator, role: 0x14 }).connect();
    expect(remote.raw(6, 0x3b, 4).completionCode).toBe(0x81);
    expect(remote.raw(6, 0x3b, 3).completionCode).toBe(0);
  });
});

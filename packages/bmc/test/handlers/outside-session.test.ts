import {
  type CipherSuiteId,
  decodeFromBytes,
  decodeLanResponse,
  discoverCipherSuites,
  encodeToBytes,
  getChannelAuthenticationCapabilities,
  type LanResponse,
  openOutsideSession,
  PayloadType,
  parsePacket,
  presencePing,
  presencePong,
  sealAsf,
  sealIpmi15OutsideSession,
  sealOutsideSession,
} from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { ascii, createBmc, users } from "../support/bmc-fixture.ts";
import { HandConsole, rmcpPlus } from "../support/hand-console.ts";

type Framing = "ipmi15" | "rmcpPlus";

function ask(remote: HandConsole, framing: Framing, netFn: number, cmd: number, data: Uint8Array): LanResponse {
  const message = remote.lanRequest(netFn, cmd, data);
  if (framing === "rmcpPlus") {
    const [answer] = remote.send(sealOutsideSession(PayloadType.ipmiMessage, message));
    return decodeLanResponse(openOutsideSession(rmcpPlus(answer!))!);
  }
  const [answer] = remote.send(sealIpmi15OutsideSession(message));
  const packet = parsePacket(answer!);
  if (typeof packet === "string" || packet.kind !== "ipmi15") throw new Error("answered in the other framing");
  return decodeLanResponse(packet.payload);
}

describe.each(["ipmi15", "rmcpPlus"] as const)("without a session, in %s framing", (framing) => {
  const { netFn, cmd } = getChannelAuthenticationCapabilities;

  it("tells the channel's authentication capabilities", () => {
    const remote = new HandConsole(createBmc({ kg: ascii("k") }));
    const request = { extendedCapabilities: true, channelNumber: 0x0e, privilegeLevel: 4 };
    const data = encodeToBytes(getChannelAuthenticationCapabilities.request, request);
    const answer = ask(remote, framing, netFn, cmd, data);
    expect(answer).toMatchObject({ completionCode: 0, rqAddr: 0x81, rsAddr: 0x20, rqSeq: 1 });
    expect(decodeFromBytes(getChannelAuthenticationCapabilities.response, answer.data, "GCAC", request)).toMatchObject({
      channelNumber: 1,
      supportsIpmiV20: true,
      supportsIpmiV15: false,
      kgIsSet: true,
      nonNullUsernamesEnabled: true,
      nullUsernamesEnabled: true,
      anonymousLoginEnabled: false,
    });
    expect([...ask(remote, framing, netFn, cmd, Uint8Array.of(0x0e, 4)).data]).toStrictEqual([1, 0, 6, 0, 0, 0, 0, 0]);
  });

  it("says of its users only what is so", () => {
    const named = new HandConsole(createBmc({ users: [users.admin] }));
    expect(ask(named, framing, netFn, cmd, Uint8Array.of(0x8e, 4)).data[2]).toBe(4);
    const anonymous = new HandConsole(createBmc({ users: [{ ...users.nobody, password: ascii("") }] }));
    expect(ask(anonymous, framing, netFn, cmd, Uint8Array.of(0x8e, 4)).data[2]).toBe(1);
  });

  it("refuses another channel, a reserved level, a wrong length, and what needs a session", () => {
    const remote = new HandConsole(createBmc());
    expect(ask(remote, framing, netFn, cmd, Uint8Array.of(0x82, 4)).completionCode).toBe(0xcc);
    expect(ask(remote, framing, netFn, cmd, Uint8Array.of(0x8e, 9)).completionCode).toBe(0xcc);
    expect(ask(remote, framing, netFn, cmd, Uint8Array.of(0x8e)).completionCode).toBe(0xc7);
    expect(ask(remote, framing, 0x06, 0x01, new Uint8Array(0)).completionCode).toBe(0xd4);
    expect(ask(remote, framing, 0x30, 0x01, new Uint8Array(0)).completionCode).toBe(0xd4);
  });

  it("lists the enabled suites in chunks, and the bare algorithms", () => {
    const ids: CipherSuiteId[] = [3, 17, 0, 8, 12];
    const remote = new HandConsole(createBmc({ cipherSuites: ids }));
    const discovery = discoverCipherSuites();
    let step = discovery.next();
    while (!step.done) {
      step = discovery.next(
        step.value.framing === framing
          ? ask(remote, framing, step.value.netFn, step.value.cmd, step.value.data)
          : { failed: true },
      );
    }
    expect(step.value).toMatchObject({ framing, tolerated: [], records: ids.map((id) => ({ id })) });
    expect([...ask(remote, framing, 6, 0x54, Uint8Array.of(0x0e, 0, 0)).data]).toStrictEqual([
      1, 1, 3, 0, 2, 0x41, 0x44, 0x40, 0x42, 0x43, 0x81, 0x80,
    ]);
    expect([...ask(remote, framing, 6, 0x54, Uint8Array.of(0x0e, 0, 0xbf)).data]).toStrictEqual([1]);
    expect(ask(remote, framing, 6, 0x54, Uint8Array.of(0x0e, 0)).completionCode).toBe(0xc7);
    expect(ask(remote, framing, 6, 0x54, Uint8Array.of(0x0e, 5, 0x80)).completionCode).toBe(0xcc);
  });
});

describe("GCAC and GCCS inside a session", () => {
  it("are answered at any privilege level", () => {
    const remote = new HandConsole(createBmc(), { user: users.callback, role: 0x11 }).connect();
    expect(remote.raw(6, 0x38, 0x8e, 4).completionCode).toBe(0);
    expect(remote.raw(6, 0x54, 0x0e, 0, 0x80)).toMatchObject({ completionCode: 0, data: { length: 17 } });
  });
});

describe("presence ping", () => {
  it("is answered with a pong of the same tag", () => {
    const remote = new HandConsole(createBmc());
    const [pong] = remote.send(sealAsf(encodeToBytes(presencePing, { messageTag: 7 })));
    expect(decodeFromBytes(presencePong, pong!.subarray(4), "Pong")).toMatchObject({
      messageTag: 7,
      ipmiSupported: true,
    });
    expect(pong!.length).toBe(28);
  });

  it("is not answered when it wants no answer, or is something else", () => {
    const remote = new HandConsole(createBmc());
    expect(remote.send(sealAsf(encodeToBytes(presencePing, { messageTag: 255 })))).toStrictEqual([]);
    expect(remote.send(sealAsf(new Uint8Array(8)))).toStrictEqual([]);
    expect(remote.bmc.snapshot().drops).toStrictEqual({ unexpected: 1, malformed: 1 });
  });
});

describe("a packet without a session", () => {
  it("is dropped when it says that it is encrypted or authenticated, or has more than its payload", () => {
    const remote = new HandConsole(createBmc());
    const good = sealOutsideSession(PayloadType.ipmiMessage, remote.lanRequest(6, 0x38, Uint8Array.of(0x8e, 4)));
    for (const bits of [0x40, 0x80, 0xc0]) {
      const odd = good.slice();
      odd[5] = bits;
      expect(remote.send(odd)).toStrictEqual([]);
    }
    expect(remote.send(Uint8Array.of(...good, 0))).toStrictEqual([]);
    expect(remote.bmc.snapshot().drops).toStrictEqual({ malformed: 4 });
    expect(remote.send(good)).toHaveLength(1);
  });
});

describe("IPMI v1.5 sessions", () => {
  it("there are none", () => {
    const remote = new HandConsole(createBmc());
    const datagram = sealIpmi15OutsideSession(remote.lanRequest(6, 1));
    datagram[9] = 1;
    expect(remote.send(datagram)).toStrictEqual([]);
    expect(remote.bmc.snapshot().drops).toStrictEqual({ unexpected: 1 });
  });
});

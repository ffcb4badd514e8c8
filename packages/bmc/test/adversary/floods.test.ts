import { encodeToBytes, openSessionRequest, PayloadType, sealOutsideSession } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { withSequenceNumber } from "../../../core/test/support/forgeries.ts";
import { growthOver } from "../../../core/test/support/heap.ts";
import type { BmcEngine } from "../../src/index.ts";
import { steadyBmc } from "../support/attacked-bmc.ts";
import { drain, seededBytes } from "../support/bmc-fixture.ts";
import { HandConsole } from "../support/hand-console.ts";

const million = 1_000_000;
/** What a heap grows by without any reason: far below one byte for each datagram. */
const nothing = 400_000;

function openRequest(index: number): Uint8Array {
  const payload = encodeToBytes(openSessionRequest, {
    messageTag: index & 0xff,
    requestedMaximumPrivilegeLevel: 0,
    remoteConsoleSessionId: 1 + index,
    authenticationAlgorithm: 3,
    integrityAlgorithm: 4,
    confidentialityAlgorithm: 1,
  });
  return sealOutsideSession(PayloadType.openSessionRequest, payload);
}

/** An open session, and another whose handshake has come to RAKP Message 2. */
function busy(): { bmc: BmcEngine; open: HandConsole; halfWay: HandConsole } {
  const bmc = steadyBmc();
  const open = new HandConsole(bmc, { suite: 17 }).connect();
  const halfWay = new HandConsole(bmc, { suite: 17, peer: "second" });
  halfWay.openSession();
  halfWay.rakp1();
  return { bmc, open, halfWay };
}

describe("a flood at the managed system", () => {
  it.each([
    { what: "cheap datagrams", times: million, make: cheapPackets },
    { what: "datagrams that cost an AuthCode each", times: 100_000, make: dearPackets },
  ])("of $times $what leaves its memory, its sessions and the handshakes under way as they are", ({ times, make }) => {
    const { bmc, open, halfWay } = busy();
    const packets = make(open);
    const { sessions } = bmc;
    const growth = growthOver(times, (time) => {
      bmc.handleInput({
        type: "datagram",
        now: 0,
        datagram: packets[time % packets.length]!,
        from: `peer ${time % 7}`,
      });
    });
    expect(growth).toBeLessThan(nothing);
    expect(bmc.sessions).toEqual(sessions);
    const { datagrams, events } = drain(bmc);
    expect(datagrams).toEqual([]);
    expect(events.length).toBeLessThan(12);
    expect(open.raw(6, 1).completionCode).toBe(0);
    expect(halfWay.rakp3()).toMatchObject({ status: 0 });
  });

  it("of Open Session Requests from a thousand addresses leaves those who are there, keeps others out, and is over in a second", () => {
    const { bmc, open, halfWay } = busy();
    for (let index = 0; index < 10_000; index++) {
      bmc.handleInput({ type: "datagram", now: 0, datagram: openRequest(index), from: `peer ${index % 1000}` });
    }
    drain(bmc);
    const kept = new HandConsole(bmc, { suite: 17, peer: "third" });
    expect(kept.openSession().status).toBe(0x01);
    expect(open.raw(6, 1).completionCode).toBe(0);
    expect(halfWay.rakp3()).toMatchObject({ status: 0 });
    expect(bmc.snapshot().halfOpenSessions).toBeLessThanOrEqual(64);
    kept.now = 1001;
    expect(kept.connect().raw(6, 1).completionCode).toBe(0);
  });
});

function cheapPackets(): Uint8Array[] {
  const random = seededBytes(8);
  return Array.from({ length: 100 }, (_, index) =>
    index % 2 === 0 ? random(index) : Uint8Array.of(6, 0, 255, 7, 6, 0xc0, ...random(60)),
  );
}

/** Packets of the open session with numbers that the window lets pass, and a code that is not theirs. */
function dearPackets(open: HandConsole): Uint8Array[] {
  const packet = open.sealer!.seal(PayloadType.ipmiMessage, open.lanRequest(6, 1));
  return [1000, 2000, 3000].map((number) => withSequenceNumber(packet, number));
}

import { deactivatePayload } from "@ruipmi/commands";
import { closeSession, PayloadType } from "@ruipmi/core/wire";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type BmcEngine, createDevice, createSol, type SolState, writeSerial } from "../../src/index.ts";
import { ascii, createBmc, feed } from "../support/bmc-fixture.ts";
import { SolHand, solRequest } from "../support/sol-hand.ts";

let bmc: BmcEngine;
let sol: SolState;
let read: number[];
let remote: SolHand;

beforeEach(() => {
  sol = createSol();
  sol.serial.console = "none";
  read = [];
  sol.serial.onInput = (characters) => read.push(...characters);
  bmc = createBmc({ device: createDevice({ sol }) });
  remote = new SolHand(bmc).activate();
});

function print(text: string): void {
  writeSerial(sol.serial, ascii(text));
}

function dropSession(): void {
  bmc.faults.dropSession = true;
  remote.sol({});
  bmc.faults.dropSession = false;
}

function text(characters: Iterable<number>): string {
  return String.fromCharCode(...characters);
}

describe("characters from the remote console", () => {
  it("are acknowledged with their number and their count, and read once however often they come", () => {
    const packet = { packetSequenceNumber: 1, characters: ascii("abc") };
    for (let time = 0; time < 3; time++) {
      expect(remote.sol(packet)).toMatchObject([
        { packetSequenceNumber: 0, acknowledgedSequenceNumber: 1, acceptedCharacterCount: 3, nack: false },
      ]);
    }
    expect(text(read)).toBe("abc");
    remote.sol({ packetSequenceNumber: 2, characters: ascii("d") });
    // Late: the sender has 2 behind it already.
    expect(remote.sol(packet)).toStrictEqual([]);
    expect(text(read)).toBe("abcd");
    expect(bmc.snapshot().drops.unmatched).toBe(1);
  });

  it("go round from 15 to 1", () => {
    for (let count = 0; count < 40; count++) {
      const packetSequenceNumber = (count % 15) + 1;
      expect(remote.sol({ packetSequenceNumber, characters: Uint8Array.of(count) })).toMatchObject([
        { acknowledgedSequenceNumber: packetSequenceNumber, acceptedCharacterCount: 1 },
      ]);
    }
    expect(read).toStrictEqual(Array.from({ length: 40 }, (_, count) => count));
  });

  it("are accepted as far as there is room, and refused where there is none", () => {
    Object.assign(sol.serial, { inputCapacity: 4, reads: false });
    expect(remote.sol({ packetSequenceNumber: 1, characters: ascii("abcdef") })).toMatchObject([
      { acceptedCharacterCount: 4, nack: false },
    ]);
    const refused = { packetSequenceNumber: 2, characters: ascii("ef") };
    expect(remote.sol(refused)).toMatchObject([
      { acknowledgedSequenceNumber: 2, acceptedCharacterCount: 0, nack: true, transferUnavailable: false },
    ]);
    sol.serial.reads = true;
    expect(remote.sol(refused)).toMatchObject([{ acceptedCharacterCount: 2, nack: false }]);
    expect(text(read)).toBe("abcdef");
  });

  it("are refused while there is no power, which is said when it goes and when it comes", () => {
    bmc.device.chassis.powerIsOn = false;
    expect(remote.wait(0)).toMatchObject([{ packetSequenceNumber: 0, transferUnavailable: true, nack: false }]);
    const packet = { packetSequenceNumber: 1, characters: ascii("x") };
    expect(remote.sol(packet)).toMatchObject([{ nack: true, acceptedCharacterCount: 0, transferUnavailable: true }]);
    bmc.device.chassis.powerIsOn = true;
    expect(remote.wait(0)).toMatchObject([{ transferUnavailable: false }]);
    expect(remote.sol(packet)).toMatchObject([{ nack: false, acceptedCharacterCount: 1 }]);
    expect(text(read)).toBe("x");
  });

  it("may be none: a packet that only asks for an acknowledgement gets one", () => {
    expect(remote.sol({ packetSequenceNumber: 3 })).toMatchObject([
      { acknowledgedSequenceNumber: 3, acceptedCharacterCount: 0, nack: false },
    ]);
    expect(remote.sol({})).toStrictEqual([]);
  });
});

describe("characters from the machine", () => {
  it("wait for more for the accumulate interval", () => {
    print("a");
    expect(remote.wait(0)).toStrictEqual([]);
    expect(feed(bmc, { type: "timeout", now: remote.now }).at).toBe(60);
    remote.wait(59);
    print("b");
    expect(remote.wait(1)).toMatchObject([{ packetSequenceNumber: 1, characters: ascii("ab") }]);
  });

  it("do not wait once there are enough, and fill packets to the size agreed on", () => {
    sol.outboundPayloadSize = 54;
    print("x".repeat(96));
    expect(remote.wait(0)).toMatchObject([{ packetSequenceNumber: 1, characters: ascii("x".repeat(50)) }]);
    expect(remote.sol({ acknowledgedSequenceNumber: 1, acceptedCharacterCount: 50 })).toStrictEqual([]);
    expect(remote.wait(60)).toMatchObject([{ packetSequenceNumber: 2, characters: ascii("x".repeat(46)) }]);
  });

  it("are sent again, the same, until the tries are spent, and then said to be lost", () => {
    Object.assign(sol, { retryCount: 2, retryInterval: 100 });
    print("a");
    remote.wait(0);
    const [first] = remote.wait(60);
    for (let retry = 0; retry < 2; retry++) {
      expect(remote.wait(99)).toStrictEqual([]);
      expect(remote.wait(1)).toStrictEqual([first]);
    }
    expect(remote.wait(100)).toStrictEqual([]);
    print("b");
    remote.wait(0);
    expect(remote.wait(60)).toMatchObject([{ packetSequenceNumber: 2, characters: ascii("b"), transmitOverrun: true }]);
  });

  it("that were not accepted go out again under a new number; a refusal holds them back", () => {
    print("abcdef");
    remote.wait(0);
    remote.wait(60);
    expect(remote.sol({ acknowledgedSequenceNumber: 1, acceptedCharacterCount: 2 })).toMatchObject([
      { packetSequenceNumber: 2, characters: ascii("cdef") },
    ]);
    expect(remote.sol({ acknowledgedSequenceNumber: 2, acceptedCharacterCount: 0, nack: true })).toStrictEqual([]);
    expect(remote.wait(499)).toStrictEqual([]);
    expect(remote.wait(1)).toMatchObject([{ packetSequenceNumber: 3, characters: ascii("cdef") }]);
    expect(remote.sol({ acknowledgedSequenceNumber: 2, acceptedCharacterCount: 4 })).toStrictEqual([]);
    expect(remote.wait(500)).toMatchObject([{ packetSequenceNumber: 3 }]);
  });

  it("carry the acknowledgement of what was typed when they are due", () => {
    print("late");
    remote.wait(0);
    remote.now += 60;
    bmc.device.sol.accumulateInterval = 65;
    remote.now += 5;
    print("r");
    sol.sendThreshold = 1;
    remote.wait(0);
    expect(remote.sol({ acknowledgedSequenceNumber: 1, acceptedCharacterCount: 5 })).toStrictEqual([]);
    sol.serial.onInput = () => print("echo");
    expect(remote.sol({ packetSequenceNumber: 1, characters: ascii("e") })).toMatchObject([
      { packetSequenceNumber: 2, acknowledgedSequenceNumber: 1, acceptedCharacterCount: 1, characters: ascii("echo") },
    ]);
  });

  it("pause while the remote console wants it", () => {
    print("a");
    remote.sol({ ctsPause: true });
    expect(remote.wait(1000)).toStrictEqual([]);
    expect(remote.sol({})).toMatchObject([{ characters: ascii("a") }]);
  });

  it("are the newest of too many, and that some were lost is said once", () => {
    sol.serial.outputCapacity = 10;
    expect(writeSerial(sol.serial, ascii("0123456789abc"))).toBe(3);
    remote.wait(0);
    expect(remote.wait(60)).toMatchObject([{ characters: ascii("3456789abc"), transmitOverrun: true }]);
    expect(remote.sol({ packetSequenceNumber: 1 })).toMatchObject([{ transmitOverrun: false }]);
  });
});

describe("what a packet asks for besides", () => {
  it("flushes and breaks, once for each packet", () => {
    let breaks = 0;
    sol.serial.onBreak = () => {
      breaks += 1;
    };
    sol.serial.reads = false;
    remote.sol({ packetSequenceNumber: 1, characters: ascii("abc") });
    print("xyz");
    remote.sol({ flushInbound: true, flushOutbound: true });
    expect(sol.serial).toMatchObject({ input: new Uint8Array(0), output: new Uint8Array(0) });
    remote.sol({ packetSequenceNumber: 2, generateBreak: true });
    remote.sol({ packetSequenceNumber: 2, generateBreak: true });
    expect(breaks).toBe(1);
    sol.serial.breakDetected = true;
    expect(remote.sol({ packetSequenceNumber: 3 })).toMatchObject([{ breakDetected: true }]);
    expect(remote.sol({ packetSequenceNumber: 4 })).toMatchObject([{ breakDetected: false }]);
  });
});

describe("the end of SOL", () => {
  it("is told to whose it was, when another ends it, and again when it goes on typing", () => {
    const other = new SolHand(bmc, { peer: "other", sessionId: 77 });
    other.send(other.sealer!.seal(PayloadType.ipmiMessage, other.lanRequest(6, 0x49, Uint8Array.of(1, 1, 0, 0, 0, 0))));
    const told = other.last.datagrams.filter(({ to }) => to === "console").map(({ datagram }) => datagram);
    expect(remote.solPackets(told)).toMatchObject([{ deactivated: true }]);
    expect(remote.sol({ packetSequenceNumber: 1, characters: ascii("x") })).toMatchObject([{ deactivated: true }]);
    expect(remote.sol({ acknowledgedSequenceNumber: 1 })).toStrictEqual([]);
    other.activate();
    expect(read).toStrictEqual([]);
  });

  it("is not told to who ended it", () => {
    remote.call(deactivatePayload, { payloadType: 1, payloadInstance: 1, auxiliaryData: new Uint8Array(4) });
    expect(remote.last.datagrams).toHaveLength(1);
    expect(remote.last.events).toContainEqual({ type: "solDeactivated", sessionId: remote.managedSystemSessionId });
    remote.activate();
  });

  it("comes with the session's", () => {
    remote.call(closeSession, { sessionId: remote.managedSystemSessionId });
    print("nobody listens");
    expect(feed(bmc, { type: "timeout", now: 1000 })).toMatchObject({ datagrams: [], at: undefined });
    new SolHand(bmc, { peer: "next" }).activate();
  });

  it.each([
    ["Close Session", () => remote.call(closeSession, { sessionId: remote.managedSystemSessionId })],
    ["being dropped", () => dropSession()],
  ])("with a session that ends by %s leaves what nobody acknowledged to the next remote console", (_, end) => {
    print("lost on its way");
    remote.wait(0);
    expect(remote.wait(60)).toMatchObject([{ characters: ascii("lost on its way") }]);
    end();
    print(", and more");
    const next = new SolHand(bmc, { peer: "next", sessionId: 77 }).activate();
    next.wait(1000);
    expect(next.wait(1000)).toMatchObject([{ characters: ascii("lost on its way, and more") }]);
  });

  it("comes when it is switched off", () => {
    sol.enabled = false;
    expect(remote.wait(0)).toMatchObject([{ deactivated: true }]);
    expect(remote.raw(6, 0x48, 1, 1, ...solRequest.auxiliaryData).completionCode).toBe(0x81);
  });
});

describe("hostile and broken parts", () => {
  it("drops what is no SOL packet, and survives any payload", () => {
    expect(remote.solBytes(new Uint8Array(3))).toStrictEqual([]);
    expect(remote.solBytes(new Uint8Array(4 + 256))).toStrictEqual([]);
    expect(bmc.snapshot().drops.malformed).toBe(2);
    sol.serial.console = "echo";
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300, size: "max" }), { maxLength: 30 }), (payloads) => {
        for (const payload of payloads) {
          remote.now += 7;
          remote.solBytes(payload);
        }
        expect(sol.serial.output.length).toBeLessThanOrEqual(sol.serial.outputCapacity);
        expect(sol.serial.input.length).toBeLessThanOrEqual(sol.serial.inputCapacity);
      }),
    );
  });

  it("does not end by who plays the machine", () => {
    const error = new Error("the player failed");
    sol.serial.onInput = () => {
      throw error;
    };
    expect(remote.sol({ packetSequenceNumber: 1, characters: ascii("x") })).toMatchObject([
      { acceptedCharacterCount: 1 },
    ]);
    expect(remote.last.events).toContainEqual({ type: "handlerFailed", netFn: 6, cmd: 0x48, error });
  });

  it("always has a later deadline after a timeout", () => {
    print("x".repeat(500));
    for (let turn = 0; turn < 200; turn++) {
      const { at } = feed(bmc, { type: "timeout", now: remote.now });
      if (at === undefined) break;
      expect(at).toBeGreaterThan(remote.now);
      remote.now = at;
    }
  });
});

describe("the echo", () => {
  it("greets nobody while power is off, and who waits when it comes on", () => {
    bmc = createBmc({ device: createDevice({ sol: createSol() }) });
    bmc.device.chassis.powerIsOn = false;
    remote = new SolHand(bmc).activate();
    const greeting = (): string => {
      const packets = [...remote.wait(1000), ...remote.wait(1000)];
      return packets.map(({ characters }) => text(characters)).join("");
    };
    expect(greeting()).toBe("");
    expect(bmc.device.sol.serial.output).toHaveLength(0);
    bmc.device.chassis.powerIsOn = true;
    expect(greeting()).toContain("server login: ");
  });

  it("greets, types back, and begins a new line after a return", () => {
    sol.serial.console = "echo";
    remote.call(deactivatePayload, { payloadType: 1, payloadInstance: 1, auxiliaryData: new Uint8Array(4) });
    remote.activate();
    remote.wait(0);
    expect(text(remote.wait(60)[0]!.characters)).toBe(`${sol.serial.banner}${sol.serial.prompt}`);
    remote.sol({ acknowledgedSequenceNumber: 1, acceptedCharacterCount: 255 });
    remote.sol({ packetSequenceNumber: 1, characters: ascii("root\x7ft\r") });
    expect(text(remote.wait(60)[0]!.characters)).toBe(`root\b \bt\r\n${sol.serial.prompt}`);
  });
});

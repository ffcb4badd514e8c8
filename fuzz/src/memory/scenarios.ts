import { type CapturedDatagram, SessionFollower } from "@ruipmi/capture";
import { drain } from "../../../packages/bmc/test/support/bmc-fixture.ts";
import type { EngineHarness } from "../../../packages/core/test/support/engine-harness.ts";
import { createFuzzBmc, openHandSession } from "../corpus/hand-session.ts";
import { bmcDatagrams } from "../targets/bmc-datagrams.ts";
import { bmcSession } from "../targets/bmc-session.ts";
import { captureSessions } from "../targets/capture-sessions.ts";
import { engineDatagrams } from "../targets/engine-datagrams.ts";
import { phases } from "../targets/engine-phases.ts";
import { engineSession } from "../targets/engine-session.ts";
import { fuzzHarness } from "../targets/fuzz-harness.ts";
import { puttingRight, readPiece } from "../targets/sealed-piece.ts";
import { changedPackets } from "./packets.ts";
import type { MemoryScenario } from "./scenario.ts";

/** Each engine in each phase, without keys and with them, and the follower of captures. */
export const scenarios: readonly MemoryScenario[] = [
  ...Object.keys(phases).map(enginePhase),
  neverDrained(),
  engineWithKeys(),
  bmcOutside(),
  bmcWithKeys(),
  followerOfAnything(),
  followerWithKeys(),
];

/** Time stands and no packet is one that ends the phase, so that it lasts; outputs are thrown away as they come. */
function enginePhase(phase: string): MemoryScenario {
  return {
    name: `IpmiEngine, ${phase}`,
    share: 1,
    prepare() {
      const harness = inPhase(phase);
      const packets = changedPackets(engineDatagrams, phase).filter((packet) => staysInPhase(phase, packet));
      return (number) => give(harness, packets[number % packets.length]!);
    },
  };
}

function inPhase(phase: string): EngineHarness {
  const harness = fuzzHarness(17);
  phases[phase]!(harness);
  return harness;
}

function staysInPhase(phase: string, packet: Uint8Array): boolean {
  const harness = inPhase(phase);
  const before = harness.phase;
  return harness.receive(packet).phase === before;
}

/** Nobody takes what an open session gives. */
function neverDrained(): MemoryScenario {
  return {
    name: "IpmiEngine, open, never drained",
    share: 1,
    prepare() {
      const harness = inPhase("open");
      const packets = changedPackets(engineDatagrams, "open");
      return (number) => {
        harness.engine.handleInput({ type: "datagram", now: 0, datagram: packets[number % packets.length]! });
      };
    },
  };
}

function engineWithKeys(): MemoryScenario {
  return {
    name: "IpmiEngine, open, with its keys",
    share: 0.2,
    prepare() {
      const harness = fuzzHarness(3);
      harness.open();
      const packets = changedPackets(engineSession, "suite").map(readPiece);
      return (number) => {
        const { payloadType, payload } = packets[number % packets.length]!;
        give(harness, harness.system.seal(payloadType, payload));
      };
    },
  };
}

function give({ engine }: EngineHarness, datagram: Uint8Array): void {
  engine.handleInput({ type: "datagram", now: 0, datagram });
  while (engine.pollOutput().type !== "timeout");
}

function bmcOutside(): MemoryScenario {
  return {
    name: "BmcEngine, outside a session and in the handshake",
    share: 0.5,
    prepare() {
      const bmc = createFuzzBmc();
      const packets = changedPackets(bmcDatagrams, "");
      return (number) => {
        const datagram = packets[number % packets.length]!;
        bmc.handleInput({ type: "datagram", now: number, datagram, from: `peer ${number % 1000}` });
        drain(bmc);
      };
    },
  };
}

/** Suites change nothing here but what a packet costs. A session that was closed is opened again. */
function bmcWithKeys(): MemoryScenario {
  return {
    name: "BmcEngine, an administrator's session",
    share: 0.1,
    tables: 1_500_000,
    prepare() {
      const packets = changedPackets(bmcSession, "suite").map(readPiece);
      let session = openHandSession(0);
      return (number) => {
        const { payloadType, payload } = packets[number % packets.length]!;
        const { console, bmc } = session;
        console.now += 1;
        console.send(console.sealer!.seal(payloadType, payload));
        if (bmc.sessions.length === 0) session = openHandSession(0);
      };
    },
  };
}

function followerOfAnything(): MemoryScenario {
  return {
    name: "SessionFollower, without keys",
    share: 0.5,
    tables: 1_500_000,
    prepare() {
      const follower = new SessionFollower();
      const packets = [...changedPackets(bmcDatagrams, ""), ...changedPackets(engineDatagrams, "")];
      return (number) => take(follower, number, packets[number % packets.length]!);
    },
  };
}

function followerWithKeys(): MemoryScenario {
  return {
    name: "SessionFollower, with a session's keys",
    share: 0.5,
    tables: 800_000,
    prepare() {
      const follower = new SessionFollower();
      let seen = 0;
      const { console } = openHandSession(0, (datagram) => take(follower, seen++, datagram));
      const packets = changedPackets(captureSessions, "suite").map(readPiece);
      return (number) => {
        const { payloadType, payload } = packets[number % packets.length]!;
        // Ever other requests, so that one that is kept is not another's place.
        const fresh = puttingRight(payload, { 0: 0x20, 3: 0x81, 4: (number & 0x3f) << 2, 5: number >>> 6 });
        take(follower, seen + number, console.sealer!.seal(payloadType, fresh));
      };
    },
  };
}

/** Fifty packets a second, from a few consoles to one managed system. */
function take(follower: SessionFollower, number: number, payload: Uint8Array): void {
  const datagram: CapturedDatagram = {
    number: number + 1,
    time: 1_700_000_000_000_000_000n + BigInt(number) * 20_000_000n,
    source: { address: "198.51.100.1", port: 40_000 + (number % 5) },
    destination: { address: "192.0.2.1", port: 623 },
    payload,
    isCut: false,
    offset: 100 * number,
  };
  for (const _ of follower.follow(datagram));
}

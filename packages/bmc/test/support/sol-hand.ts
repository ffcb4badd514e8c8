import { activatePayload, encodeSolActivation, setSessionPrivilegeLevel } from "@ruipmi/commands";
import {
  decodeFromBytes,
  emptySolConsolePacket,
  encodeToBytes,
  PayloadType,
  type SolConsolePacket,
  type SolSystemPacket,
  solConsolePacket,
  solSystemPacket,
} from "@ruipmi/core/wire";
import type { BmcEngine } from "../../src/index.ts";
import { type Drained, feed } from "./bmc-fixture.ts";
import { HandConsole, type HandConsoleOptions, rmcpPlus } from "./hand-console.ts";

/** What Activate Payload asks for in all tests that do not ask for something else. */
export const solRequest = {
  payloadType: PayloadType.serialOverLan,
  payloadInstance: 1,
  auxiliaryData: encodeSolActivation({
    encryption: true,
    authentication: true,
    testMode: false,
    serialAlertBehavior: 0,
    startupHandshake: false,
  }),
};

/** A remote console that sends SOL packets one at a time, as odd as a test needs them. */
export class SolHand extends HandConsole {
  constructor(bmc: BmcEngine, options: HandConsoleOptions = {}) {
    super(bmc, options);
    this.connect();
    this.call(setSessionPrivilegeLevel, { privilegeLevel: this.role & 0x0f });
  }

  /** Activates SOL on this session. */
  activate(): this {
    this.call(activatePayload, solRequest);
    return this;
  }

  /** Sends a packet; gives those that came for it. */
  sol(packet: Partial<SolConsolePacket>): readonly SolSystemPacket[] {
    return this.solBytes(encodeToBytes(solConsolePacket, { ...emptySolConsolePacket, ...packet }));
  }

  /** Sends any payload as SOL. */
  solBytes(payload: Uint8Array): readonly SolSystemPacket[] {
    return this.solPackets(this.send(this.sealer!.seal(PayloadType.serialOverLan, payload)));
  }

  /** Lets time pass. */
  wait(milliseconds: number): readonly SolSystemPacket[] {
    this.now += milliseconds;
    const drained: Drained = feed(this.bmc, { type: "timeout", now: this.now });
    return this.solPackets(drained.datagrams.filter(({ to }) => to === this.peer).map(({ datagram }) => datagram));
  }

  /** Opens datagrams that must be SOL in this session. */
  solPackets(datagrams: readonly Uint8Array[]): readonly SolSystemPacket[] {
    return datagrams.map((datagram) => {
      const opened = this.opener!.open(rmcpPlus(datagram));
      if (!opened.ok || opened.payloadType !== PayloadType.serialOverLan) throw new Error("not SOL");
      return decodeFromBytes(solSystemPacket, opened.payload, "SOL");
    });
  }
}

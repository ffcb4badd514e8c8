import type { MockNetwork } from "@ruipmi/transport-mock";
import { parsePacket } from "../../src/packets/parse-packet.ts";
import { decodeFromBytes } from "../../src/wire/codec.ts";
import { type OpenSessionRequest, openSessionRequest } from "../../src/wire/open-session-request.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { payloadOffset } from "./forgeries.ts";

/** The two ends of a world's wire. */
export type End = "console" | "bmc";

/** What an adversary does on seeing a packet: `undefined` lets it pass, a list goes on in its place. */
export type Reaction = (datagram: Uint8Array) => readonly Uint8Array[] | undefined;

/**
 * Somebody on the wire between a remote console and a managed system: sees every packet of both directions, may hold it
 * back or change it, and puts any packet on the wire under either name. Knows everything but keys and passwords.
 */
export class Adversary {
  /** Every packet so far. */
  readonly seen: { readonly from: End; readonly datagram: Uint8Array }[] = [];
  readonly #network: MockNetwork;
  readonly #reactions: { readonly from: End; readonly payloadType: number | undefined; readonly react: Reaction }[] =
    [];

  constructor(network: MockNetwork) {
    this.#network = network;
    network.tap(({ from, datagram }) => {
      this.seen.push({ from: from as End, datagram });
      const payloadType = payloadTypeOf(datagram);
      for (const reaction of this.#reactions) {
        if (reaction.from !== from || (reaction.payloadType ?? payloadType) !== payloadType) continue;
        const instead = reaction.react(datagram);
        if (instead !== undefined) return instead;
      }
      return undefined;
    });
  }

  /** Reacts to the packets of one end; to those of one payload type, where one is given. */
  on(from: End, payloadType: number | undefined, react: Reaction): this {
    this.#reactions.push({ from, payloadType, react });
    return this;
  }

  /** Puts datagrams on the wire that seem to come from the other end. They arrive at once, before any answer can. */
  tell(to: End, ...datagrams: readonly Uint8Array[]): void {
    for (const datagram of datagrams) this.#network.inject(to === "bmc" ? "console" : "bmc", to, datagram);
  }

  /** Tells the console, each time it sends a message of that type, what is made of it: before the true answer comes. */
  answer(payloadType: number, forge: (payload: Uint8Array) => readonly Uint8Array[]): this {
    return this.on("console", payloadType, (datagram) => {
      this.tell("console", ...forge(datagram.subarray(payloadOffset)));
      return undefined;
    });
  }

  /** The newest packet of one end with that payload type. */
  newest(from: End, payloadType: number): Uint8Array | undefined {
    return this.seen.findLast((seen) => seen.from === from && payloadTypeOf(seen.datagram) === payloadType)?.datagram;
  }

  /** The newest Open Session Request. */
  get openRequest(): OpenSessionRequest {
    const datagram = this.newest("console", PayloadType.openSessionRequest)!;
    return decodeFromBytes(openSessionRequest, datagram.subarray(payloadOffset), "Open Session Request");
  }
}

function payloadTypeOf(datagram: Uint8Array): number | undefined {
  const packet = parsePacket(datagram);
  return typeof packet === "string" || packet.kind !== "rmcpPlus" ? undefined : packet.payloadType;
}

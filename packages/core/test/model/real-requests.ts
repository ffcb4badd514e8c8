import { expect } from "vitest";
import { parsePacket } from "../../src/packets/parse-packet.ts";
import {
  openOutsideSession,
  sealIpmi15OutsideSession,
  sealOutsideSession,
} from "../../src/packets/seal-outside-session.ts";
import { decodeLanRequest, type LanRequest, type LanResponse } from "../../src/wire/lan-message.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { EngineHarness } from "../support/engine-harness.ts";
import { responseTo } from "../support/scripted-managed-system.ts";
import type { ModelRules } from "./request-model.ts";

const echo = { netFn: 0x2e, cmd: 0x5a } as const;
const sendMessage = 0x34;

/** Milliseconds for which a number rests that may still be answered. */
const rest = 5000;

/** A sending of a request, as the managed system received it, and when. */
export interface Sending {
  readonly id: number;
  /** As its last controller reads it. */
  readonly request: LanRequest;
  /** The Send Message that brought it, where it was bridged. */
  readonly outer: LanRequest | undefined;
  readonly framing: "session" | "rmcpPlus" | "ipmi15";
  readonly at: number;
  isAnswered: boolean;
}

/** The real engine, what the managed system received of it, and what it was asked. */
export class RealRequests {
  readonly harness: EngineHarness;
  readonly sendings: Sending[] = [];
  /** Answers that the managed system has sealed, to be delivered again. */
  readonly sealed: Uint8Array[] = [];
  /** How many answers each request was given, by its number. */
  readonly answered = new Map<number, number>();
  asked = 0;
  #seen = 0;
  #seenOutside = 0;

  constructor({ maxInFlight, waits }: ModelRules) {
    this.harness = new EngineHarness({
      cipherSuites: [3],
      maxInFlight,
      rqSeqRest: rest,
      retry: { firstWait: waits[0]!, factor: 2, maxWait: waits.at(-1)!, tries: waits.length, jitter: 0 },
    });
    const { system } = this.harness;
    system.script.command = (request) => (unwrap(request).netFn === echo.netFn ? [] : system.execute(request));
  }

  /** Asks in the session, with so many tries where it is said, over the bridge or not. */
  ask({ tries, isBridged = false }: { readonly tries?: number; readonly isBridged?: boolean } = {}): number {
    const id = this.asked++;
    this.harness.command(id, {
      ...{ ...echo, data: Uint8Array.of(id & 0xff, id >> 8) },
      ...(tries === undefined ? {} : { retry: { tries } }),
      ...(isBridged ? { bridge: { targetAddress: 0x30 } } : {}),
    });
    return id;
  }

  /** Asks outside the session. */
  askOutside(framing: "rmcpPlus" | "ipmi15"): number {
    const id = this.asked++;
    const data = Uint8Array.of(id & 0xff, id >> 8);
    this.harness.request(id, { type: "outsideSession", framing, ...echo, data });
    return id;
  }

  /** The managed system receives what was sent. Its answers to the engine's own requests are delivered at once. */
  carry(): void {
    const { harness } = this;
    for (let answers = harness.carry(); answers.length > 0; answers = harness.carry()) harness.receive(...answers);
    const { requests, outsideSession } = harness.system;
    for (const { request: outer } of requests.slice(this.#seen)) {
      const request = unwrap(outer);
      if (request.netFn !== echo.netFn) continue;
      this.#note(request, "session", outer === request ? undefined : outer);
    }
    for (const datagram of outsideSession.slice(this.#seenOutside)) {
      const packet = parsePacket(datagram);
      if (typeof packet === "string" || packet.kind === "asf") throw new Error("only commands are asked here");
      const payload = packet.kind === "ipmi15" ? packet.payload : openOutsideSession(packet)!;
      this.#note(decodeLanRequest(payload), packet.kind, undefined);
    }
    this.#seen = requests.length;
    this.#seenOutside = outsideSession.length;
  }

  /** A sending that may be answered: a managed system answers each once, and sooner than a number rests. */
  pick(index: number): Sending | undefined {
    const sending = this.sendings.at(index % Math.max(1, this.sendings.length));
    const mayBe = sending !== undefined && !sending.isAnswered && this.harness.now - sending.at < rest;
    return mayBe ? sending : undefined;
  }

  /** Notes that a sending will not be answered again. */
  settled(sending: Sending): void {
    sending.isAnswered = true;
    this.answered.set(sending.id, (this.answered.get(sending.id) ?? 0) + 1);
  }

  /** The answer to a sending, sealed now. */
  answer(sending: Sending, mark: number): Uint8Array {
    this.settled(sending);
    return this.seal(sending, mark);
  }

  /** A packet to a sending: authentic, where it came in the session. */
  seal({ request, framing }: Sending, mark: number, changes: Partial<LanResponse> = {}): Uint8Array {
    const payload = responseTo(request, { data: Uint8Array.of(mark & 0xff), ...changes });
    if (framing === "rmcpPlus") return sealOutsideSession(PayloadType.ipmiMessage, payload);
    if (framing === "ipmi15") return sealIpmi15OutsideSession(payload);
    return this.#sealInSession(payload);
  }

  /** What the bridge itself says to a sending: that it took it, or with a completion code that it did not. */
  sealOfBridge(outer: LanRequest, completionCode: number, mark?: number): Uint8Array {
    const data = mark === undefined ? new Uint8Array(0) : Uint8Array.of(mark);
    return this.#sealInSession(responseTo(outer, { completionCode, data }));
  }

  #sealInSession(payload: Uint8Array): Uint8Array {
    const datagram = this.harness.system.seal(PayloadType.ipmiMessage, payload);
    this.sealed.push(datagram);
    return datagram;
  }

  #note(request: LanRequest, framing: Sending["framing"], outer: LanRequest | undefined): void {
    const id = request.data[0]! | (request.data[1]! << 8);
    const sending = { id, request, outer, framing, at: this.harness.now, isAnswered: false };
    if (framing === "session") this.#expectFreshNumber(sending);
    this.sendings.push(sending);
  }

  /** Law 8: a number whose answers may still be under way is not another request's. */
  #expectFreshNumber({ id, request, at }: Sending): void {
    const inSession = this.sendings.filter(({ framing }) => framing === "session");
    const last = inSession.findLast((each) => each.request.rqSeq === request.rqSeq && each.id !== id);
    if (last === undefined || inSession.some((each) => each.id === id)) return;
    const sendings = inSession.filter((each) => each.id === last.id).length;
    const mayBeAnswered = (this.answered.get(last.id) ?? 0) < sendings && at - last.at < rest;
    expect(mayBeAnswered, `rqSeq ${request.rqSeq} of request ${last.id} is used for ${id}`).toBe(false);
  }
}

/** What the last controller on the way reads. */
function unwrap(request: LanRequest): LanRequest {
  return request.netFn === 0x06 && request.cmd === sendMessage ? decodeLanRequest(request.data.subarray(1)) : request;
}

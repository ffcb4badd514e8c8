import type { Command } from "@ruipmi/commands";
import { ApiMisuseError, type RandomBytes } from "@ruipmi/core";
import {
  type DropReason,
  openOutsideSession,
  PayloadType,
  parsePacket,
  RandomSource,
  type RmcpPlusPacket,
} from "@ruipmi/core/wire";
import { type BmcConfig, type ResolvedBmcConfig, resolveBmcConfig } from "./config.ts";
import type { BmcDevice } from "./device/device.ts";
import { isRestarting } from "./device/identity/index.ts";
import { countReceived } from "./device/lan/index.ts";
import { advancePower } from "./device/power.ts";
import type { Faults } from "./faults.ts";
import { addBuiltInHandlers, addSessionHandlers } from "./handlers/built-in.ts";
import { Dispatcher } from "./handlers/dispatcher.ts";
import type { CommandHandler, HandlerOptions, RawHandler } from "./handlers/handler.ts";
import { HandlerTable } from "./handlers/handler-table.ts";
import { HeldAnswers } from "./held-answers.ts";
import type { BmcHost } from "./host.ts";
import { BmcOutputQueue } from "./output-queue.ts";
import { answerPresencePing } from "./presence.ts";
import { Exchange } from "./session/exchange.ts";
import { Handshake } from "./session/handshake.ts";
import { SessionTable } from "./session/session-table.ts";
import type { TimedPart } from "./timed-part.ts";
import type {
  BmcEvent,
  BmcInput,
  BmcOutput,
  BmcSessionView,
  BmcSnapshot,
  BmcTimeoutReason,
  Millis,
  PeerKey,
} from "./types.ts";

/**
 * A managed system as a pure engine: one door in, one door out, no clock, no socket, no chance of its own. It holds many
 * sessions with many remote consoles, and a device that a test reads and sets.
 *
 * No datagram makes it throw, and no number of them makes it grow. What is undrained beyond 4096 outputs is lost.
 *
 * @example
 * ```ts
 * const bmc = new BmcEngine({ users: [{ name, password, privilegeLimit: PrivilegeLevel.administrator }], randomBytes });
 * bmc.handleInput({ type: "datagram", now: 0, datagram, from: "console" });
 * for (let output = bmc.pollOutput(); output.type !== "timeout"; output = bmc.pollOutput()) {
 *   if (output.type === "transmit") send(output.datagram, output.to);
 * }
 * ```
 */
export class BmcEngine {
  readonly #config: ResolvedBmcConfig;
  readonly #sessions: SessionTable;
  readonly #queue = new BmcOutputQueue();
  readonly #held = new HeldAnswers();
  readonly #handlers = new HandlerTable();
  readonly #timed: TimedPart[] = [];
  readonly #handshake: Handshake;
  readonly #exchange: Exchange;
  readonly #drops: Partial<Record<DropReason, number>> = {};
  #transmitted = 0;
  #now = Number.NEGATIVE_INFINITY;
  #closed = false;

  /**
   * @param config - who may do what, and the source of randomness
   * @throws `ApiMisuseError` for a configuration that does not fit
   */
  constructor(config: BmcConfig) {
    this.#config = resolveBmcConfig(config);
    this.#sessions = new SessionTable(this.#config, ({ sessionId }, reason) =>
      this.#queue.event({ type: "sessionClosed", sessionId, reason }),
    );
    const { randomBytes } = this.#config;
    const host: BmcHost = {
      config: this.#config,
      sessions: this.#sessions,
      // A managed system has no use for jitter, the one purpose that a BMC's source need not know.
      random: new RandomSource(randomBytes as RandomBytes),
      timed: this.#timed,
      payloads: new Map(),
      send: (datagram, to, at) => this.#send(datagram, to, at),
      event: (event: BmcEvent) => this.#queue.event(event),
      dropped: (reason) => this.#dropped(reason),
    };
    if (this.#config.builtInCommands === "session") addSessionHandlers(this.#handlers, host);
    else addBuiltInHandlers(this.#handlers, host);
    this.#handshake = new Handshake(host);
    this.#exchange = new Exchange(host, new Dispatcher(host, this.#handlers));
  }

  /** The machine: plain state, to be read and set at any time. */
  get device(): BmcDevice {
    return this.#config.device;
  }

  /** What is wrong, as switches to be set at any time. */
  get faults(): Faults {
    return this.#config.faults;
  }

  /** All sessions, open and half open. */
  get sessions(): readonly BmcSessionView[] {
    return this.#sessions.views();
  }

  /**
   * Sets the handler of a command; a built-in or earlier one is replaced.
   *
   * @example
   * ```ts
   * bmc.handle(getDeviceId, (_request, { device }) => ({ ...device.deviceId, deviceAvailable: false }));
   * ```
   */
  handle<Req, Res>(command: Command<Req, Res>, handler: CommandHandler<Req, Res>, options: HandlerOptions = {}): void {
    this.#handlers.handle(command, handler, options);
  }

  /** Sets what answers the commands that no handler is there for, at any privilege level; `undefined` for C1h again. */
  handleRaw(handler: RawHandler | undefined): void {
    this.#handlers.rawHandler = handler;
  }

  /**
   * The one door in. Does all the work before it returns.
   *
   * @throws `ApiMisuseError` for a `now` that is no finite number; nothing else, whatever the bytes
   */
  handleInput(input: BmcInput): void {
    if (!Number.isFinite(input.now))
      throw new ApiMisuseError("invalidArgument", "now is a finite number of milliseconds");
    if (this.#closed) return;
    const now = this.#advance(input.now);
    const isDeaf = this.#config.faults.silent || isRestarting(this.#config.device.identity, now);
    if (input.type === "datagram" && !isDeaf) this.#receive(input.datagram, input.from, now);
  }

  /** The one door out: only takes what is there. `timeout` means that there is nothing more. */
  pollOutput(): BmcOutput {
    return this.#queue.shift() ?? { type: "timeout", ...this.#nextDeadline() };
  }

  /** What the engine is like right now; nothing secret in it. */
  snapshot(): BmcSnapshot {
    return {
      openSessions: this.#sessions.openCount,
      halfOpenSessions: this.#sessions.halfOpenCount,
      drops: { ...this.#drops },
      transmitted: this.#transmitted,
      executed: this.#exchange.executed,
      repeated: this.#exchange.repeated,
      remembered: this.#sessions.rememberedCount,
      undrained: this.#queue.length,
      lost: this.#queue.lost,
      heldBack: this.#held.count,
      now: this.#now,
    };
  }

  /** Ends every session without a word, wipes all secrets, and hears nothing from then on. May be repeated. */
  close(): void {
    this.#closed = true;
    this.#sessions.clear("shutdown");
    this.#held.clear();
    this.#config.device.chassis.transitions = [];
    this.#config.users.wipe();
    this.#config.kg.wipe();
  }

  #receive(datagram: Uint8Array, from: PeerKey, now: Millis): void {
    const { lan } = this.#config.device;
    countReceived(lan);
    const packet = parsePacket(datagram);
    if (typeof packet === "string") return this.#dropped(packet);
    lan.statistics.validRmcpPacketsReceived += 1;
    switch (packet.kind) {
      case "asf":
        return this.#receiveAsf(packet.message, from, now);
      case "ipmi15":
        return this.#exchange.receiveIpmi15(packet, from, now);
      case "rmcpPlus":
        return packet.sessionId === 0
          ? this.#receiveOutsideSession(packet, from, now)
          : this.#exchange.receive(packet, from, now);
    }
  }

  #receiveAsf(message: Uint8Array, from: PeerKey, now: Millis): void {
    const answer = answerPresencePing(message);
    if (typeof answer === "string") this.#dropped(answer);
    else this.#send(answer, from, now);
  }

  #receiveOutsideSession(packet: RmcpPlusPacket, from: PeerKey, now: Millis): void {
    if (packet.payloadType === PayloadType.ipmiMessage) return this.#exchange.receiveRmcpPlus(packet, from, now);
    const payload = openOutsideSession(packet);
    if (payload === undefined) return this.#dropped("malformed");
    this.#handshake.receive(packet.payloadType, payload, from, now);
  }

  /** An older time counts as the newest seen. Does what has come due. */
  #advance(time: Millis): Millis {
    this.#now = Math.max(this.#now, time);
    this.#held.release(this.#now, (datagram, to) => this.#transmit(datagram, to));
    advancePower(this.#config.device, this.#now, (powerIsOn) => this.#queue.event({ type: "powerChanged", powerIsOn }));
    for (const part of this.#timed) part.advance(this.#now);
    this.#sessions.expire(this.#now);
    return this.#now;
  }

  #nextDeadline(): { at: Millis | undefined; reason: BmcTimeoutReason } {
    const deadlines: [Millis | undefined, BmcTimeoutReason][] = [
      [this.#held.nextDeadline, "lateAnswer"],
      [this.#config.device.chassis.transitions[0]?.at, "powerTransition"],
      [this.#sessions.nextDeadline(), "sessionExpiry"],
      ...this.#timed.map((part): [Millis | undefined, BmcTimeoutReason] => [part.nextDeadline(), "device"]),
    ];
    let next: { at: Millis | undefined; reason: BmcTimeoutReason } = { at: undefined, reason: "none" };
    for (const [at, reason] of deadlines) {
      if (at !== undefined && (next.at === undefined || at < next.at)) next = { at, reason };
    }
    return next;
  }

  #send(datagram: Uint8Array, to: PeerKey, at: Millis): void {
    const leavesAt = at + this.#config.faults.lateAnswers;
    if (leavesAt > this.#now) this.#held.hold(datagram, to, leavesAt);
    else this.#transmit(datagram, to);
  }

  #transmit(datagram: Uint8Array, to: PeerKey): void {
    this.#transmitted += 1;
    this.#config.device.lan.statistics.ipPacketsTransmitted += 1;
    this.#queue.transmit(datagram, to);
  }

  #dropped(reason: DropReason): void {
    this.#drops[reason] = (this.#drops[reason] ?? 0) + 1;
    this.#queue.dropped(reason);
  }
}

import { ApiMisuseError, type IpmiError, SessionLostError } from "../errors.ts";
import type { DropReason } from "../packets/drop-reason.ts";
import { parsePacket, type RmcpPlusPacket } from "../packets/parse-packet.ts";
import { PayloadType } from "../wire/payload-types.ts";
import { PrivilegeLevel } from "../wire/privilege-levels.ts";
import { isExpected } from "./accepts.ts";
import { type EngineConfig, type ResolvedConfig, resolveConfig } from "./config.ts";
import { Handshake } from "./handshake.ts";
import { OutputQueue } from "./output-queue.ts";
import { maxOutsideSession, OutsideSessionExchange } from "./outside-session.ts";
import type { PendingRequest, RequestOutcome } from "./pending-request.ts";
import { nextPhase, type PhaseCause, type PhaseName } from "./phases.ts";
import { privilegeVerdict } from "./privilege-verdict.ts";
import { RandomSource } from "./random-source.ts";
import { type RetryPolicy, resolveRetryPolicy } from "./retry-policy.ts";
import { type ExchangeHost, SessionExchange } from "./session-exchange.ts";
import { closeSessionRequest, keepaliveRequest, setPrivilegeRequest } from "./session-requests.ts";
import type { EngineSnapshot } from "./snapshot.ts";
import type {
  CommandRequest,
  EngineEvent,
  Input,
  MessageEvent,
  Millis,
  Output,
  RequestId,
  RequestInput,
  SendPayloadInput,
  SessionInfo,
  TimeoutReason,
} from "./types.ts";
import { validateRequest, validateRequestId } from "./validate-request.ts";

interface QueuedRequest {
  readonly requestId: RequestId;
  readonly request: CommandRequest;
  readonly retry: RetryPolicy;
}

interface Deadline {
  readonly at: Millis | undefined;
  readonly reason: TimeoutReason;
}

const keepalive = keepaliveRequest();

/** The session from RAKP Message 4 on; `info` is complete once the privilege level is set. */
interface Session {
  readonly exchange: SessionExchange;
  info: SessionInfo;
}

/**
 * One remote console talking to one managed system, for one session, without any I/O: bytes and time go in through
 * `handleInput`, datagrams and events come out of `pollOutput`.
 *
 * @example
 * ```ts
 * const engine = new IpmiEngine({ username, password, randomBytes });
 * engine.handleInput({ type: "openSession", now: 0 });
 * for (let output = engine.pollOutput(); output.type !== "timeout"; output = engine.pollOutput()) {
 *   if (output.type === "transmit") socket.send(output.datagram);
 *   else console.log(output.event);
 * }
 * ```
 */
export class IpmiEngine {
  readonly #config: ResolvedConfig;
  readonly #random: RandomSource;
  readonly #outputs = new OutputQueue();
  readonly #handshake: Handshake;
  readonly #outside: OutsideSessionExchange;
  readonly #queue: QueuedRequest[] = [];
  /** The names of all requests that are not settled. */
  readonly #names = new Set<RequestId>();
  readonly #dropped = new Map<DropReason, number>();
  #phase: PhaseName = "idle";
  #session: Session | undefined;
  #now: Millis | undefined;
  #transmitted = 0;
  #received = 0;
  #closing: { readonly reason: "requested" | "failed"; readonly error?: IpmiError } = { reason: "requested" };

  /**
   * @param config - checked and copied
   * @throws {@link ApiMisuseError} that names the field and what it may be
   */
  constructor(config: EngineConfig) {
    this.#config = resolveConfig(config);
    this.#random = new RandomSource(this.#config.randomBytes);
    const host = {
      transmit: (datagram: Uint8Array) => this.#transmit(datagram),
      dropped: (reason: DropReason) => this.#drop(reason),
      message: (event: Omit<MessageEvent, "type">) => this.#event({ type: "message", ...event }),
    };
    this.#handshake = new Handshake(this.#config, this.#random, {
      ...host,
      moved: (cause) => this.#move(cause),
      opened: ({ ends, session, privilegeLevel, roundTrip }, now) => {
        const exchangeHost: ExchangeHost = {
          ...host,
          payloadReceived: (payloadType, payload) => this.#payloadReceived(payloadType, payload),
          settled: (pending, outcome, at) => this.#settled(pending, outcome, at),
        };
        const exchange = new SessionExchange(this.#config, ends, this.#random, exchangeHost, { now, roundTrip });
        const requestedPrivilegeLevel = this.#config.privilegeLevel;
        this.#session = {
          exchange,
          info: { ...session, requestedPrivilegeLevel, privilegeLevel: PrivilegeLevel.user },
        };
        this.#askForPrivilege(privilegeLevel, now);
      },
      failed: (error) => this.#finish("failed", error, "failed", false),
    });
    this.#outside = new OutsideSessionExchange(this.#config, this.#random, {
      ...host,
      answered: (requestId, response) => {
        this.#names.delete(requestId);
        this.#event({ type: "response", requestId, response });
      },
      failed: (requestId, error) => this.#requestFailed(requestId, error, true),
    });
  }

  /**
   * Does all the work an input causes. Of what the network brings, nothing makes it throw.
   *
   * @throws {@link ApiMisuseError} for a request that cannot be made, an input out of place, or a time that is no number
   */
  handleInput(input: Input): void {
    const now = this.#advance(input.now);
    switch (input.type) {
      case "datagram":
        return this.#receive(input.datagram, now);
      case "timeout":
        return this.#timeout(now);
      case "unreachable":
        return this.#unreachable(now);
      case "openSession":
        if (this.#phase !== "idle") throw this.#misplaced("openSession", "begins the one session of an engine, once");
        this.#move("openSession");
        return this.#handshake.begin(now);
      case "closeSession":
        return this.#close(now);
      case "request":
        return this.#request(input, now);
      case "cancelRequest":
        return this.#cancel(input.requestId, now);
      case "sendPayload":
        return this.#sendPayload(input, now);
      default:
        throw new ApiMisuseError("invalidArgument", `input.type is unknown: ${String((input as Input).type)}`);
    }
  }

  /** Takes the next output; `timeout` means that there is nothing more until the next input, or until `at`. */
  pollOutput(): Output {
    return this.#outputs.shift() ?? { type: "timeout", ...this.#deadline() };
  }

  /**
   * Whether a datagram is for this engine, for those who share a socket between several; changes nothing. Compare the
   * sender's address first: this tells only engines apart that talk to the same address.
   */
  accepts(datagram: Uint8Array): boolean {
    const packet = parsePacket(datagram);
    if (typeof packet === "string" || this.#phase === "closed") return false;
    const handshakeId = this.#handshake.remoteConsoleSessionId;
    return isExpected(packet, {
      sessionId: this.#session?.info.remoteConsoleSessionId ?? handshakeId,
      inHandshake: handshakeId !== 0,
      awaits: (answer) => this.#outside.awaits(answer),
    });
  }

  /** How the engine stands. */
  snapshot(): EngineSnapshot {
    const session = this.#session;
    return {
      phase: this.#phase,
      now: this.#now,
      deadline: this.#deadline(),
      inFlight: session?.exchange.inFlight ?? 0,
      queued: this.#queue.length,
      outsideSession: this.#outside.size,
      rqSeqsResting: session?.exchange.rqSeqsResting(this.#now ?? 0) ?? 0,
      transmitted: this.#transmitted,
      received: this.#received,
      dropped: Object.fromEntries(this.#dropped),
      session: session && {
        cipherSuiteId: session.info.cipherSuiteId,
        privilegeLevel: session.info.privilegeLevel,
        ...session.exchange.sequenceNumbers(),
      },
    };
  }

  #advance(now: Millis): Millis {
    if (!(Math.abs(now) <= Number.MAX_SAFE_INTEGER)) {
      throw new ApiMisuseError(
        "invalidArgument",
        `now is monotonic milliseconds as a finite number, not ${String(now)}`,
      );
    }
    this.#now = Math.max(this.#now ?? now, now);
    return this.#now;
  }

  #receive(datagram: Uint8Array, now: Millis): void {
    this.#received += 1;
    if (this.#phase === "closed") return this.#drop("unexpected");
    const packet = parsePacket(datagram);
    if (typeof packet === "string") return this.#drop(packet);
    if (packet.kind === "asf") return this.#outside.receiveAsf(packet, datagram.length, now);
    if (packet.kind === "ipmi15") return this.#outside.receiveIpmi15(packet, datagram.length, now);
    this.#receiveRmcpPlus(packet, now);
    this.#sendQueued(now);
  }

  #receiveRmcpPlus(packet: RmcpPlusPacket, now: Millis): void {
    if (packet.sessionId === 0 && packet.payloadType === PayloadType.ipmiMessage) {
      return this.#outside.receiveRmcpPlus(packet, now);
    }
    if (this.#session === undefined) return this.#handshake.receive(packet, now);
    // Late answers to the handshake: it is over, and nothing outside the session can touch the session.
    if (packet.sessionId === 0) return this.#drop("unexpected");
    this.#session.exchange.receive(packet, now);
  }

  #timeout(now: Millis): void {
    if (this.#phase === "closed") return;
    this.#outside.timeout(now);
    this.#handshake.timeout(now);
    this.#session?.exchange.timeout(now);
    this.#sendQueued(now);
    this.#keepAlive(now);
  }

  #unreachable(now: Millis): void {
    // An ICMP message is not authenticated: it cannot end what is.
    if (this.#session !== undefined || this.#phase === "closed") return this.#drop("unreachable");
    this.#outside.unreachable(now);
    this.#handshake.unreachable(now);
  }

  #request({ requestId, request: given }: RequestInput, now: Millis): void {
    validateRequestId(requestId);
    if (this.#phase === "closed" || this.#phase === "awaitCloseSession") {
      throw this.#misplaced("request", "needs an engine that is not closing: make a new one");
    }
    if (this.#names.has(requestId)) {
      throw new ApiMisuseError("invalidArgument", `requestId ${String(requestId)} is in use`);
    }
    const request = validateRequest(given);
    const tries = request.type === "outsideSession" && request.tries !== undefined ? { tries: request.tries } : {};
    const retry = resolveRetryPolicy({ ...tries, ...request.retry }, this.#config.retry);
    if (request.type !== "command") {
      if (this.#outside.size >= maxOutsideSession) throw queueFull(`${maxOutsideSession} requests outside the session`);
      this.#names.add(requestId);
      return this.#outside.start(requestId, request, retry, now);
    }
    const goesAtOnce = this.#phase === "open" && this.#queue.length === 0 && this.#hasRoomInFlight();
    if (!goesAtOnce && this.#queue.length >= this.#config.maxQueued) throw queueFull(`${this.#queue.length} requests`);
    this.#names.add(requestId);
    this.#queue.push({ requestId, request, retry });
    this.#sendQueued(now);
  }

  #cancel(requestId: RequestId, now: Millis): void {
    const queued = this.#queue.findIndex((entry) => entry.requestId === requestId);
    if (queued >= 0) this.#queue.splice(queued, 1);
    const sent = queued < 0 && (this.#session?.exchange.cancel(requestId, now) || this.#outside.cancel(requestId));
    if (queued < 0 && !sent) return;
    this.#requestFailed(requestId, new SessionLostError("cancelled", "the request was cancelled"), sent);
    this.#sendQueued(now);
  }

  #sendPayload({ payloadType, payload }: SendPayloadInput, now: Millis): void {
    if (this.#phase !== "open") throw this.#misplaced("sendPayload", "needs an open session");
    const reserved = payloadType >= PayloadType.openSessionRequest && payloadType <= PayloadType.rakpMessage4;
    const valid = Number.isInteger(payloadType) && payloadType > 0 && payloadType <= 0x3f;
    if (!valid || reserved || payloadType === PayloadType.oemExplicit) {
      throw new ApiMisuseError(
        "invalidArgument",
        `payloadType is 1 or 3 to 63, and not 16 to 21, which make sessions; not ${String(payloadType)}`,
      );
    }
    if (!(payload instanceof Uint8Array) || payload.length > 1024) {
      throw new ApiMisuseError("invalidArgument", "payload is a Uint8Array of at most 1024 bytes");
    }
    this.#session!.exchange.sendPayload(payloadType, payload, now);
  }

  #hasRoomInFlight(): boolean {
    return this.#session !== undefined && this.#session.exchange.inFlight < this.#config.maxInFlight;
  }

  #sendQueued(now: Millis): void {
    while (this.#phase === "open" && this.#queue.length > 0 && this.#hasRoomInFlight()) {
      const { requestId, request, retry } = this.#queue[0]!;
      if (!this.#session!.exchange.start({ kind: "caller", requestId }, request, retry, now)) return;
      this.#queue.shift();
    }
  }

  #keepAliveAt(): Millis | undefined {
    const exchange = this.#session?.exchange;
    if (exchange === undefined || this.#phase !== "open" || this.#config.keepaliveInterval === 0) return undefined;
    if (exchange.inFlight > 0 || this.#queue.length > 0) return undefined;
    const due = exchange.lastSentAt + this.#config.keepaliveInterval;
    return Math.max(due, exchange.rqSeqFreeAt(this.#now!, keepalive) ?? due);
  }

  #keepAlive(now: Millis): void {
    const at = this.#keepAliveAt();
    if (at === undefined || at > now) return;
    this.#session!.exchange.start({ kind: "keepalive" }, keepalive, this.#config.retry, now);
  }

  #askForPrivilege(level: PrivilegeLevel, now: Millis): void {
    const owner = { kind: "setSessionPrivilegeLevel", level } as const;
    this.#session!.exchange.start(owner, setPrivilegeRequest(level), this.#config.retry, now);
  }

  #settled({ owner }: PendingRequest, outcome: RequestOutcome, now: Millis): void {
    switch (owner.kind) {
      case "caller":
        if (outcome.answered) {
          this.#names.delete(owner.requestId);
          this.#event({ type: "response", requestId: owner.requestId, response: outcome.response });
        } else {
          this.#requestFailed(owner.requestId, outcome.error, true);
        }
        break;
      case "keepalive":
        break;
      case "setSessionPrivilegeLevel":
        return this.#privilegeSettled(owner.level, outcome, now);
      case "closeSession":
        // 87h says that there is no such session any more: that is what was wanted.
        return this.#closeSettled(outcome.answered && [0x00, 0x87].includes(outcome.response.completionCode));
    }
    if (!outcome.answered && this.#session!.exchange.isLost(now)) this.#lose(now);
  }

  #privilegeSettled(level: PrivilegeLevel, outcome: RequestOutcome, now: Millis): void {
    if (!outcome.answered) return this.#endSession("failed", { reason: "failed", error: outcome.error }, now);
    const verdict = privilegeVerdict(level, outcome.response, this.#config.allowLowerPrivilege);
    switch (verdict.next) {
      case "fail":
        return this.#endSession("failed", { reason: "failed", error: verdict.error }, now);
      case "askFor":
        return this.#askForPrivilege(verdict.level, now);
      case "open": {
        const session = this.#session!;
        session.info = { ...session.info, privilegeLevel: verdict.level };
        this.#move("privilegeLevelSet");
        // A copy: what the caller does to it must not reach the session IDs that packets are told apart by.
        this.#event({ type: "sessionOpened", session: { ...session.info } });
        return this.#sendQueued(now);
      }
    }
  }

  #close(now: Millis): void {
    switch (this.#phase) {
      case "awaitCloseSession":
      case "closed":
        return;
      case "open":
      case "awaitSetSessionPrivilegeLevel":
        return this.#endSession("closeSession", { reason: "requested" }, now);
      default:
        this.#handshake.abandon();
        this.#finish("closeSession", undefined, "requested", false);
    }
  }

  /** Settles everything and sends Close Session, whose answer is awaited for a short while. */
  #endSession(cause: PhaseCause, closing: { reason: "requested" | "failed"; error?: IpmiError }, now: Millis): void {
    this.#closing = closing;
    this.#settleAll(closing.error ?? new SessionLostError("sessionClosed", "the session was closed"), now);
    this.#move(cause);
    const { exchange, info } = this.#session!;
    const wait = this.#config.closeBudget / 2;
    const retry: RetryPolicy = { firstWait: wait, factor: 1, maxWait: wait, tries: 2, jitter: 0 };
    const request = closeSessionRequest(info.managedSystemSessionId);
    if (exchange.start({ kind: "closeSession" }, request, retry, now)) return;
    // Every rqSeq rests: the answer could not be told from a late one, so none is awaited.
    exchange.sendUnawaited(request);
    this.#closeSettled(false);
  }

  #closeSettled(confirmed: boolean): void {
    this.#finish("closeSettled", this.#closing.error, this.#closing.reason, confirmed);
  }

  #lose(now: Millis): void {
    const { exchange, info } = this.#session!;
    const text = `the managed system has not answered requests in a row: the session counts as lost; open a new one`;
    const error = new SessionLostError("sessionLost", text);
    this.#settleAll(error, now);
    exchange.sendUnawaited(closeSessionRequest(info.managedSystemSessionId));
    this.#finish("lost", error, "lost", false);
  }

  #finish(
    cause: PhaseCause,
    error: IpmiError | undefined,
    reason: "requested" | "failed" | "lost",
    confirmed: boolean,
  ): void {
    this.#settleAll(error ?? new SessionLostError("sessionClosed", "the session was closed"), this.#now!);
    this.#move(cause);
    this.#session?.exchange.wipe();
    this.#config.password.wipe();
    this.#config.kg.wipe();
    this.#event({ type: "sessionClosed", reason, confirmed, ...(error === undefined ? {} : { error }) });
  }

  #settleAll(error: IpmiError, now: Millis): void {
    for (const { owner } of this.#session?.exchange.abandonAll(now) ?? []) {
      if (owner.kind === "caller") this.#requestFailed(owner.requestId, error, true);
    }
    for (const { requestId } of this.#queue.splice(0)) this.#requestFailed(requestId, error, false);
    for (const requestId of this.#outside.abandonAll()) this.#requestFailed(requestId, error, true);
  }

  #requestFailed(requestId: RequestId, error: IpmiError, mayHaveExecuted: boolean): void {
    this.#names.delete(requestId);
    this.#event({ type: "requestFailed", requestId, error, mayHaveExecuted });
  }

  #deadline(): Deadline {
    if (this.#phase === "closed") return noDeadline;
    const exchange = this.#session?.exchange;
    let first = this.#handshake.nextDeadline() ?? noDeadline;
    first = earlier(first, exchange?.nextDeadline(), this.#phase === "awaitCloseSession" ? "closeSession" : "response");
    first = earlier(first, this.#outside.nextDeadline(), "outsideSession");
    first = earlier(first, this.#keepAliveAt(), "keepalive");
    if (this.#phase === "open" && this.#queue.length > 0 && this.#hasRoomInFlight()) {
      first = earlier(first, exchange?.rqSeqFreeAt(this.#now!, this.#queue[0]!.request), "rqSeqRest");
    }
    return first;
  }

  #move(cause: PhaseCause): void {
    const from = this.#phase;
    this.#phase = nextPhase(from, cause);
    if (this.#phase !== from) this.#event({ type: "phaseChanged", from, to: this.#phase });
  }

  #transmit(datagram: Uint8Array): void {
    this.#transmitted += 1;
    this.#outputs.transmit(datagram);
  }

  #payloadReceived(payloadType: number, payload: Uint8Array): void {
    if (!this.#outputs.event({ type: "payloadReceived", payloadType, payload })) this.#drop("backlog");
  }

  #event(event: EngineEvent): void {
    this.#outputs.event(event);
  }

  #drop(reason: DropReason): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1);
    // sessionClosed is the last event: what comes after it is only counted.
    if (this.#phase !== "closed") this.#outputs.dropped(reason);
  }

  #misplaced(input: string, rule: string): ApiMisuseError {
    return new ApiMisuseError("invalidState", `${input} ${rule} (phase: ${this.#phase})`);
  }
}

const noDeadline: Deadline = { at: undefined, reason: "none" };

function earlier(first: Deadline, at: Millis | undefined, reason: TimeoutReason): Deadline {
  return at === undefined || (first.at !== undefined && at >= first.at) ? first : { at, reason };
}

function queueFull(what: string): ApiMisuseError {
  return new ApiMisuseError("queueFull", `${what} wait already: wait for answers before asking more`);
}

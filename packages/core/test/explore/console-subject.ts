import { IpmiEngine } from "../../src/engine/engine.ts";
import type { HandshakeState } from "../../src/engine/handshake-state.ts";
import type { PendingRequest } from "../../src/engine/pending-request.ts";
import type { PhaseName } from "../../src/engine/phases.ts";
import type { EngineEvent, MessageEvent } from "../../src/engine/types.ts";
import type { DropReason } from "../../src/packets/drop-reason.ts";
import { CountedRandom } from "./counted-random.ts";
import { requireTransparentPrivates, stateDigest } from "./state-digest.ts";
import { type CommonInput, promise, type Sent, type Subject, withoutThrowing } from "./subject.ts";
import { answerTo, credentials, echo, type WorldRules } from "./world-rules.ts";

export type ConsoleInput =
  | CommonInput
  | { readonly type: "openSession" | "closeSession" | "unreachable" }
  | { readonly type: "ask"; readonly request: number };

/** What became of a request. */
export type Outcome = "none" | "answered" | "failed";

export interface ConsoleFacts {
  readonly phase: PhaseName;
  /** Milliseconds from now. */
  readonly deadline: number | undefined;
  readonly outcomes: readonly Outcome[];
  /** Whether a session was closed and the managed system said so. */
  readonly closeConfirmed: boolean;
  /** Requests without an outcome that may still be sent once more, the handshake before them included. */
  readonly hopeful: readonly number[];
}

/** What is private in an engine and read here: its names are a property's under `transparentPrivates`. */
interface Inside {
  readonly $handshake: { readonly $state: HandshakeState | undefined };
  readonly $queue: readonly { readonly requestId: number }[];
  readonly $session: { readonly exchange: { readonly $pending: ReadonlyMap<number, PendingRequest> } } | undefined;
}

/** Drops that tell of damage or forgery: where there is none, none may happen. */
const neverOnHonestNetworks: readonly DropReason[] = [
  "authCode",
  "checksum",
  "malformed",
  "payloadBits",
  "undecryptable",
  "algorithmMismatch",
];

/** Reports a drop that cannot be explained by loss, repetition and delay. */
export function promiseHonestDrop(who: string, reason: DropReason): void {
  promise(!neverOnHonestNetworks.includes(reason), `${who} drops an honest datagram as ${reason}`);
}

/** The remote console's engine. */
export class ConsoleSubject implements Subject<ConsoleInput, ConsoleFacts> {
  readonly #engine: IpmiEngine;
  readonly #rules: WorldRules;
  readonly #random = new CountedRandom(1);
  readonly #outcomes: Outcome[];
  #now = 0;
  #deadline: number | undefined;
  #closed = false;
  #closeConfirmed = false;

  constructor(rules: WorldRules) {
    this.#rules = rules;
    this.#outcomes = Array.from({ length: rules.requests }, () => "none");
    this.#engine = new IpmiEngine({
      ...credentials,
      cipherSuites: rules.suites,
      dangerouslyAllowUnprotectedCipherSuites: true,
      maxInFlight: rules.maxInFlight,
      keepaliveInterval: 0,
      retry: { firstWait: 1000, factor: 1, maxWait: 1000, tries: rules.tries, jitter: 0 },
      traceMessages: true,
      randomBytes: this.#random.draw,
    });
    requireTransparentPrivates(this.#engine);
  }

  feed(input: ConsoleInput): readonly Sent[] {
    const reached = this.#deadline;
    if (input.type === "pass") this.#now += input.milliseconds;
    withoutThrowing(() => this.#give(input));
    const sent = this.#drain();
    if (input.type === "pass") this.#judgeTimeout(reached, sent);
    promise(this.#engine.snapshot().inFlight <= this.#rules.maxInFlight, "more is in flight than may be");
    return sent;
  }

  digest(): string {
    // A closed engine is one state: whatever comes, it neither says nor does anything any more. `#probeClosed` tries it.
    const roots = this.#closed ? ["closed"] : [this.#engine, this.#random.drawn];
    return stateDigest([...roots, this.#outcomes, this.#closeConfirmed], this.#now);
  }

  facts(): ConsoleFacts {
    const { phase } = this.#engine.snapshot();
    const deadline = this.#deadline === undefined ? undefined : this.#deadline - this.#now;
    const hopeful = this.#hopeful().sort();
    return { phase, deadline, outcomes: [...this.#outcomes], closeConfirmed: this.#closeConfirmed, hopeful };
  }

  #hopeful(): number[] {
    const { $handshake, $queue, $session } = this.#engine as unknown as Inside;
    const queued = $queue.map(({ requestId }) => requestId);
    const step = $handshake.$state?.step;
    if (step !== undefined) return step.held === undefined && step.attempts < this.#rules.tries ? queued : [];
    const pending = [...($session?.exchange.$pending.values() ?? [])];
    const repeatable = pending.filter(({ attempts, retry }) => attempts < retry.tries).map(({ owner }) => owner);
    const sent = repeatable.flatMap((owner) => (owner.kind === "caller" ? [Number(owner.requestId)] : []));
    const isOpening = pending.some(({ owner }) => owner.kind === "setSessionPrivilegeLevel");
    return isOpening && repeatable.length === 0 ? [] : [...sent, ...queued];
  }

  #give(input: ConsoleInput): void {
    const now = this.#now;
    switch (input.type) {
      case "ask":
        return this.#engine.handleInput({
          type: "request",
          now,
          requestId: input.request,
          request: echo(input.request),
        });
      case "datagram":
        return this.#engine.handleInput({ type: "datagram", now, datagram: input.datagram });
      case "pass":
        return this.#engine.handleInput({ type: "timeout", now });
      default:
        return this.#engine.handleInput({ type: input.type, now });
    }
  }

  #drain(): readonly Sent[] {
    const sent: { datagram: Uint8Array; label: string }[] = [];
    for (let output = this.#engine.pollOutput(); ; output = this.#engine.pollOutput()) {
      if (output.type === "timeout") {
        this.#deadline = output.at;
        break;
      }
      if (output.type === "transmit") sent.push({ datagram: output.datagram, label: "message nobody waits for" });
      else if (output.event.type === "message") nameLast(sent, output.event);
      else this.#note(output.event);
    }
    if (this.#closed) this.#probeClosed();
    return sent;
  }

  #note(event: EngineEvent): void {
    promise(!this.#closed, `${event.type} comes after sessionClosed, which is the last event`);
    switch (event.type) {
      case "datagramDropped":
        return promiseHonestDrop("the remote console", event.reason);
      case "response": {
        promise(event.response.type === "command", "a command is answered by a command's response");
        const { completionCode, data } = event.response;
        const request = Number(event.requestId);
        promise(completionCode === 0, `request ${request} is answered with completion code ${completionCode}`);
        promise(Buffer.from(answerTo(echo(request).data)).equals(data), `request ${request} gets another's answer`);
        return this.#settle(request, "answered");
      }
      case "requestFailed":
        return this.#settle(Number(event.requestId), "failed");
      case "phaseChanged":
        // Closing settles at once what waits.
        if (event.to === "awaitCloseSession" || event.to === "closed") this.#promiseAllSettled();
        return;
      case "sessionClosed":
        this.#closed = true;
        this.#closeConfirmed = event.confirmed;
        this.#promiseAllSettled();
        return;
    }
  }

  #promiseAllSettled(): void {
    for (const [request, outcome] of this.#outcomes.entries()) {
      promise(outcome !== "none", `request ${request} has no outcome when the session is closed`);
    }
  }

  #settle(request: number, outcome: Outcome): void {
    promise(this.#outcomes[request] === "none", `request ${request} has a second outcome`);
    this.#outcomes[request] = outcome;
  }

  /** Law 4: an early timeout does nothing. Law 5: after one that was due, the next is later. */
  #judgeTimeout(reached: number | undefined, sent: readonly Sent[]): void {
    if (reached === undefined || reached > this.#now) {
      promise(sent.length === 0 && this.#deadline === reached, "an early timeout does something");
    } else {
      promise(this.#deadline === undefined || this.#deadline > this.#now, "after a timeout the next is not later");
    }
  }

  /** Gives a closed engine all that there is, and expects silence. */
  #probeClosed(): void {
    for (const input of [
      { type: "closeSession" },
      { type: "unreachable" },
      { type: "pass", milliseconds: 0 },
    ] as const) {
      withoutThrowing(() => this.#give(input));
      const output = this.#engine.pollOutput();
      promise(output.type === "timeout" && output.at === undefined, `a closed engine answers ${input.type}`);
    }
  }
}

function nameLast(sent: { label: string }[], { name, attempt, fields, from }: Omit<MessageEvent, "type">): void {
  const last = sent.at(-1);
  if (from !== "remoteConsole" || last === undefined) return;
  const { rqSeq, cmd, sessionSequenceNumber } = fields;
  const which =
    cmd === undefined ? "" : ` ${Number(cmd).toString(16)}h, rqSeq ${rqSeq}, sequence ${sessionSequenceNumber}`;
  last.label = `${name}${which}${attempt === undefined || attempt === 1 ? "" : `, try ${attempt}`}`;
}

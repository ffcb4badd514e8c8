import type { BmcEngine, BmcEvent } from "@ruipmi/bmc";
import type { EngineEvent, RequestId } from "@ruipmi/core";
import { type CipherSuite, cipherSuite, PrivilegeLevel } from "@ruipmi/core/wire";
import {
  attachConsole,
  attachManagedSystem,
  type MockConsole,
  type MockManagedSystem,
  MockNetwork,
  SeededRandom,
  seededRandomBytes,
} from "@ruipmi/transport-mock";
import { ExecutionLog } from "./execution-log.ts";
import type { Figures } from "./figures.ts";
import { Forger } from "./forger.ts";
import { Ledger } from "./ledger.ts";
import type { Options } from "./options.ts";
import { Requests } from "./requests.ts";
import { type Credentials, SecretSearch } from "./secret-search.ts";
import { consoleConfig, echo, handshakeTimeout, idleTimeout } from "./settings.ts";
import { type Court, WitnessedBmc, WitnessedConsole } from "./witnessed-engines.ts";

/** Ways of losing a session. */
const losses = ["dropped", "restart", "coldReset", "partition", "vanish"] as const;

/** What the right credentials are never told over a link that spoils nothing. */
const wrongVerdicts = [
  "wrongPassword",
  "wrongKg",
  "unknownUser",
  "privilegeRefused",
  "cipherSuiteRefused",
  "sessionRefused",
];

/** One life: a console that opens a session, works, loses it, opens another, works, closes; and all that is promised. */
export class Life {
  readonly network: MockNetwork;
  readonly #number: number;
  readonly #options: Options;
  readonly #figures: Figures;
  readonly #random: SeededRandom;
  readonly #suite: CipherSuite;
  readonly #credentials: Credentials;
  readonly #log: ExecutionLog;
  readonly #requests: Requests;
  readonly #search: SecretSearch;
  readonly #forger: Forger;
  readonly #court: Court;
  #bmc: { readonly engine: BmcEngine; readonly seat: MockManagedSystem<BmcEvent> };
  #console: { readonly engine: WitnessedConsole; readonly seat: MockConsole } | undefined;
  #lostAt: number | undefined;

  constructor(number: number, options: Options, figures: Figures) {
    this.#number = number;
    this.#options = options;
    this.#figures = figures;
    const random = new SeededRandom((options.seed * 0x9e3779b1 + number * 0x85ebca6b) >>> 0);
    this.#random = random;
    this.#suite = cipherSuite(options.suites[number % options.suites.length]!)!;
    this.#credentials = {
      username: random.bytes(1 + random.below(16)),
      password: random.bytes(12 + random.below(9)),
      kg: random.chance(0.5) ? random.bytes(20) : new Uint8Array(0),
    };
    const isProtected = this.#suite.integrity !== 0;
    const { loss, duplicate, reorder, corrupt } = options;
    this.network = new MockNetwork({
      seed: random.uint32(),
      conditions: {
        ...{ delay: random.below(15), jitter: random.below(30), reorderDelay: 50, loss, duplicate, reorder },
        lossBurst: 1 + random.below(3),
        ...(isProtected ? { corrupt, truncate: corrupt / 4 } : {}),
      },
    });
    this.#log = new ExecutionLog();
    this.#requests = new Requests(number, figures);
    this.#search = new SecretSearch(this.#suite, this.#credentials);
    this.#forger = new Forger(this.network, new SeededRandom(random.uint32()), () => {
      figures.forged += 1;
    });
    this.#court = {
      toConsole: new Ledger(),
      toBmc: new Ledger(),
      isProtected,
      executions: () => this.#log.total,
      said: (what) => this.#search.keep(what),
      examined: () => {
        figures.examined += 1;
      },
      accepted: (what) => this.#violated("forgedPacketsAccepted", what),
    };
    this.#bmc = this.#powerUp();
  }

  /** Lives it. */
  live(): void {
    const sessions = 2 + this.#random.below(2);
    for (let session = 1; session <= sessions; session++) {
      if (!this.#open()) break;
      this.#work(3 + this.#random.below(10));
      if (session < sessions) this.#lose();
      else this.#close();
    }
    this.#console?.seat.detach();
    this.network.setConditions({ loss: 0 });
    this.network.clock.advance(idleTimeout + handshakeTimeout + 1000);
    this.#judge();
  }

  #judge(): void {
    this.#requests.judge();
    for (const left of this.#bmc.engine.sessions)
      this.#violated("sessionsStillOpen", `${left.phase} ${left.sessionId}`);
    for (const id of this.#log.executedTwice) this.#violated("commandsExecutedTwice", `request ${id}`);
    for (const leak of this.#search.leaks()) this.#violated("leaksOfSecrets", leak);
    this.#figures.lives += 1;
    this.#figures.virtualMilliseconds += this.network.clock.now();
  }

  #violated(...[promise, what]: [Parameters<Figures["violated"]>[0], string]): void {
    this.#figures.violated(promise, this.#number, `suite ${this.#suite.id}: ${what}`);
  }

  #powerUp(): { readonly engine: BmcEngine; readonly seat: MockManagedSystem<BmcEvent> } {
    const { username, password, kg } = this.#credentials;
    const witnessed = new WitnessedBmc(
      {
        users: [{ name: username, password, privilegeLimit: PrivilegeLevel.administrator }],
        kg,
        cipherSuites: [this.#suite.id],
        sessionIdleTimeout: idleTimeout,
        handshakeTimeout,
        repeatWindow: this.#log.window,
        maxSessions: 64,
        randomBytes: seededRandomBytes(this.#random.uint32()),
      },
      this.#court,
    );
    const { engine } = witnessed;
    engine.handleRaw(({ netFn, cmd, data }, { now, session }) => {
      if (netFn !== echo.netFn || cmd !== echo.cmd) return undefined;
      this.#log.executed(numberOf(data), session?.sessionId, now);
      return { completionCode: 0, data: data.slice().reverse() };
    });
    return { engine, seat: attachManagedSystem(this.network, { address: "bmc", engine: witnessed }) };
  }

  /** Opens a session, as often as it takes a patient user. */
  #open(): boolean {
    for (let attempt = 0; attempt < 60; attempt++) {
      const engine = new WitnessedConsole(consoleConfig(this.#suite, this.#credentials, this.#random), this.#court);
      this.#console?.seat.detach();
      const seat = attachConsole(this.network, {
        address: "console",
        peer: "bmc",
        engine,
        onEvent: (event) => this.#heard(event),
      });
      this.#console = { engine, seat };
      seat.input({ type: "openSession" });
      // What is asked before the session is open waits for it, or fails with it.
      if (this.#random.chance(0.3)) this.#ask();
      this.#until(() => ["open", "closed"].includes(this.#phase), 120_000);
      if (this.#phase === "open") return true;
      this.#wait(500);
    }
    return false;
  }

  get #phase(): string {
    return this.#console!.engine.engine.snapshot().phase;
  }

  #heard(event: EngineEvent): void {
    this.#requests.heard(event);
    this.#search.keep(this.#console?.engine.engine.snapshot() ?? {});
    if (event.type === "sessionOpened") {
      this.#figures.sessions += 1;
      this.#search.opened(event.session.remoteConsoleSessionId, event.session.managedSystemSessionId);
      if (this.#lostAt !== undefined) this.#figures.recovered(this.network.clock.now() - this.#lostAt);
      this.#lostAt = undefined;
    }
    if (event.type !== "sessionClosed" || event.error === undefined || this.#options.corrupt > 0) return;
    if (wrongVerdicts.includes(event.error.code))
      this.#violated("wrongAnswers", `the handshake ended: ${event.error.message}`);
  }

  #work(requests: number): void {
    for (let each = 0; each < requests && this.#phase === "open"; each++) {
      const requestId = this.#ask();
      if (requestId !== undefined && this.#random.chance(0.05)) {
        this.#console!.seat.input({ type: "cancelRequest", requestId });
      }
      this.#strikes();
      if (this.#random.chance(0.7)) this.#wait(200);
    }
  }

  #strikes(): void {
    // Before the session is open nothing is authentic: who is on the path can deny it, and say that the password is wrong.
    if (!this.#court.isProtected || (this.#options.corrupt === 0 && this.#phase !== "open")) return;
    for (let strikes = this.#random.below(6); strikes > 0; strikes--) this.#forger.strike();
  }

  #ask(): RequestId | undefined {
    if (["closed", "awaitCloseSession"].includes(this.#phase)) return undefined;
    if (this.#console!.engine.engine.snapshot().queued >= 64) return undefined;
    const { requestId, data } = this.#requests.next(4 + this.#random.below(60));
    this.#console!.seat.input({ type: "request", requestId, request: { type: "command", ...echo, data } });
    return requestId;
  }

  #lose(): void {
    const { clock } = this.network;
    const way = losses[this.#random.below(losses.length)]!;
    if (way === "vanish") {
      this.#until(() => this.#isQuiet, 60_000);
      this.#lostAt = clock.now();
      return;
    }
    this.#lostAt = clock.now();
    if (way === "dropped") this.#bmc.engine.faults.dropSession = true;
    if (way === "coldReset") this.#reset();
    if (way === "restart") {
      this.#bmc.seat.detach();
      this.#wait(5000);
      this.#bmc = this.#powerUp();
    }
    if (way === "partition") {
      const heal = this.network.partition("bmc");
      this.#work(2);
      this.#wait(this.#random.chance(0.5) ? 3000 : 40_000);
      heal();
      this.#lostAt = clock.now();
    }
    // Nobody tells a console that its session is gone: it asks until it knows.
    const until = clock.now() + 60_000;
    while (this.#phase === "open" && clock.now() < until) {
      this.#work(1);
      this.#wait(400);
      if (this.#bmc.engine.sessions.every(({ phase }) => phase !== "open")) this.#bmc.engine.faults.dropSession = false;
      if (way === "partition" && clock.now() > until - 50_000) break;
    }
    this.#bmc.engine.faults.dropSession = false;
    const isAlive = this.#bmc.engine.sessions.some(({ phase }) => phase === "open");
    if (this.#phase === "open" && isAlive) this.#lostAt = undefined; // it lived through it
    this.#close();
  }

  /** Cold Reset, which ends every session. */
  #reset(): void {
    const { requestId } = this.#requests.next(0);
    const request = { type: "command", netFn: 0x06, cmd: 0x02, data: new Uint8Array(0) } as const;
    if (this.#phase === "open") this.#console!.seat.input({ type: "request", requestId, request });
    else this.#requests.forget(requestId);
  }

  #close(): void {
    // In the middle of things, or when everything was answered.
    if (this.#random.chance(0.5)) this.#until(() => this.#isQuiet, 60_000);
    this.#console!.seat.input({ type: "closeSession" });
    this.#until(() => this.#phase === "closed", 60_000);
  }

  get #isQuiet(): boolean {
    const { inFlight, queued } = this.#console!.engine.engine.snapshot();
    return this.#phase === "closed" || (inFlight === 0 && queued === 0);
  }

  /** Waits up to so many milliseconds, with what happens meanwhile. */
  #wait(most: number): void {
    this.network.clock.advance(this.#random.below(most));
  }

  #until(isSo: () => boolean, most: number): void {
    const { clock } = this.network;
    const end = clock.now() + most;
    while (!isSo() && clock.nextTimerAt !== undefined && clock.now() < end) {
      clock.advance(clock.nextTimerAt - clock.now());
      if (this.#random.chance(0.05)) this.#strikes();
    }
  }
}

function numberOf(data: Uint8Array): number {
  return data.length < 4 ? -1 : new DataView(data.buffer, data.byteOffset).getUint32(0, true);
}

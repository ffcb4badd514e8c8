import type { EngineEvent } from "@ruipmi/core";
import { type CipherSuite, cipherSuite } from "@ruipmi/core/wire";
import { MockNetwork, SeededRandom } from "@ruipmi/transport-mock";
import { ExecutionLog } from "./execution-log.ts";
import type { Figures, Promised } from "./figures.ts";
import { Forger } from "./forger.ts";
import { Ledger } from "./ledger.ts";
import { type Machine, powerUp } from "./machine.ts";
import type { Options } from "./options.ts";
import { bridgedDeviceId, coldReset, echoOf, outsideSession } from "./questions.ts";
import { Remote } from "./remote.ts";
import { Requests } from "./requests.ts";
import { Satellites } from "./satellites.ts";
import { type Credentials, SecretSearch } from "./secret-search.ts";
import { consoleConfig, handshakeTimeout, idleTimeout, managedSystemAddress } from "./settings.ts";
import { type Threat, threatTo } from "./threat.ts";
import type { Court } from "./witnessed-engines.ts";
import { wrongEnd } from "./wrong-ends.ts";

/** Ways of losing a session. */
const losses = ["dropped", "restart", "coldReset", "partition", "readdressed", "vanish"] as const;

/** One life: a console that opens a session, works, loses it, opens another, works, closes; and all that is promised. */
export class Life {
  readonly network: MockNetwork;
  readonly #number: number;
  readonly #figures: Figures;
  readonly #random: SeededRandom;
  readonly #suite: CipherSuite;
  readonly #threat: Threat;
  readonly #credentials: Credentials;
  readonly #log = new ExecutionLog();
  readonly #satellites = new Satellites();
  readonly #requests: Requests;
  readonly #search: SecretSearch;
  readonly #forger: Forger;
  readonly #court: Court;
  readonly #usesSerial: boolean;
  #machine: Machine;
  #remote: Remote | undefined;
  #bridged = 0;
  #hasHurried = false;
  #lostAt: number | undefined;

  constructor(number: number, options: Options, figures: Figures) {
    this.#number = number;
    this.#figures = figures;
    const random = new SeededRandom((options.seed * 0x9e3779b1 + number * 0x85ebca6b) >>> 0);
    this.#random = random;
    this.#suite = cipherSuite(options.suites[number % options.suites.length]!)!;
    this.#credentials = {
      username: random.bytes(1 + random.below(16)),
      password: random.bytes(12 + random.below(9)),
      kg: random.chance(0.5) ? random.bytes(20) : new Uint8Array(0),
    };
    this.#threat = threatTo(this.#suite, options.corrupt, random);
    const { loss, duplicate, reorder } = options;
    const { corrupt } = this.#threat;
    this.network = new MockNetwork({
      seed: random.uint32(),
      conditions: {
        ...{ delay: random.below(15), jitter: random.below(30), reorderDelay: 50, loss, duplicate, reorder },
        ...{ lossBurst: 1 + random.below(3), corrupt, truncate: corrupt / 4 },
      },
    });
    this.#requests = new Requests({
      violated: (promise, what) => this.#violated(promise, what),
      answered: () => {
        figures.answered += 1;
      },
    });
    this.#search = new SecretSearch(this.#suite, this.#credentials);
    const forgersRandom = new SeededRandom(random.uint32());
    this.#forger = new Forger(this.network, forgersRandom, this.#threat.knowledge, () => {
      figures.forged += 1;
    });
    this.#court = {
      toConsole: new Ledger(),
      toBmc: new Ledger(),
      judgesPackets: this.#threat.isTold,
      executions: () => this.#log.total + this.#satellites.executed,
      said: (what) => this.#search.keep(what),
      examined: () => {
        figures.examined += 1;
      },
      accepted: (what) => this.#violated("forgedPacketsAccepted", what),
    };
    this.#usesSerial = random.chance(0.4);
    this.#machine = this.#powerUp();
  }

  /** Lives it. */
  live(): void {
    const sessions = 2 + this.#random.below(2);
    for (let session = 1; session <= sessions; session++) {
      if (!this.#open()) break;
      this.#work(3 + this.#random.below(10));
      if (this.#random.chance(0.1)) this.#hurry();
      if (session < sessions) this.#lose();
      else this.#close();
    }
    this.#remote?.leave();
    this.network.setConditions({ loss: 0 });
    this.network.clock.advance(idleTimeout + handshakeTimeout + 1000);
    this.#judge();
  }

  #judge(): void {
    this.#requests.judge();
    for (const left of this.#machine.engine.sessions)
      this.#violated("sessionsStillOpen", `${left.phase} ${left.sessionId}`);
    for (const id of this.#log.executedTwice) this.#violated("commandsExecutedTwice", `request ${id}`);
    // In a hurry the managed system may have forgotten one: nothing tells which it was.
    if (!this.#hasHurried && this.#satellites.executed > this.#bridged) {
      const what = `${this.#satellites.executed} of ${this.#bridged} commands behind the IPMB`;
      this.#violated("commandsExecutedTwice", what);
    }
    for (const leak of this.#search.leaks()) this.#violated("leaksOfSecrets", leak);
    this.#figures.lives += 1;
    this.#figures.requests += this.#requests.count;
    this.#figures.serialCharacters += this.#machine.line.carried;
    this.#figures.virtualMilliseconds += this.network.clock.now();
  }

  #violated(promise: Promised, what: string): void {
    if (!this.#threat.keeps(promise)) return;
    this.#figures.violated(promise, this.#number, `suite ${this.#suite.id}: ${what}`);
  }

  #powerUp(): Machine {
    return powerUp({
      ...{ network: this.network, suite: this.#suite, credentials: this.#credentials, random: this.#random },
      ...{ log: this.#log, satellites: this.#satellites, court: this.#court },
      serialWrong: (what) => this.#violated("serialCharactersWrong", what),
    });
  }

  /** Opens a session, as often as it takes a patient user. */
  #open(): boolean {
    for (let attempt = 0; attempt < 60; attempt++) {
      this.#remote?.leave();
      this.#remote = new Remote({
        network: this.network,
        config: consoleConfig(this.#suite, this.#credentials, this.#random),
        court: this.#court,
        requests: this.#requests,
        heard: (event) => this.#heard(event),
        serialSaid: (event) => this.#search.keep(event),
      });
      this.#remote.input({ type: "openSession" });
      // What is asked before the session is open waits for it, or fails with it.
      if (this.#random.chance(0.3)) this.#ask();
      this.#until(() => ["open", "closed"].includes(this.#phase), 120_000);
      if (this.#phase === "open") return true;
      this.#wait(500);
    }
    return false;
  }

  get #phase(): string {
    return this.#remote!.phase;
  }

  #heard(event: EngineEvent): void {
    if (this.#remote !== undefined) this.#search.keep(this.#remote.snapshot);
    if (event.type === "sessionOpened") {
      this.#figures.sessions += 1;
      this.#search.opened(event.session.remoteConsoleSessionId, event.session.managedSystemSessionId);
      if (this.#lostAt !== undefined) this.#figures.recovered(this.network.clock.now() - this.#lostAt);
      this.#lostAt = undefined;
    }
    const broken = wrongEnd(event, this.#remote?.sessionId !== undefined, this.#threat.corrupt === 0);
    if (broken !== undefined) this.#violated(broken, `the session ended: ${JSON.stringify(event)}`);
  }

  #work(requests: number): void {
    for (let each = 0; each < requests && this.#phase === "open"; each++) {
      const requestId = this.#ask();
      if (requestId !== undefined && this.#random.chance(0.05))
        this.#remote!.input({ type: "cancelRequest", requestId });
      if (this.#usesSerial && this.#random.chance(0.5)) this.#talk();
      this.#strikes();
      if (this.#random.chance(0.7)) this.#wait(200);
    }
  }

  /** As many requests at once as will go, so that all numbers come round while late answers are under way. */
  #hurry(): void {
    this.#hasHurried = true;
    for (let each = 0; each < 150 && this.#phase === "open"; each++) {
      this.#ask();
      this.#strikes();
      this.#until(() => this.#remote!.snapshot.queued < 8, 10_000);
    }
  }

  #ask(): number | undefined {
    const random = this.#random;
    const kind = random.fraction();
    if (kind < 0.1) return this.#remote!.ask(() => outsideSession(random));
    if (kind > 0.3) return this.#remote!.ask((requestId) => echoOf(requestId, 4 + random.below(60)));
    const asked = this.#remote!.ask(() => bridgedDeviceId(this.#satellites, random));
    if (asked !== undefined) this.#bridged += 1;
    return asked;
  }

  /** Somebody types, the machine prints, or both. */
  #talk(): void {
    const random = this.#random;
    const { line, seat } = this.#machine;
    this.#remote!.type(random.bytes(1 + random.below(80)), this.#suite, line);
    if (random.chance(0.5)) return;
    line.print(random.bytes(1 + random.below(200)));
    seat.wake();
  }

  #strikes(): void {
    if (this.#threat.waitsForSession && this.#phase !== "open") return;
    for (let strikes = this.#random.below(6); strikes > 0; strikes--) this.#forger.strike();
  }

  #lose(): void {
    const { clock } = this.network;
    const way = losses[this.#random.below(losses.length)]!;
    if (way === "vanish") {
      this.#until(() => this.#remote!.isQuiet, 60_000);
      this.#lostAt = clock.now();
      return;
    }
    this.#lostAt = clock.now();
    if (way === "dropped") this.#machine.engine.faults.dropSession = true;
    if (way === "coldReset" && this.#phase === "open") this.#remote!.ask(() => coldReset);
    if (way === "restart") this.#restart();
    const heals = way === "partition" || way === "readdressed";
    if (heals) this.#silence(way);
    // Nobody tells a console that its session is gone: it asks until it knows.
    const until = clock.now() + 60_000;
    while (this.#phase === "open" && clock.now() < until) {
      this.#work(1);
      this.#wait(400);
      const { engine } = this.#machine;
      if (engine.sessions.every(({ phase }) => phase !== "open")) engine.faults.dropSession = false;
      if (heals && clock.now() > until - 50_000) break;
    }
    this.#machine.engine.faults.dropSession = false;
    const isAlive = this.#machine.engine.sessions.some(({ phase }) => phase === "open");
    if (this.#phase === "open" && isAlive) this.#lostAt = undefined; // it lived through it
    this.#close();
  }

  #restart(): void {
    this.#machine.seat.detach();
    this.#figures.serialCharacters += this.#machine.line.carried;
    this.network.refuse(managedSystemAddress, this.#random.chance(0.5));
    if (this.#random.chance(0.5)) this.#work(2);
    this.#wait(5000);
    this.network.refuse(managedSystemAddress, false);
    this.#machine = this.#powerUp();
  }

  /** Nothing of the managed system arrives for a while: cut off, or answering from an address that nobody asked. */
  #silence(way: "partition" | "readdressed"): void {
    const heal =
      way === "partition"
        ? this.network.partition(managedSystemAddress)
        : this.#answerFrom("the managed system's other address");
    this.#work(2);
    this.#wait(this.#random.chance(0.5) ? 3000 : 40_000);
    heal();
    this.#lostAt = this.network.clock.now();
  }

  #answerFrom(address: string): () => void {
    this.network.readdress(managedSystemAddress, address);
    return () => this.network.readdress(managedSystemAddress, undefined);
  }

  #close(): void {
    // In the middle of things, or when everything was answered.
    if (this.#random.chance(0.5)) this.#until(() => this.#remote!.isQuiet, 60_000);
    this.#remote!.input({ type: "closeSession" });
    this.#until(() => this.#phase === "closed", 60_000);
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

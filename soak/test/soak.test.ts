import { AuthenticationError, type CommandResponse, type IpmiError, NetworkError } from "@ruipmi/core";
import { cipherSuite, encodeToBytes, getDeviceId } from "@ruipmi/core/wire";
import { SeededRandom } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { ExecutionLog } from "../src/execution-log.ts";
import { Ledger } from "../src/ledger.ts";
import { againAlone, readOptions } from "../src/options.ts";
import { bridgedDeviceId, echoOf, type Question } from "../src/questions.ts";
import { Requests } from "../src/requests.ts";
import { Satellites } from "../src/satellites.ts";
import { SecretSearch } from "../src/secret-search.ts";
import { SerialLine } from "../src/serial-line.ts";
import { soak } from "../src/soak.ts";
import { threatTo } from "../src/threat.ts";
import { wrongEnd } from "../src/wrong-ends.ts";

const hard = ["--loss", "0.3", "--duplicate", "0.2", "--reorder", "0.3", "--corrupt", "0.1"];

describe("soak", () => {
  it("lives with every suite and breaks no promise", () => {
    const { figures } = soak(readOptions(["--seed", "5", "--lives", "20", ...hard]), () => 0);
    expect(figures.stories).toEqual([]);
    const line = JSON.parse(figures.json(1));
    expect(Object.keys(line)).toEqual([
      "lives",
      "requests",
      "requestsWithTwoOutcomesOrNone",
      "commandsExecutedTwice",
      "wrongAnswers",
      "serialCharactersWrong",
      "sessionsStillOpen",
      "forgedPacketsAccepted",
      "leaksOfSecrets",
      "slowestRecoverySeconds",
      "virtualSecondsPerRealSecond",
      "violations",
    ]);
    expect(line).toMatchObject({ lives: 20, violations: 0 });
    // It would be easy to break nothing where nothing happens.
    expect(figures.sessions).toBeGreaterThan(40);
    expect(figures.answered).toBeGreaterThan(200);
    expect(figures.recoveries).toBeGreaterThan(10);
    expect(figures.examined).toBeGreaterThan(500);
    expect(figures.serialCharacters).toBeGreaterThan(1000);
  }, 120_000);

  it("is the same again for the same seed, and one life is what it was among the others", () => {
    const traceOf = (...args: string[]): unknown => soak(readOptions([...args, ...hard]), () => 0).network!.trace;
    const fourth = traceOf("--seed", "9", "--lives", "4");
    expect(traceOf("--seed", "9", "--first", "3", "--lives", "1")).toEqual(fourth);
    expect(traceOf("--seed", "10", "--first", "3", "--lives", "1")).not.toEqual(fourth);
  });

  it("says how to live one life again", () => {
    const options = readOptions(["--seed", "9", "--suites", "0,18", "--seconds", "5", ...hard]);
    const again = readOptions(againAlone(options, 3).split(" ").slice(2));
    expect(again).toEqual({ ...options, first: 3, lives: 1, seconds: Number.POSITIVE_INFINITY });
  });

  it("begins no life after its seconds are over", () => {
    let seconds = 0;
    const { figures } = soak(readOptions(["--seconds", "3", "--suites", "17"]), () => seconds++);
    expect(figures.lives).toBe(2);
  });
});

describe("its judges", () => {
  it("see a request with two outcomes, with none, and with another's answer", () => {
    const broken: string[] = [];
    const heard: unknown[] = [];
    const requests = new Requests({
      violated: (promise, what) => broken.push(`${promise}: ${what}`),
      answered: () => {},
    });
    const ask = () => requests.next((id) => echoOf(id, 8), heard.push.bind(heard)).requestId;
    const [first, second, third] = [ask(), ask(), ask()];
    const answer = (requestId: number, of: number): void => {
      const { request } = echoOf(of, 8);
      if (request.type !== "command") throw new Error("an echo is a command");
      requests.heard({ type: "response", requestId, response: commandResponse(request.data.slice().reverse()) });
    };
    answer(first, first);
    answer(first, first);
    answer(second, third);
    requests.judge();
    expect(broken).toEqual([
      `wrongAnswers: to request ${second} completion code 0 (command, 8 bytes)`,
      `requestsWithTwoOutcomesOrNone: request ${first}: 2 outcomes`,
      `requestsWithTwoOutcomesOrNone: request ${third}: 0 outcomes`,
    ]);
    expect(heard).toHaveLength(3);
  });

  it("see the answer of another controller, and one that was executed before it was asked for", () => {
    const satellites = new Satellites();
    const answerOf = (index: number): CommandResponse =>
      commandResponse(encodeToBytes(getDeviceId.response, satellites.controllers[index]!.deviceId, undefined));
    const ask = (address: number): Question => {
      for (let seed = 1; ; seed++) {
        const question = bridgedDeviceId(satellites, new SeededRandom(seed));
        if (question.request.type === "command" && question.request.bridge?.targetAddress === address) return question;
      }
    };
    const early = answerOf(0);
    const question = ask(0x30);
    expect(question.isRight(early)).toBe(false);
    expect(question.isRight(answerOf(1))).toBe(false);
    const late = answerOf(0);
    expect(question.isRight(late)).toBe(true);
    expect(ask(0x82).isRight(late)).toBe(false);
    expect(satellites.executed).toBe(3);
  });

  it("see characters of a serial line doubled, left out, and accepted before they were read", () => {
    const wrong: string[] = [];
    const lineOf = (): SerialLine => {
      const line = new SerialLine((what) => wrong.push(what));
      line.print(Uint8Array.of(1, 2, 3, 4));
      line.activated(7);
      line.received(7, Uint8Array.of(1, 2));
      return line;
    };
    const take = (line: SerialLine, count: number): void => {
      line.state.serial.output = line.state.serial.output.slice(count);
    };
    // What nobody has received is shown again, and what somebody has may be.
    const line = lineOf();
    take(line, 2);
    line.activated(8);
    line.received(8, Uint8Array.of(3, 4));
    line.typed(8, Uint8Array.of(5, 6));
    line.state.serial.onInput?.(Uint8Array.of(5));
    line.accepted(8, 1);
    expect(wrong).toEqual([]);

    line.accepted(8, 1);
    line.state.serial.onInput?.(Uint8Array.of(5));
    lineOf().received(7, Uint8Array.of(2, 3));
    lineOf().received(7, Uint8Array.of(4));
    const skipped = lineOf();
    take(skipped, 3);
    skipped.activated(8);
    expect(wrong).toEqual([
      "2 characters accepted, 1 read",
      "1 characters read that are not the next ones typed",
      "2 characters received that are not the next ones printed",
      "1 characters received that are not the next ones printed",
      "1 characters were never shown",
    ]);
  });

  it("promise everything where packets have an AuthCode or nobody is on the path, and what is left where anyone may forge", () => {
    const threats = Array.from({ length: 40 }, (_, seed) => threatTo(cipherSuite(1)!, 0.1, new SeededRandom(seed)));
    const [blind, exposed] = [true, false].map((isTold) => threats.filter((threat) => threat.isTold === isTold));
    expect(blind!.length).toBeGreaterThan(10);
    expect(exposed!.length).toBeGreaterThan(10);
    for (const threat of [...blind!, threatTo(cipherSuite(17)!, 0.1, new SeededRandom(1))]) {
      expect(threat.keeps("wrongAnswers") && threat.keeps("forgedPacketsAccepted")).toBe(true);
    }
    for (const threat of blind!) expect(threat).toMatchObject({ knowledge: "no session ID", corrupt: 0 });
    for (const threat of exposed!) {
      expect(threat).toMatchObject({ knowledge: "all but the keys", corrupt: 0.1 });
      expect(threat.keeps("wrongAnswers")).toBe(false);
      expect(threat.keeps("requestsWithTwoOutcomesOrNone") && threat.keeps("leaksOfSecrets")).toBe(true);
    }
  });

  it("see a command executed twice within the managed system's memory, and in another session whenever", () => {
    const log = new ExecutionLog();
    log.executed(1, 5, 0, 0);
    log.executed(1, 5, log.window - 1, 1);
    log.executed(2, 5, 0, 2);
    log.executed(2, 5, log.window, 3);
    log.executed(3, 5, 0, 4);
    log.executed(3, 6, 2 * log.window, 5);
    // Of 33 commands since then it remembers 32.
    log.executed(10, 5, 0, 10);
    log.executed(10, 5, 1, 43);
    log.executed(11, 5, 0, 50);
    log.executed(11, 5, 1, 82);
    expect(log.executedTwice).toEqual([1, 3, 11]);
  });

  it("tell what was sent from what was not, and a first arrival from the next", () => {
    const ledger = new Ledger();
    const datagram = Uint8Array.of(6, 0, 0xff, 7, 6, 0xc0, 1, 2, 3);
    ledger.sent(datagram);
    expect(ledger.judge(datagram.with(8, 4), true)).toBe("forged");
    expect(ledger.judge(datagram.with(1, 4), true)).toBe("unknown");
    // Before there was a session to take it.
    expect(ledger.judge(datagram, false)).toBe("genuine");
    expect(ledger.judge(datagram, true)).toBe("genuine");
    expect(ledger.judge(datagram, true)).toBe("forged");
  });

  it("find a secret raw, in hex, in base64 and in an error's text", () => {
    const password = Uint8Array.from("a password!!", (each) => each.charCodeAt(0));
    const suite = { id: 17, authentication: 3, integrity: 4, confidentiality: 1 } as const;
    const leaksOf = (what: object): number => {
      const search = new SecretSearch(suite as never, { username: password, password, kg: new Uint8Array(0) });
      search.keep(what);
      return search.leaks().length;
    };
    expect(leaksOf({ type: "transmit", datagram: Uint8Array.of(1, ...password, 2) })).toBe(1);
    expect(leaksOf({ type: "event", event: { payload: password } })).toBeGreaterThan(0);
    expect(leaksOf({ type: "event", event: { text: Buffer.from(password).toString("base64") } })).toBe(1);
    expect(leaksOf({ type: "event", event: { error: new Error("wrong: a password!!") } })).toBe(1);
    expect(leaksOf({ type: "event", event: { error: new Error("wrong: a passport!!") } })).toBe(0);
  });

  it("see a session that ICMP ended, and right credentials called wrong where nothing is spoiled", () => {
    const closed = (error: IpmiError) =>
      ({ type: "sessionClosed", reason: "failed", confirmed: false, error }) as const;
    const unreachable = closed(new NetworkError("portUnreachable", "", 1, 1));
    const wrong = closed(new AuthenticationError("wrongPassword", ""));
    expect(wrongEnd(unreachable, true, true)).toBe("forgedPacketsAccepted");
    expect(wrongEnd(unreachable, false, true)).toBeUndefined();
    expect(wrongEnd(wrong, false, true)).toBe("wrongAnswers");
    expect(wrongEnd(wrong, false, false)).toBeUndefined();
  });

  it.each([
    ["--loss", "1.5"],
    ["--loss", ""],
    ["--lives", "0"],
    ["--suites", "20"],
    ["--seed", "x"],
    ["--speed", "1"],
  ])("refuse %s %s", (...args) => {
    expect(() => readOptions(args)).toThrow();
  });
});

function commandResponse(data: Uint8Array): CommandResponse {
  return {
    ...{ type: "command", netFn: 0x2f, cmd: 0x5a, completionCode: 0, data },
    ...{ refusedByBridge: false, attempts: 1, elapsed: 1 },
  };
}

import { describe, expect, it } from "vitest";
import { ExecutionLog } from "../src/execution-log.ts";
import { Figures } from "../src/figures.ts";
import { Ledger } from "../src/ledger.ts";
import { readOptions } from "../src/options.ts";
import { Requests } from "../src/requests.ts";
import { SecretSearch } from "../src/secret-search.ts";
import { soak } from "../src/soak.ts";

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
  });

  it("is the same again for the same seed, and one life is what it was among the others", () => {
    const traceOf = (...args: string[]): unknown => soak(readOptions([...args, ...hard]), () => 0).network!.trace;
    const fourth = traceOf("--seed", "9", "--lives", "4");
    expect(traceOf("--seed", "9", "--first", "3", "--lives", "1")).toEqual(fourth);
    expect(traceOf("--seed", "10", "--first", "3", "--lives", "1")).not.toEqual(fourth);
  });

  it("begins no life after its seconds are over", () => {
    let seconds = 0;
    const { figures } = soak(readOptions(["--seconds", "3", "--suites", "17"]), () => seconds++);
    expect(figures.lives).toBe(2);
  });
});

describe("its judges", () => {
  it("see a request with two outcomes, with none, and with another's answer", () => {
    const figures = new Figures();
    const requests = new Requests(0, figures);
    const [first, second, third] = [requests.next(4), requests.next(8), requests.next(8)];
    const answer = (requestId: number, data: Uint8Array): void =>
      requests.heard({
        type: "response",
        requestId,
        response: {
          ...{ type: "command", netFn: 0x2f, cmd: 0x5a, completionCode: 0, data },
          ...{ refusedByBridge: false, attempts: 1, elapsed: 1 },
        },
      });
    answer(first.requestId, first.data.slice().reverse());
    answer(first.requestId, first.data.slice().reverse());
    answer(second.requestId, third.data.slice().reverse());
    requests.judge();
    expect(figures.broken).toMatchObject({ requestsWithTwoOutcomesOrNone: 2, wrongAnswers: 1 });
    expect(figures.violations).toBe(3);
  });

  it("see a command executed twice within the managed system's memory, and in another session whenever", () => {
    const log = new ExecutionLog();
    log.executed(1, 5, 0);
    log.executed(1, 5, log.window - 1);
    log.executed(2, 5, 0);
    log.executed(2, 5, log.window);
    log.executed(3, 5, 0);
    log.executed(3, 6, 2 * log.window);
    for (let id = 10; id < 43; id++) log.executed(id, 5, 0);
    log.executed(10, 5, 1);
    expect(log.executedTwice).toEqual([1, 3]);
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

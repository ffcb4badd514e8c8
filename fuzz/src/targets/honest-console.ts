import { ok, strictEqual } from "node:assert/strict";
import type { BmcEngine } from "@ruipmi/bmc";
import { decodeFromBytes, openSessionResponse } from "@ruipmi/core/wire";
import { type Drained, drain } from "../../../packages/bmc/test/support/bmc-fixture.ts";
import { HandConsole } from "../../../packages/bmc/test/support/hand-console.ts";

/** Longer than a restart, and than any session idles. */
const quiet = 600_000;

/** Commands after which a console may rightly be refused: they change who may log in, and how. */
const gates = new Set(["06/40", "06/43", "06/45", "06/47", "06/56", "0c/01"]);

/** Whether one of those was executed. */
export function changesLogin({ events }: Drained): boolean {
  return events.some(
    (event) =>
      event.type === "commandAnswered" && event.completionCode === 0 && gates.has(numbers(event.netFn, event.cmd)),
  );
}

/** Holds what came of an input: no handler threw, and there is not more of it than a request is worth. */
export function holdDrained({ datagrams, events }: Drained): void {
  for (const event of events) if (event.type === "handlerFailed") throw event.error;
  ok(datagrams.length <= 4 && events.length <= 16, `${datagrams.length} datagrams and ${events.length} events of one`);
}

/** Lets all be over that was begun; every deadline is followed by a later one. */
export function quieten(bmc: BmcEngine, now: number): number {
  let { at } = drain(bmc);
  const end = now + quiet;
  for (let ticks = 0; at !== undefined && at <= end; ticks++) {
    ok(ticks < 5000, "the managed system never comes to rest");
    bmc.handleInput({ type: "timeout", now: at });
    const next = drain(bmc).at;
    ok(next === undefined || next > at, "law 5: the next deadline is later");
    at = next;
  }
  return end;
}

/** A console that behaves is answered: it gets a session and a command, or where logins were changed a refusal. */
export function holdHonestConsole(bmc: BmcEngine, now: number, mayBeRefused: boolean): void {
  const console = new HandConsole(bmc, { suite: 3, peer: "honest", sessionId: 0x0badcafe });
  console.now = quieten(bmc, now);
  const { sessions } = bmc;
  strictEqual(sessions.length, 0, "no session outlives its idle limit");
  if (mayBeRefused) {
    const said = console.sendOutside(0x10, Uint8Array.from(Buffer.from(openRequest, "hex")));
    ok(said !== undefined, "an Open Session Request is answered");
    decodeFromBytes(openSessionResponse, said, "Open Session Response");
  } else {
    strictEqual(console.connect().raw(6, 1).completionCode, 0);
  }
}

const openRequest = "01040000fecaad0b000000080100000001000008010000000200000801000000";

function numbers(netFn: number, cmd: number): string {
  return [netFn, cmd].map((number) => number.toString(16).padStart(2, "0")).join("/");
}

import { ok } from "node:assert/strict";
import { SolEngine } from "@ruipmi/core";
import { PayloadType } from "@ruipmi/core/wire";
import { stepsAllowed, withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { capturedPayloads } from "../corpus/captures.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { bucket } from "../shape.ts";

/** The console's side of Serial over LAN, while somebody types. */
export const consoleEngine: FuzzTarget = {
  name: "console-engine",
  about: "SolEngine: changed payloads of a managed system; characters typed are sent once and given up in the end",
  order: "sequence",
  mostBytes: 400,
  mostPieces: 20,
  seeds: once(() => {
    const payloads = capturedPayloads(PayloadType.serialOverLan, "managedSystem");
    return payloads.map((_, at) => ({ subject: "console", pieces: payloads.slice(at, at + 4) }));
  }),
  run({ pieces }) {
    const engine = new SolEngine({ inboundPayloadSize: 40, retry: { tries: 3 }, receiveWindow: 300 });
    const seen = new Set<string>();
    let now = 0;
    let characters = 0;
    const drain = (): number | undefined => {
      for (let outputs = 0; ; outputs++) {
        ok(outputs < 50, "the outputs of one input are bounded");
        const output = engine.pollOutput();
        if (output.type === "timeout") return output.at;
        seen.add(output.type === "event" ? output.event.type : output.type);
        if (output.type === "event" && output.event.type === "charactersReceived")
          characters += output.event.characters.length;
      }
    };
    for (const payload of pieces) {
      now += 50;
      if (engine.snapshot().room >= 30 && !engine.snapshot().isClosed)
        engine.handleInput({ type: "characters", now, characters: Uint8Array.from(payload.subarray(0, 30)) });
      withinSteps(stepsAllowed(payload.length), () => engine.handleInput({ type: "payload", now, payload }));
      drain();
      const { unconsumed } = engine.snapshot();
      ok(unconsumed <= 300, "no more is taken than there is room for");
      if (unconsumed > 200) engine.handleInput({ type: "consumed", now, count: unconsumed });
    }
    ok(characters <= pieces.reduce((sum, piece) => sum + piece.length, 0), "no more is shown than came");
    settle(engine, drain);
    return [...seen, ...Object.keys(engine.snapshot().dropped), bucket(characters)].join();
  },
};

/** Silence is told of again and again for as long as the console is open; all else comes to an end. */
function settle(engine: SolEngine, drain: () => number | undefined): void {
  let at = drain();
  for (let ticks = 0; at !== undefined && ticks < 60; ticks++) {
    engine.handleInput({ type: "timeout", now: at });
    const next = drain();
    ok(next === undefined || next > at, "law 5: the next deadline is later");
    at = next;
  }
  ok(!engine.snapshot().isAwaitingAcknowledgement, "what is never acknowledged is given up");
}

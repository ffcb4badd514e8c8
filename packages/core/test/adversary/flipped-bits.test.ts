import { describe, expect, it } from "vitest";
import { flipBit } from "../crypto/bytes.ts";
import { attackedSuites, attackSession, fresh, honestLife } from "../support/attacked-session.ts";
import { flippedBits, sessionIdOf } from "../support/forgeries.ts";
import { drain, reenact } from "../support/recording.ts";

/** RMCP's reserved byte and its sequence number: no AuthCode covers them, and they say nothing (IPMI v2.0 §13.28.4). */
const covers = (byte: number): boolean => byte !== 1 && byte !== 2;

function everyBitOf(datagram: Uint8Array): Uint8Array[] {
  return [...flippedBits(datagram)].filter((_, bit) => covers(bit >> 3));
}

describe.each(attackedSuites)("in a session of suite %i, with any one bit turned over,", (suite) => {
  it("every packet of the managed system is dropped, before it arrives whole", () => {
    let flips = 0;
    attackSession(honestLife(suite), (moment) => {
      const forged = fresh(moment).flatMap(everyBitOf);
      flips += forged.length;
      return forged;
    });
    expect(flips).toBeGreaterThan(1900);
  });

  it("every packet of both directions is dropped once it has passed, the handshake's too", () => {
    let last = 0;
    attackSession(honestLife(suite), ({ past }) => {
      const passed = past.slice(last);
      last = past.length;
      return passed.flatMap(({ datagram }) => [...flippedBits(datagram)]);
    });
    expect(last).toBeGreaterThan(12);
  });
});

it("in the two bytes of the RMCP header that are not covered, they make the same packet, which counts once", () => {
  const recording = honestLife(17);
  for (let bit = 8; bit < 24; bit++) {
    const engine = reenact(recording);
    let inSession = 0;
    for (const { input, outputs } of recording.steps) {
      const isNew = input.type === "datagram" && sessionIdOf(input.datagram) !== 0;
      engine.handleInput(isNew ? { ...input, datagram: flipBit(input.datagram, bit) } : input);
      expect(drain(engine)).toEqual(outputs);
      if (!isNew || engine.snapshot().phase === "closed") continue;
      inSession += 1;
      engine.handleInput(input);
      drain(engine);
    }
    expect(engine.snapshot().dropped).toEqual({ replayed: inSession });
    expect(inSession).toBeGreaterThan(3);
  }
});

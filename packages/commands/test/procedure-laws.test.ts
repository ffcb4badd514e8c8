import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as commands from "../src/index.ts";
import { getDeviceSdr, getSdr, getSelEntry, type Procedure } from "../src/index.ts";
import { mostCalls, procedures } from "./support/all-procedures.ts";
import { isSpokenOf, type Lie, runAgainst } from "./support/liar.ts";

/*
 * Whatever a managed system says about lengths, counts and next records, and whatever it refuses: each procedure ends, with
 * what was read or with an error that the library speaks of.
 */

/** The steps that procedures are made of. */
const steps = ["all", "call", "progress", "wait"];

/** Bytes of a record and the ID of another: what lies about records are made of. */
const recordOf = (next: number, bytes: Uint8Array): Uint8Array => Uint8Array.of(next, next >>> 8, ...bytes);
const readsRecords = new Set<unknown>([getSdr, getDeviceSdr, getSelEntry]);
const askedRecord = (request: Uint8Array): number => request[2]! | (request[3]! << 8);

const lies: Readonly<Record<string, Lie>> = {
  "says the same of everything": (_command, _request, golden) => golden,
  "has one more record after each": (command, request, golden) =>
    readsRecords.has(command) ? recordOf((askedRecord(request) + 1) & 0xffff, golden.subarray(2)) : golden,
  "has each record after itself": (command, request, golden) =>
    readsRecords.has(command) ? recordOf(askedRecord(request), golden.subarray(2)) : golden,
  "gives a byte at a time": (command, request, golden) =>
    readsRecords.has(command) ? recordOf(askedRecord(request) + 1, Uint8Array.of(0xff)) : golden,
  "gives records without a byte": (command, request, golden) =>
    readsRecords.has(command) ? recordOf(askedRecord(request) + 1, new Uint8Array(0)) : golden,
  "says FFh everywhere": (_command, _request, golden) => golden.map(() => 0xff),
  "says 00h everywhere": (_command, _request, golden) => golden.map(() => 0),
  "says nothing": () => new Uint8Array(0),
  ...Object.fromEntries(
    [0x80, 0x81, 0xc0, 0xc1, 0xc3, 0xc5, 0xc7, 0xc8, 0xca, 0xcb, 0xcc, 0xce, 0xd4, 0xd5, 0xff].flatMap(
      (code): [string, Lie][] => {
        const name = code.toString(16);
        return [
          [`refuses with ${name}h`, () => code],
          [
            `refuses every second time with ${name}h`,
            (_command, _request, golden, count) => (count % 2 === 0 ? code : golden),
          ],
        ];
      },
    ),
  ),
};

describe("every exported procedure", () => {
  it("is here", () => {
    const exported = Object.entries(commands).filter(([, value]) => value.constructor.name === "GeneratorFunction");
    expect(
      exported
        .map(([name]) => name)
        .filter((name) => !steps.includes(name))
        .sort(),
    ).toStrictEqual(Object.keys(procedures).sort());
  });
});

describe.each(Object.entries(procedures))("%s", (_name, start) => {
  it.each(Object.entries(lies))("ends, though the managed system %s", (_lie, lie) => {
    expectEnd(start(), lie);
  });

  it("ends, whatever the managed system says", () => {
    const choice = fc.tuple(fc.nat(), fc.nat(), fc.nat(255));
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 40 }), (choices) => {
        expectEnd(start(), (_command, _request, golden, count) => {
          const [what, at, byte] = choices[count % choices.length]!;
          if (what % 5 === 0) return byte === 0 ? 0xc0 : byte;
          if (what % 5 === 1) return golden.slice(0, at % (golden.length + 1));
          return golden.map((value, index) => (index === at % golden.length ? byte : value));
        });
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

function expectEnd(procedure: Procedure<unknown>, lie: Lie): void {
  const { calls, settled } = runAgainst(procedure, lie, mostCalls);
  if (settled === "endless") expect.fail(`not over after ${calls} commands`);
  if (settled.status === "rejected" && !isSpokenOf(settled.reason)) throw settled.reason;
}

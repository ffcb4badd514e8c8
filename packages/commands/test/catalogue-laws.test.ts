import { MalformedMessageError } from "@ruipmi/core";
import { type AnyCommand, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../core/test/crypto/bytes.ts";
import { commandCatalogue } from "../src/index.ts";
import { decodeCounted } from "./support/counting-reader.ts";
import { type GoldenExchange, goldenExchanges, goldenKey } from "./support/goldens.ts";
import { holdCodec, tryDecode } from "./support/held-codec.ts";

const anyBytes = fc.uint8Array({ maxLength: 300 });

describe("the goldens", () => {
  it("are there for every command of the catalogue, and for no other", () => {
    const named = commandCatalogue.map(goldenKey);
    expect(named.filter((key) => goldenExchanges[key] === undefined)).toStrictEqual([]);
    expect(Object.keys(goldenExchanges).filter((key) => !named.includes(key))).toStrictEqual([]);
    const withoutResponse = named.filter(
      (key) => !goldenExchanges[key]!.some(([, response]) => response !== undefined),
    );
    expect(withoutResponse).toStrictEqual([]);
  });
});

describe.each(commandCatalogue.map((command) => ({ name: goldenKey(command), command })))(
  "$name",
  ({ name, command }) => {
    const exchanges = goldenExchanges[name] ?? [];

    it("makes the golden bytes of what it read out of them", () => {
      for (const [request, response] of exchanges) {
        const asked = decodeCounted(command.request, fromHex(request), undefined);
        expect(toHex(encodeToBytes(command.request, asked))).toBe(request);
        if (response === undefined) continue;
        const answered = decodeCounted(command.response, fromHex(response), asked);
        expect(toHex(encodeToBytes(command.response, answered, asked))).toBe(response);
      }
    });

    it("makes a value or a MalformedMessageError of any request, and the same value of what it makes of that", () => {
      for (const bytes of mutations(exchanges.map(([request]) => request)))
        holdCodec(command.request, bytes, undefined);
      fc.assert(
        fc.property(anyBytes, (bytes) => {
          holdCodec(command.request, bytes, undefined);
        }),
        { numRuns: 50 },
      );
    });

    it("makes a value or a MalformedMessageError of any response to any request", () => {
      for (const [request, response] of exchanges) {
        const asked = decodeCounted(command.request, fromHex(request), undefined);
        if (response !== undefined)
          for (const bytes of mutations([response])) holdCodec(command.response, bytes, asked);
        fc.assert(
          fc.property(anyBytes, (bytes) => {
            holdCodec(command.response, bytes, asked);
          }),
          { numRuns: 20 },
        );
      }
      fc.assert(
        fc.property(anyRequest(command, exchanges), anyBytes, (asked, bytes) => {
          holdCodec(command.response, bytes, asked);
        }),
        { numRuns: 50 },
      );
    });
  },
);

/** Every truncation, a byte too many, every bit flipped, every byte 00h and FFh. */
function* mutations(goldens: readonly string[]): Generator<Uint8Array> {
  for (const golden of new Set(goldens)) {
    const bytes = fromHex(golden);
    for (let length = 0; length < bytes.length; length++) yield bytes.slice(0, length);
    yield Uint8Array.of(...bytes, 0);
    for (let bit = 0; bit < bytes.length * 8; bit++)
      yield bytes.map((byte, index) => (index === bit >>> 3 ? byte ^ (1 << (bit & 7)) : byte));
    for (const extreme of [0, 0xff]) for (const at of bytes.keys()) yield bytes.with(at, extreme);
  }
}

/** Requests as bytes may mean them: golden ones with other bytes in them, and any bytes that are one. */
function anyRequest(command: AnyCommand, exchanges: readonly GoldenExchange[]): fc.Arbitrary<unknown> {
  const golden = exchanges.map(([request]) => fromHex(request));
  const mutated = fc
    .tuple(fc.constantFrom(...golden), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }))
    .map(([bytes, changes]) => {
      const copy = bytes.slice();
      for (const [at, byte] of changes) if (copy.length > 0) copy[at % copy.length] = byte;
      const decoded = tryDecode(command.request, copy, undefined);
      return decoded instanceof MalformedMessageError ? tryDecode(command.request, bytes, undefined) : decoded;
    });
  return mutated.filter((decoded) => "value" in decoded).map(({ value }) => value);
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CipherSuiteRecord,
  encodeAlgorithmList,
  encodeCipherSuiteRecords,
  parseCipherSuiteRecords,
} from "../../src/messages/cipher-suite-records.ts";
import { fromHex, toHex } from "../crypto/bytes.ts";
import { byte, record, sixBits, uint24 } from "../support/codec-laws.ts";

const algorithms = fc.array(sixBits, { maxLength: 4 });
const kinds = {
  authenticationAlgorithms: algorithms,
  integrityAlgorithms: algorithms,
  confidentialityAlgorithms: algorithms,
};
const anyRecord = fc.oneof(
  record<CipherSuiteRecord>({ id: byte, ...kinds }),
  record<CipherSuiteRecord>({ id: byte, oemIana: uint24, ...kinds }),
);

const suite3: CipherSuiteRecord = {
  id: 3,
  authenticationAlgorithms: [1],
  integrityAlgorithms: [1],
  confidentialityAlgorithms: [1],
};

describe("cipher suite records", () => {
  it("are read: suites 3 and 17, and an OEM's with two algorithms of a kind", () => {
    const list = fromHex("c003014181c011034481c180a20200013442438182");
    const records = [
      suite3,
      { id: 17, authenticationAlgorithms: [3], integrityAlgorithms: [4], confidentialityAlgorithms: [1] },
      {
        id: 0x80,
        oemIana: 674,
        authenticationAlgorithms: [1, 0x34],
        integrityAlgorithms: [2, 3],
        confidentialityAlgorithms: [1, 2],
      },
    ];
    expect(parseCipherSuiteRecords(list)).toStrictEqual({ records, tolerated: [] });
    expect(toHex(encodeCipherSuiteRecords(records))).toBe(toHex(list));
  });

  it("may leave kinds out, and may have any number, C0h too", () => {
    expect(parseCipherSuiteRecords(fromHex("c000c0c001")).records).toStrictEqual([
      { id: 0, authenticationAlgorithms: [], integrityAlgorithms: [], confidentialityAlgorithms: [] },
      { id: 0xc0, authenticationAlgorithms: [1], integrityAlgorithms: [], confidentialityAlgorithms: [] },
    ]);
  });

  it("are understood where the managed system gives a bare algorithm list", () => {
    const list = {
      authenticationAlgorithms: [3],
      integrityAlgorithms: [4],
      confidentialityAlgorithms: [1],
    };
    expect(parseCipherSuiteRecords(fromHex("034481"))).toStrictEqual({ records: [], algorithms: list, tolerated: [] });
    expect(toHex(encodeAlgorithmList(list))).toBe("034481");
  });

  it("of an empty list are none", () => {
    expect(parseCipherSuiteRecords(new Uint8Array())).toStrictEqual({ records: [], tolerated: [] });
  });

  it("are read past what is not understood, which is reported", () => {
    const { records, algorithms, tolerated } = parseCipherSuiteRecords(fromHex("02c003c20141ff81c111a2"));
    expect(records).toStrictEqual([suite3]);
    expect(algorithms?.authenticationAlgorithms).toStrictEqual([2]);
    expect(tolerated).toStrictEqual([
      "byte 3: C2h is neither an algorithm nor the start of a cipher suite",
      "byte 6: FFh is neither an algorithm nor the start of a cipher suite",
      "byte 8: the list ends within the start of a cipher suite",
      "algorithms before the first cipher suite",
    ]);
  });

  it("are decoded as they are encoded", () => {
    fc.assert(
      fc.property(fc.array(anyRecord), (records) => {
        expect(parseCipherSuiteRecords(encodeCipherSuiteRecords(records))).toStrictEqual({ records, tolerated: [] });
      }),
    );
  });

  it("keep the whole ones of a list that is cut off, whatever is behind them", () => {
    fc.assert(
      fc.property(
        fc.array(anyRecord, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.uint8Array(),
        (records, cut, more) => {
          const list = encodeCipherSuiteRecords(records);
          const part = list.subarray(0, cut % (list.length + 1));
          const whole = records.filter(
            (_, at) => encodeCipherSuiteRecords(records.slice(0, at + 2)).length <= part.length,
          );
          const parsed = parseCipherSuiteRecords(Uint8Array.of(...part, ...more));
          expect(parsed.records.slice(0, Math.max(0, whole.length - 1))).toStrictEqual(
            records.slice(0, Math.max(0, whole.length - 1)),
          );
        },
      ),
    );
  });
});

import { describe, expect, it } from "vitest";
import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { flipBit } from "../crypto/bytes.ts";
import { attackHandshake } from "../support/attacked-handshake.ts";

/*
 * Who turns over one bit of a message of the handshake delays or denies the session, and nothing else: where it opens,
 * it has the suite that was asked for, both ends have the same keys, and it took at most two tries more.
 *
 * Bytes are counted from the beginning of the datagram: the payload begins at 16, tag and status are 16 and 17, the
 * session ID 20 to 23. What a code covers is denied for every bit; of the rest, only what is named denies.
 */

interface Message {
  readonly name: string;
  readonly from: "console" | "bmc";
  readonly type: number;
  /** Bytes from here on are a code, or are covered by one: any bit of them denies the session. */
  readonly covered: readonly [from: number, to: number] | undefined;
  /** Other bytes of which some bits deny it: status, privilege level, algorithms, the length of the name. */
  readonly mayDeny: readonly number[];
  /** What the remote console is told then. */
  readonly codes: readonly string[];
}

const refusals = ["sessionRefused", "insufficientResources", "cipherSuiteRefused"];

const messages: readonly Message[] = [
  {
    ...{ name: "Open Session Request", from: "console", type: PayloadType.openSessionRequest },
    covered: undefined,
    mayDeny: [17, 24, 27, 28, 32, 35, 36, 40, 43, 44],
    codes: ["privilegeRefused", "sessionRefused", "cipherSuiteRefused"],
  },
  {
    ...{ name: "Open Session Response", from: "bmc", type: PayloadType.openSessionResponse },
    covered: undefined,
    mayDeny: [17],
    codes: refusals,
  },
  {
    ...{ name: "RAKP Message 1", from: "console", type: PayloadType.rakpMessage1 },
    covered: [24, 40],
    mayDeny: [40, 43, 44],
    codes: ["wrongPassword", "privilegeRefused", "sessionRefused", "unknownUser"],
  },
  {
    ...{ name: "RAKP Message 2", from: "bmc", type: PayloadType.rakpMessage2 },
    covered: [24, Infinity],
    mayDeny: [17],
    codes: ["wrongPassword", ...refusals],
  },
  {
    ...{ name: "RAKP Message 3", from: "console", type: PayloadType.rakpMessage3 },
    covered: [24, Infinity],
    mayDeny: [],
    codes: ["sessionRefused"],
  },
  {
    ...{ name: "RAKP Message 4", from: "bmc", type: PayloadType.rakpMessage4 },
    covered: [24, Infinity],
    mayDeny: [17],
    codes: ["wrongKg", ...refusals],
  },
];

/** Three tries of 100, 200 and 400 ms with their jitter are over by then. */
const twoTriesMore = 350;

describe.each<{ suite: CipherSuiteId; every: number }>([
  { suite: 17, every: 1 },
  { suite: 3, every: 13 },
  { suite: 8, every: 13 },
  { suite: 12, every: 13 },
  { suite: 18, every: 13 },
])("a handshake of suite $suite, every bit in $every", ({ suite, every }) => {
  it.each(
    messages.flatMap((message) => [
      { ...message, how: "in place of" },
      { ...message, how: "just before" },
    ]),
  )("of $name turned over, $how the right one", ({ from, type, covered, mayDeny, codes, how }) => {
    let bits = 1; // until the message was seen
    let denied = 0;
    for (let bit = 0; bit < bits; bit += every) {
      let isFirst = true;
      const {
        verdict,
        suite: opened,
        took,
      } = attackHandshake([suite], (adversary) =>
        adversary.on(from, type, (datagram) => {
          bits = 8 * datagram.length;
          if (!isFirst) return undefined;
          isFirst = false;
          const flipped = flipBit(datagram, bit);
          return how === "in place of" ? [flipped] : [flipped, datagram];
        }),
      );
      const byte = bit >> 3;
      const isCovered = covered !== undefined && byte >= covered[0] && byte < covered[1];
      const expected = isCovered ? codes : mayDeny.includes(byte) ? ["open", ...codes] : ["open"];
      if (!expected.includes(verdict)) expect({ byte, bit: bit & 7, verdict }).toEqual(expected);
      if (verdict !== "open") denied += 1;
      else if (opened !== suite || took > twoTriesMore) expect({ byte, opened, took }).toEqual({ suite, twoTriesMore });
    }
    expect(bits).toBeGreaterThan(250);
    if (covered !== undefined) expect(denied).toBeGreaterThan(0);
  });
});

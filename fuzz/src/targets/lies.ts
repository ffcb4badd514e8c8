import { PrivilegeLevel } from "@ruipmi/core";
import { setSessionPrivilegeLevel } from "@ruipmi/core/wire";
import { HandConsole } from "../../../packages/bmc/test/support/hand-console.ts";
import { createFuzzBmc } from "../corpus/hand-session.ts";

/** An answer's data behind its completion code, or a completion code that is none of success. */
export type Said = Uint8Array | number;

/**
 * What is made of the truth, answer by answer, and from the beginning again:
 *
 * | first byte, bits 2:0 | meaning                                        |
 * |----------------------|------------------------------------------------|
 * | 0                    | the truth                                      |
 * | 1                    | a refusal with the completion code that follows |
 * | 2                    | the truth, cut to so many bytes                |
 * | 3                    | the truth, a byte at a place replaced          |
 * | 4                    | the bytes that follow                          |
 * | 5                    | the truth, and the bytes that follow           |
 * | 6                    | as many bytes as in truth, all the one         |
 * | 7                    | what was said last                             |
 */
export class LiePlan {
  readonly #pieces: readonly Uint8Array[];
  #last: Said = new Uint8Array(0);
  #told = 0;

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces.length === 0 ? [new Uint8Array(1)] : pieces;
  }

  say(truth: Said): Said {
    const piece = this.#pieces[this.#told++ % this.#pieces.length]!;
    this.#last = this.#lie(piece, truth);
    return this.#last;
  }

  #lie(piece: Uint8Array, truth: Said): Said {
    const [kind = 0, first = 0, second = 0] = piece;
    if ((kind & 7) === 1) return first || 0xc0;
    if ((kind & 7) === 4) return piece.slice(1);
    if ((kind & 7) === 7) return this.#last;
    if (typeof truth === "number") return truth;
    switch (kind & 7) {
      case 2:
        return truth.slice(0, first);
      case 3:
        return truth.map((byte, at) => (at === first % truth.length ? second : byte));
      case 5:
        return Uint8Array.from([...truth, ...piece.subarray(1)]);
      case 6:
        return truth.slice().fill(first);
      default:
        return truth;
    }
  }
}

/** One of each kind, and a few that lead procedures astray: records that have no end, lengths that are too long. */
export const lieSeeds: readonly (readonly Uint8Array[])[] = [
  ["00"],
  ["00", "00", "00", "01c5"],
  ["00", "01ca"],
  ["01c1"],
  ["00", "00", "01c0", "01cb"],
  ["00", "0202"],
  ["00", "00", "0301ff"],
  ["00", "030005"],
  ["00", "00", "0300ff", "030100"],
  ["00", "04ffff000000"],
  ["00", "00", "040100ffff", "00"],
  ["00", "05000000000000000000"],
  ["00", "06ff"],
  ["00", "00", "00", "0600"],
  ["00", "07", "00", "07"],
].map((pieces) => pieces.map((hex) => Uint8Array.from(Buffer.from(hex, "hex"))));

/** What a simulated machine answers to an administrator who asks it by hand. */
export class TrueMachine {
  readonly #console: HandConsole;

  constructor() {
    this.#console = new HandConsole(createFuzzBmc(), { suite: 0 }).connect();
    this.#console.call(setSessionPrivilegeLevel, { privilegeLevel: PrivilegeLevel.administrator });
  }

  /** `undefined` for silence: it restarts, or the session is closed. */
  ask(netFn: number, cmd: number, data: Uint8Array): Said | undefined {
    const [answer] = this.#console.exchange(this.#console.lanRequest(netFn, cmd, data));
    if (answer === undefined) return undefined;
    return answer.completionCode === 0 ? answer.data : answer.completionCode;
  }

  wait(milliseconds: number): void {
    this.#console.now += Math.min(milliseconds, 10_000);
  }
}

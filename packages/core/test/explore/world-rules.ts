import type { CipherSuiteId } from "../../src/crypto/cipher-suites.ts";
import type { CommandRequest } from "../../src/engine/types.ts";
import { fromText } from "../crypto/bytes.ts";

/** All that a small world depends on. */
export interface WorldRules {
  readonly name: string;
  /** What the remote console asks for, in this order. */
  readonly suites: readonly CipherSuiteId[];
  /** What the managed system has; the same when left out. */
  readonly systemSuites?: readonly CipherSuiteId[];
  readonly maxInFlight: number;
  /** How many requests are asked, all before the session is open. */
  readonly requests: number;
  /** How often a message is sent, each of the handshake's and each request. */
  readonly tries: number;
  /**
   * How many misfortunes there may be in all. One is: a datagram lost, a datagram doubled, or time that passes although
   * something is under way. That datagrams overtake each other is none: any of them may be the next to arrive.
   */
  readonly misfortunes: number;
  /** How many ICMP messages come. */
  readonly unreachables?: number;
  /** How often the managed system begins again with no memory of anything. */
  readonly restarts?: number;
  /**
   * Whether the managed system draws another random number for each RAKP Message 1, as some do. A RAKP Message 1 that is
   * doubled or late then spoils the handshake, and nobody can help it: only answers are doubled and late in such a world.
   */
  readonly newRandomPerRakp1?: boolean;
  /** Whether the user may close before all requests have their outcomes. */
  readonly closesEarly: boolean;
}

export const credentials = { username: fromText("admin"), password: fromText("secret") } as const;

/** A request whose answer shows that it is its own: all have the same network function and command. */
export function echo(request: number): CommandRequest {
  return { type: "command", netFn: 0x2e, cmd: 0x5a, data: Uint8Array.of(0x10 + request, 0x77) };
}

/** The request that an echo's data is of. */
export function requestOf(data: Uint8Array): number {
  return data[0]! - 0x10;
}

export function answerTo(data: Uint8Array): Uint8Array {
  return Uint8Array.of(data[0]!, 0xee, data[1]!);
}

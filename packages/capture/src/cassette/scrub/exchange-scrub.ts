import type { CassetteExchange } from "@ruipmi/bmc";
import type { Replacements } from "./replacements.ts";

/** The bytes of an exchange that a scrub may change; copies of its own. */
export type ScrubbedBytes = Pick<CassetteExchange, "data" | "response">;

/** Replaces what one command says of users and addresses, in place. */
export interface ExchangeScrub {
  /** Network function. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** The group whose command it is, where it is one's. */
  readonly group?: number;
  /** Changes `data` and `response` in place; either may be shorter than it should be. */
  scrub(exchange: ScrubbedBytes, replacements: Replacements): void;
}

/** Puts another value in the place of the bytes from `offset` on, where all of them are there. */
export function replaceAt(
  bytes: Uint8Array,
  offset: number,
  length: number,
  replace: (original: Uint8Array) => Uint8Array,
): void {
  if (bytes.length < offset + length) return;
  bytes.set(replace(bytes.slice(offset, offset + length)), offset);
}

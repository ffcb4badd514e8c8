import type { Codec } from "../wire/codec.ts";

export type { Codec } from "../wire/codec.ts";

/**
 * An IPMI command as data: where it goes and both bodies, both ways. A remote console encodes requests and decodes
 * responses, a managed system the opposite, a capture reader decodes both.
 *
 * @typeParam Req - the request's body
 * @typeParam Res - the response's body
 *
 * @example
 * ```ts
 * const body = encodeToBytes(setSessionPrivilegeLevel.request, { privilegeLevel: PrivilegeLevel.administrator });
 * ```
 */
export interface Command<Req, Res> {
  /** The specification's name, for example `Get Device ID`. */
  readonly name: string;
  /** Network function of the request, even. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** Network function 2Ch: the group's number, the first byte of both bodies and not part of `Req` and `Res`. */
  readonly groupExtension?: number;
  /** Network function 2Eh: the OEM's IANA enterprise number, first in both bodies and not part of `Req` and `Res`. */
  readonly iana?: number;
  /** Where the command is defined: document, version and section, for example `IPMI v2.0 §20.1`; for an OEM's, its manual. */
  readonly section: string;
  /** Responder's LUN where it is not 0. */
  readonly lun?: number;
  /** The request's data. */
  readonly request: Codec<Req>;
  /** The response's data after the completion code, present only where that is 00h; may need the request. */
  readonly response: Codec<Res, Req>;
  /** The completion codes 80h–BEh that this command defines, in the specification's words. */
  readonly completionCodes?: Readonly<Record<number, string>>;
}

/** A command of which only the outside matters: its bodies may be anything. */
export type AnyCommand = Command<unknown, unknown>;

/** A body without bytes: of requests that only ask, and of responses that only say "done". */
export const emptyBody: Codec<void, unknown> = {
  encode() {},
  decode() {},
};

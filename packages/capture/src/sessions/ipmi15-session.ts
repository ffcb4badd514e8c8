import {
  AuthType,
  equalConstantTime,
  type Ipmi15Packet,
  ipmi15AuthCode,
  type LanRequest,
  type LanResponse,
  NetFn,
} from "@ruipmi/core/wire";
import { type Credentials, passwordsOf } from "./credentials.ts";
import type { Role, SessionState } from "./session.ts";

/** Get Session Challenge (IPMI v2.0 §22.16): authentication type, user name of 16 bytes; answered with session ID and challenge. */
export const GET_SESSION_CHALLENGE = 0x39;
/** Activate Session (IPMI v2.0 §22.17): answered with authentication type, session ID, sequence number, privilege level. */
export const ACTIVATE_SESSION = 0x3a;

/** Each challenge that is asked for again may bring a temporary ID of its own. */
const maxSessionIds = 8;

/** One IPMI v1.5 session, followed from its Get Session Challenge on. */
export class Ipmi15Session {
  readonly #challenge: Uint8Array;
  readonly #passwords: readonly Uint8Array[];
  /** The one password that a code has shown to be right. */
  #password: Uint8Array | undefined;

  /** The user's name, without the zeros it is filled up with. */
  readonly username: Uint8Array;
  /** How it is authenticated: as asked for with the challenge, and then as Activate Session's header says. */
  authType: number;
  /** Whether the remote console has gone on to Activate Session. */
  isActivated = false;
  /** How far it came. */
  state: SessionState = "opening";
  /** Why it did not open. */
  refusal: string | undefined;
  /** Session IDs: the temporary one of the challenge, and the session's own. */
  readonly sessionIds: Set<number> = new Set();
  /** Whether a password given is right; `undefined` before a code could tell. */
  passwordValid: boolean | undefined;

  /** @param challenge - the data of the Get Session Challenge request */
  constructor(challenge: Uint8Array, credentials: Credentials) {
    this.#challenge = challenge.slice(0, 17);
    this.authType = (challenge[0] ?? 0) & 0x0f;
    const name = challenge.subarray(1, 17);
    const end = name.indexOf(0);
    this.username = name.slice(0, end === -1 ? name.length : end);
    this.#passwords = passwordsOf(credentials, this.username);
  }

  /** The password that fits; the credentials' own bytes. */
  get password(): Uint8Array | undefined {
    return this.#password;
  }

  /** Whether a Get Session Challenge asks again for what began this session: nothing answered it, or the answer was lost. */
  isAskedAgainBy(challenge: Uint8Array): boolean {
    if (this.state !== "opening" || this.isActivated) return false;
    return this.sessionIds.size === 0 || equalConstantTime(this.#challenge, challenge.subarray(0, 17));
  }

  /** Whether the packet's AuthCode is right; `undefined` where it has none, or nobody knows. */
  verify(from: Role, packet: Ipmi15Packet): boolean | undefined {
    const { authCode, authType } = packet;
    if (authCode === undefined || this.#passwords.length === 0) return undefined;
    const passwords = this.#password === undefined ? this.#passwords : [this.#password];
    const codes = passwords.map((password) => ({ password, code: ipmi15AuthCode(packet, password) }));
    const right = codes.find(({ code }) => code !== undefined && equalConstantTime(code, authCode));
    const isKnownType = authType === AuthType.md2 || authType === AuthType.md5 || authType === AuthType.password;
    if (right !== undefined) {
      this.#password = right.password;
      this.passwordValid = true;
    } else if (isKnownType && from === "remoteConsole") {
      // Whose password it is that does not fit is told by what the managed system makes of it.
      this.passwordValid ??= false;
    }
    for (const { code } of codes) code?.fill(0);
    return isKnownType ? right !== undefined : undefined;
  }

  /** Takes an answer to Get Session Challenge or Activate Session. */
  answered({ cmd, completionCode, data }: LanResponse, completionCodeText: string): void {
    if (completionCode !== 0) {
      if (this.state !== "opening") return;
      this.state = "refused";
      this.refusal = completionCodeText;
      return;
    }
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (cmd === GET_SESSION_CHALLENGE && data.length >= 4) this.#addId(view.getUint32(0, true));
    if (cmd === ACTIVATE_SESSION && data.length >= 5) {
      this.#addId(view.getUint32(1, true));
      this.state = "open";
    }
  }

  #addId(id: number): void {
    if (this.sessionIds.size >= maxSessionIds) this.sessionIds.delete(this.sessionIds.values().next().value!);
    this.sessionIds.add(id);
  }
}

/** Whether a message is one of the two that begin an IPMI v1.5 session, or its answer. */
export function beginsIpmi15Session({ netFn, cmd }: LanRequest | LanResponse): boolean {
  return (netFn & ~1) === NetFn.app && (cmd === GET_SESSION_CHALLENGE || cmd === ACTIVATE_SESSION);
}

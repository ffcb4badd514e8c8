import type { FollowedDatagram } from "@ruipmi/capture";
import { PayloadType } from "@ruipmi/core/wire";

/** Counts the codes of a capture by what is known of them: what `--verify` says at the end. */
export class CodeCount {
  #right = 0;
  #wrong = 0;
  #unknown = 0;

  /** Takes a datagram. */
  add(item: FollowedDatagram): void {
    const valid = item.read?.authCodeValid;
    if (valid === true) this.#right += 1;
    else if (valid === false) this.#wrong += 1;
    else if (carriesCode(item)) this.#unknown += 1;
  }

  /** Whether one was wrong. */
  get hasWrong(): boolean {
    return this.#wrong > 0;
  }

  /** The count in words. */
  text(): string {
    const unknown = this.#unknown === 0 ? "" : `, ${this.#unknown} not verified for want of keys`;
    return `codes: ${this.#right} right, ${this.#wrong} wrong${unknown}\n`;
  }
}

/** Whether a packet has a code at all: an AuthCode, or one of the handshake's. */
export function carriesCode({ packet, read }: FollowedDatagram): boolean {
  if (typeof packet === "string" || packet.kind === "asf") return false;
  if (packet.kind === "ipmi15") return packet.authCode !== undefined;
  if (packet.sessionId !== 0) return packet.authenticated;
  const fixed = fixedLengths[packet.payloadType];
  return fixed !== undefined && (read?.payload?.length ?? 0) > fixed;
}

/** How long the handshake messages that carry codes are without them (IPMI v2.0 tables 13-12 to 13-14). */
const fixedLengths: Readonly<Record<number, number>> = {
  [PayloadType.rakpMessage2]: 40,
  [PayloadType.rakpMessage3]: 8,
  [PayloadType.rakpMessage4]: 8,
};

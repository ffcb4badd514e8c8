import { AsfMessageType, type AsfPacket, type DropReason, type ParsedPacket, parsePacket } from "@ruipmi/core/wire";
import type { CapturedDatagram } from "../network/datagram.ts";
import type { Credentials } from "./credentials.ts";
import { Ipmi15Follower } from "./follow-ipmi15.ts";
import { RmcpPlusFollower } from "./follow-rmcp-plus.ts";
import { type EndedSession, type FollowedDatagram, type FollowedItem, followed } from "./followed-datagram.ts";
import { type Conversation, roleInConversation, SessionBook } from "./session-book.ts";

/** How a capture is followed. */
export interface FollowOptions {
  /** What is known of its secrets; nothing when left out. */
  readonly credentials?: Credentials;
  /** After how many nanoseconds without a packet a session counts as ended; 5 minutes when left out. */
  readonly idleLimit?: bigint;
}

const defaultIdleLimit = 300_000_000_000n;

/**
 * Follows every conversation of a capture: tells sessions apart, derives their keys from their handshakes, verifies and
 * decrypts their packets, matches answers to requests. Holds what is open, and nothing else.
 *
 * @example
 * ```ts
 * const follower = new SessionFollower({ credentials });
 * for (const item of follower.follow(datagram)) if (item.type === "datagram") print(item.read?.payload);
 * for (const { session } of follower.end()) console.log(session.username, session.passwordValid);
 * ```
 */
export class SessionFollower {
  readonly #book: SessionBook;
  readonly #rmcpPlus: RmcpPlusFollower;
  readonly #ipmi15: Ipmi15Follower;

  /** @param options - what is known, and how long silence lasts */
  constructor({ credentials = { users: [], kgs: [] }, idleLimit = defaultIdleLimit }: FollowOptions = {}) {
    this.#book = new SessionBook(idleLimit);
    this.#rmcpPlus = new RmcpPlusFollower(this.#book, credentials);
    this.#ipmi15 = new Ipmi15Follower(this.#book, credentials);
  }

  /** Takes a datagram, in the order of the capture. What is not RMCP gives nothing. */
  *follow(datagram: CapturedDatagram): Generator<FollowedItem, void, undefined> {
    if (!looksLikeRmcp(datagram.payload)) return;
    if (datagram.time !== undefined) this.#book.advance(datagram.time);
    yield* this.#book.sweep();
    const conversation = this.#book.conversation(datagram);
    const gap = gapBefore(conversation, datagram);
    if (datagram.isCut) {
      yield followed(datagram, "malformed", roleInConversation(conversation, datagram), { gap, problem: cut });
    } else yield { ...this.#follow(conversation, datagram, parsePacket(datagram.payload)), gap };
  }

  /** Says that the capture has ended, and gives the sessions that were open. */
  *end(): Generator<EndedSession, void, undefined> {
    yield* this.#book.endAll();
  }

  #follow(conversation: Conversation, datagram: CapturedDatagram, packet: ParsedPacket | DropReason): FollowedDatagram {
    if (typeof packet === "string") return followed(datagram, packet, roleInConversation(conversation, datagram));
    switch (packet.kind) {
      case "asf":
        return followAsf(conversation, datagram, packet);
      case "ipmi15":
        return this.#ipmi15.follow(conversation, datagram, packet);
      case "rmcpPlus":
        return this.#rmcpPlus.follow(conversation, datagram, packet);
    }
  }
}

const cut = "the capture holds only a part of the packet";

/** How long its endpoints were silent before a datagram. */
function gapBefore(conversation: Conversation, { time }: CapturedDatagram): bigint | undefined {
  if (time === undefined) return undefined;
  const gap = conversation.lastTime === undefined ? undefined : time - conversation.lastTime;
  conversation.lastTime = time;
  return gap;
}

/** Pings come from a remote console, pongs from a managed system (IPMI v2.0 §13.2.3). */
function followAsf(conversation: Conversation, datagram: CapturedDatagram, packet: AsfPacket): FollowedDatagram {
  const type = packet.message[4];
  if (type === AsfMessageType.presencePing) return followed(datagram, packet, "remoteConsole");
  if (type === AsfMessageType.presencePong) return followed(datagram, packet, "managedSystem");
  return followed(datagram, packet, roleInConversation(conversation, datagram));
}

/** Version 6, and a class that is ASF or IPMI, acknowledgements aside (IPMI v2.0 §13.1.3). */
function looksLikeRmcp(payload: Uint8Array): boolean {
  if (payload.length <= 4 || payload[0] !== 0x06 || payload[1] !== 0x00) return false;
  const classOfMessage = payload[3]! & 0x1f;
  return classOfMessage === 0x06 || classOfMessage === 0x07;
}

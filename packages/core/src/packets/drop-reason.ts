/** Why a datagram was dropped. The names are stable: counters and events carry them. */
export type DropReason =
  /** Longer than any packet of these protocols. */
  | "oversized"
  /** Not RMCP, or a class of message that is neither ASF nor IPMI. */
  | "notRmcp"
  /** Lengths or fields that do not make a message. */
  | "malformed"
  /** A message that nobody waits for in this phase. */
  | "unexpected"
  /** For another session. */
  | "wrongSessionId"
  /** Encrypted or authenticated bits other than negotiated. */
  | "payloadBits"
  /** A session sequence number seen before. */
  | "replayed"
  /** A session sequence number too far behind. */
  | "tooOld"
  /** A session sequence number too far ahead, in a session without integrity. */
  | "tooFarAhead"
  /** The AuthCode does not verify. */
  | "authCode"
  /** What was authentic does not decrypt. */
  | "undecryptable"
  /** A LAN message checksum is wrong. */
  | "checksum"
  /** An answer that matches no outstanding request. */
  | "unmatched"
  /** A handshake message with a tag that is no longer the current one. */
  | "staleTag"
  /** A refusal or a code that may be forged or late: held back until the tries are spent. */
  | "heldBack"
  /** Algorithms in the Open Session Response that were not proposed. */
  | "algorithmMismatch"
  /** Payloads that nobody drains. */
  | "backlog"
  /** An ICMP refusal while the session is open: unauthenticated, so only counted. */
  | "unreachable";

/**
 * `@ruipmi/core/wire`: the bytes themselves, for those who build on the engine's parts.
 *
 * @module
 */

// Algorithms and keys
export * from "./crypto/authentication.ts";
export * from "./crypto/cipher-suites.ts";
export * from "./crypto/confidentiality.ts";
export * from "./crypto/constant-time.ts";
export type { HashFunction, HmacKey, PrimedHmac } from "./crypto/hash-functions.ts";
export * from "./crypto/integrity.ts";
export * from "./crypto/ipmi15-auth-code.ts";
export * from "./crypto/key-dialect.ts";
export * from "./crypto/keys.ts";
export * from "./crypto/rakp-codes.ts";
export * from "./crypto/rc4.ts";
export * from "./crypto/secret-bytes.ts";

// Random bytes
export * from "./engine/random-source.ts";

// The commands that sessions and serial consoles are made of
export * from "./messages/activate-payload.ts";
export * from "./messages/cipher-suite-discovery.ts";
export * from "./messages/cipher-suite-records.ts";
export * from "./messages/close-session.ts";
export * from "./messages/command.ts";
export * from "./messages/command-bodies.ts";
export * from "./messages/deactivate-payload.ts";
export * from "./messages/get-channel-authentication-capabilities.ts";
export * from "./messages/get-channel-cipher-suites.ts";
export * from "./messages/get-device-id.ts";
export * from "./messages/get-payload-activation-status.ts";
export * from "./messages/get-payload-instance-info.ts";
export * from "./messages/get-session-info.ts";
export * from "./messages/payload-instance.ts";
export * from "./messages/payload-type-bitmap.ts";
export * from "./messages/procedure.ts";
export * from "./messages/send-message.ts";
export * from "./messages/set-session-privilege-level.ts";
export * from "./messages/sol-activation.ts";

// Whole packets, for either role
export * from "./packets/drop-reason.ts";
export * from "./packets/handshake-keys.ts";
export * from "./packets/parse-packet.ts";
export * from "./packets/seal-outside-session.ts";
export * from "./packets/sequence-window.ts";
export * from "./packets/session-opener.ts";
export * from "./packets/session-protection.ts";
export * from "./packets/session-sealer.ts";

// Readers, writers, headers, the handshake and IPMI messages
export * from "./wire/algorithm-proposal.ts";
export * from "./wire/asf-presence.ts";
export * from "./wire/bits.ts";
export * from "./wire/byte-reader.ts";
export * from "./wire/byte-writer.ts";
export * from "./wire/codec.ts";
export * from "./wire/completion-codes.ts";
export * from "./wire/handshake-refusal.ts";
export * from "./wire/hex-byte.ts";
export * from "./wire/ipmb-send-message.ts";
export * from "./wire/lan-message.ts";
export * from "./wire/net-fn.ts";
export * from "./wire/open-session-request.ts";
export * from "./wire/open-session-response.ts";
export * from "./wire/payload-types.ts";
export * from "./wire/privilege-levels.ts";
export * from "./wire/rakp-message-1.ts";
export * from "./wire/rakp-message-2.ts";
export * from "./wire/rakp-message-3.ts";
export * from "./wire/rakp-message-4.ts";
export * from "./wire/rmcp-header.ts";
export * from "./wire/rmcp-status.ts";
export * from "./wire/session-header-v15.ts";
export * from "./wire/session-header-v20.ts";
export * from "./wire/sol-payload.ts";

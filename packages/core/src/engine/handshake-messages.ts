import type { KeyDialect } from "../crypto/key-dialect.ts";
import { hashedUsername } from "../crypto/rakp-username.ts";
import { encodeToBytes } from "../wire/codec.ts";
import { openSessionRequest } from "../wire/open-session-request.ts";
import { PayloadType } from "../wire/payload-types.ts";
import { PrivilegeLevel } from "../wire/privilege-levels.ts";
import { NAME_ONLY_LOOKUP, rakpMessage1 } from "../wire/rakp-message-1.ts";
import { rakpMessage3 } from "../wire/rakp-message-3.ts";
import type { ResolvedConfig } from "./config.ts";
import type { Attempt, HandshakeState } from "./handshake-state.ts";
import type { MessageEvent, MessageName } from "./types.ts";

/** A message of the handshake, ready to be framed and traced. */
export interface HandshakeMessage {
  readonly name: MessageName;
  readonly payloadType: number;
  readonly payload: Uint8Array;
  readonly fields: MessageEvent["fields"];
}

/** The role byte as RAKP Message 1 carries it and the codes hash it, whole (IPMI v2.0 §13.20). */
export function rakpRole(config: ResolvedConfig, attempt: Attempt): number {
  return attempt.privilegeLevel | (config.nameOnlyLookup ? NAME_ONLY_LOOKUP : 0);
}

/** Whether Open Session Request carries the real privilege level, where 0 asks for the highest that the algorithms allow (IPMI v2.0 §13.17). */
export function namesPrivilegeLevel(config: ResolvedConfig): boolean {
  return config.quirks.has("opensesspriv") || config.quirks.has("intel20");
}

/** The message that the current step sends, with this sending's tag. */
export function buildHandshakeMessage(
  config: ResolvedConfig,
  dialect: KeyDialect,
  state: HandshakeState,
  messageTag: number,
): HandshakeMessage {
  const { attempt } = state;
  switch (state.name) {
    case "openSession": {
      const { remoteConsoleSessionId, suite } = attempt;
      const payload = encodeToBytes(openSessionRequest, {
        messageTag,
        requestedMaximumPrivilegeLevel: namesPrivilegeLevel(config) ? attempt.privilegeLevel : PrivilegeLevel.highest,
        remoteConsoleSessionId,
        authenticationAlgorithm: suite.authentication,
        integrityAlgorithm: suite.integrity,
        confidentialityAlgorithm: suite.confidentiality,
      });
      const fields = { messageTag, cipherSuiteId: suite.id, remoteConsoleSessionId };
      return { name: "Open Session Request", payloadType: PayloadType.openSessionRequest, payload, fields };
    }
    case "rakpMessage1": {
      const { managedSystemSessionId, remoteConsoleRandom } = state;
      const role = rakpRole(config, attempt);
      const username = hashedUsername(config.username, dialect);
      const message = { messageTag, managedSystemSessionId, remoteConsoleRandom, role, username };
      const fields = { messageTag, managedSystemSessionId, role, usernameLength: username.length };
      const payload = encodeToBytes(rakpMessage1, message);
      return { name: "RAKP Message 1", payloadType: PayloadType.rakpMessage1, payload, fields };
    }
    case "rakpMessage3": {
      const { managedSystemSessionId } = state.exchange;
      const keyExchangeAuthenticationCode = state.code;
      const message = { messageTag, status: 0, managedSystemSessionId, keyExchangeAuthenticationCode };
      const fields = { messageTag, managedSystemSessionId, codeLength: state.code.length };
      const payload = encodeToBytes(rakpMessage3, message);
      return { name: "RAKP Message 3", payloadType: PayloadType.rakpMessage3, payload, fields };
    }
  }
}

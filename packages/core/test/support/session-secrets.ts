import { cipherSuite } from "../../src/crypto/cipher-suites.ts";
import { equalConstantTime } from "../../src/crypto/constant-time.ts";
import type { RakpExchange } from "../../src/crypto/rakp-codes.ts";
import { HandshakeKeys } from "../../src/packets/handshake-keys.ts";
import { parsePacket, type RmcpPlusPacket } from "../../src/packets/parse-packet.ts";
import { openOutsideSession } from "../../src/packets/seal-outside-session.ts";
import { SessionOpener } from "../../src/packets/session-opener.ts";
import { SessionSealer } from "../../src/packets/session-sealer.ts";
import { type Codec, decodeFromBytes } from "../../src/wire/codec.ts";
import { PayloadType } from "../../src/wire/payload-types.ts";
import { rakpMessage1 } from "../../src/wire/rakp-message-1.ts";
import { rakpMessage2 } from "../../src/wire/rakp-message-2.ts";
import { datagramsOf, eventsOf, type Recording } from "./recording.ts";
import { scriptedBytes } from "./scripted-bytes.ts";

/** Everything secret of one session, and both its ends anew. */
export interface SessionSecrets {
  readonly sik: Uint8Array;
  readonly k1: Uint8Array;
  readonly k2: Uint8Array;
  /** The remote console's session ID. */
  readonly remoteConsoleSessionId: number;
  /** Opens what the remote console sends. */
  openerOfConsole(): SessionOpener;
  /** Opens what the managed system sends. */
  openerOfManagedSystem(): SessionOpener;
  /** Seals as the managed system would, from the number after `sequenceNumber` on. */
  sealerOfManagedSystem(sequenceNumber: number): SessionSealer;
}

/** A session's secrets, found with the passwords on the wire; `undefined` where no session was opened. */
export function secretsOf(recording: Recording): SessionSecrets | undefined {
  const opened = eventsOf(recording).find((event) => event.type === "sessionOpened");
  if (opened === undefined) return undefined;
  const { cipherSuiteId, remoteConsoleSessionId, managedSystemSessionId } = opened.session;
  const suite = cipherSuite(cipherSuiteId)!;
  const message1 = payloads(datagramsOf(recording), PayloadType.rakpMessage1)
    .map((payload) => tryDecode(rakpMessage1, payload)!)
    .find((message) => message.managedSystemSessionId === managedSystemSessionId)!;
  const arrived = recording.steps.flatMap(({ input }) => (input.type === "datagram" ? [input.datagram] : []));
  const { password, kg = new Uint8Array(0), username } = recording.config;
  for (const payload of payloads(arrived, PayloadType.rakpMessage2)) {
    const message2 = tryDecode(rakpMessage2, payload);
    if (message2 === undefined || message2.status !== 0) continue;
    const exchange: RakpExchange = {
      remoteConsoleSessionId,
      managedSystemSessionId,
      remoteConsoleRandom: message1.remoteConsoleRandom,
      managedSystemRandom: message2.managedSystemRandom,
      managedSystemGuid: message2.managedSystemGuid,
      role: message1.role,
      username,
    };
    const keys = new HandshakeKeys(suite, exchange, { password, kg });
    if (!equalConstantTime(keys.rakpMessage2Code(), message2.keyExchangeAuthenticationCode)) continue;
    let ivs = 0;
    const protection = () => keys.createProtection(() => scriptedBytes(16, 9000 + ivs++));
    return {
      ...(suite.authentication === 0 ? { sik: empty, k1: empty, k2: empty } : keys.exposeKeys()),
      remoteConsoleSessionId,
      openerOfConsole: () => new SessionOpener(managedSystemSessionId, protection()),
      openerOfManagedSystem: () => new SessionOpener(remoteConsoleSessionId, protection()),
      sealerOfManagedSystem: (sequenceNumber) =>
        new SessionSealer(remoteConsoleSessionId, protection(), sequenceNumber),
    };
  }
  return undefined;
}

/** A datagram's RMCP+ packet; `undefined` for anything else. */
export function rmcpPlusPacket(datagram: Uint8Array): RmcpPlusPacket | undefined {
  const packet = parsePacket(datagram);
  return typeof packet === "object" && packet.kind === "rmcpPlus" ? packet : undefined;
}

const empty = new Uint8Array(0);

function payloads(datagrams: readonly Uint8Array[], payloadType: number): Uint8Array[] {
  return datagrams.flatMap((datagram) => {
    const packet = rmcpPlusPacket(datagram);
    if (packet === undefined || packet.payloadType !== payloadType) return [];
    return openOutsideSession(packet) ?? [];
  });
}

function tryDecode<T>(codec: Codec<T>, payload: Uint8Array): T | undefined {
  try {
    return decodeFromBytes(codec, payload, "message");
  } catch {
    return undefined;
  }
}

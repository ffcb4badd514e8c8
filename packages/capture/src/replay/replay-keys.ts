import { MalformedMessageError } from "@ruipmi/core";
import {
  type CipherSuite,
  cipherSuite,
  decodeFromBytes,
  HandshakeKeys,
  keyDialect,
  openSessionRequest,
  openSessionResponse,
  PayloadType,
  type RmcpPlusPacket,
  rakpMessage1,
  rakpMessage2,
  SessionOpener,
  SessionSealer,
} from "@ruipmi/core/wire";
import type { ReplaySecrets } from "./replay.ts";
import type { SessionRecording } from "./session-recording.ts";

/** Both ends of a replayed session: what reads the engine's packets, and what makes those of the managed system. */
export class ReplayEnds {
  readonly #opener: SessionOpener;
  readonly #sealer: SessionSealer;

  private constructor(keys: HandshakeKeys, remoteConsoleSessionId: number, managedSystemSessionId: number) {
    const noIv = (): Uint8Array => new Uint8Array(16);
    this.#opener = new SessionOpener(managedSystemSessionId, keys.createProtection(noIv));
    this.#sealer = new SessionSealer(remoteConsoleSessionId, keys.createProtection(noIv));
  }

  /** The ends of a session whose handshake is in the recording; `undefined` where it did not come so far. */
  static of(recording: SessionRecording, secrets: ReplaySecrets): ReplayEnds | undefined {
    const suite = suiteOf(recording);
    if (suite === undefined) return undefined;
    try {
      const request = payloadOf(recording, PayloadType.openSessionRequest);
      const response = payloadOf(recording, PayloadType.openSessionResponse);
      const [one, two] = [
        payloadOf(recording, PayloadType.rakpMessage1),
        payloadOf(recording, PayloadType.rakpMessage2),
      ];
      if (request === undefined || response === undefined || one === undefined || two === undefined) return undefined;
      const accepted = decodeFromBytes(openSessionResponse, response, "recorded");
      const message2 = decodeFromBytes(rakpMessage2, two, "recorded");
      if (accepted.status !== 0 || message2.status !== 0) return undefined;
      const message1 = decodeFromBytes(rakpMessage1, one, "recorded");
      const { remoteConsoleSessionId } = decodeFromBytes(openSessionRequest, request, "recorded");
      const { managedSystemSessionId } = accepted;
      const exchange = { ...message1, ...message2, remoteConsoleSessionId, managedSystemSessionId };
      const keys = new HandshakeKeys(suite, exchange, secretsOf(secrets), keyDialect(secrets.quirks ?? []));
      const ends = new ReplayEnds(keys, remoteConsoleSessionId, managedSystemSessionId);
      keys.wipe();
      return ends;
    } catch (error) {
      if (error instanceof MalformedMessageError) return undefined;
      throw error;
    }
  }

  /** The payload of a packet that the engine sent, in plain; `undefined` for one that is not of this session. */
  open(packet: RmcpPlusPacket): { readonly payloadType: number; readonly payload: Uint8Array } | undefined {
    const opened = this.#opener.open(packet);
    return opened.ok ? opened : undefined;
  }

  /** A packet of the managed system's with this payload. */
  seal(payloadType: number, payload: Uint8Array): Uint8Array {
    return this.#sealer.seal(payloadType, payload);
  }
}

function secretsOf({ password, kg }: ReplaySecrets): { readonly password: Uint8Array; readonly kg: Uint8Array } {
  return { password, kg: kg ?? new Uint8Array(0) };
}

function suiteOf({ summary }: SessionRecording): CipherSuite | undefined {
  return summary.cipherSuiteId === undefined ? undefined : cipherSuite(summary.cipherSuiteId);
}

/** The payload of the last handshake message of a type: an earlier one was lost, or answered too late. */
function payloadOf({ datagrams }: SessionRecording, payloadType: number): Uint8Array | undefined {
  return datagrams.filter(({ read }) => read?.payloadType === payloadType).at(-1)?.read?.payload;
}

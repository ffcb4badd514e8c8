import { performance } from "node:perf_hooks";
import { cipherSuites } from "@ruipmi/core";
import {
  decodeFromBytes,
  HandshakeKeys,
  openSessionResponse,
  PayloadType,
  parsePacket,
  type RmcpPlusPacket,
  rakpMessage1,
  rakpMessage2,
  type SessionProtection,
  wipeSessionProtection,
} from "@ruipmi/core/wire";
import { type Recorded, user } from "./recorded-traffic.ts";

/** What cannot be done without, for one session: its keys and codes, and each packet's AuthCode and payload. */
interface SessionCrypto {
  readonly makeKeys: () => HandshakeKeys;
  readonly packets: readonly RmcpPlusPacket[];
}

/**
 * The cryptography of some traffic by itself, with the same functions of core that the capture reader calls: nothing is
 * parsed, matched or explained. Each call does all of it and gives the seconds that it took.
 */
export function cryptoAlone(traffic: readonly Recorded[]): () => number {
  const sessions = cryptoOf(traffic);
  const run = (): number => {
    const started = performance.now();
    sessions.forEach(doSession);
    return (performance.now() - started) / 1000;
  };
  // So that what is measured is compiled.
  run();
  return run;
}

function doSession({ makeKeys, packets }: SessionCrypto): void {
  const keys = makeKeys();
  keys.rakpMessage2Code();
  keys.rakpMessage3Code();
  keys.rakpMessage4Icv();
  const protection = keys.createProtection(noIv);
  for (const packet of packets) if (!isOpened(protection, packet)) throw new Error("a packet was not read");
  wipeSessionProtection(protection);
  keys.wipe();
}

function isOpened({ authenticator, cipher }: SessionProtection, packet: RmcpPlusPacket): boolean {
  const { datagram, payloadStart, payloadEnd, sessionSequenceNumber } = packet;
  const codeAt = datagram.length - authenticator!.authCodeLength;
  if (!authenticator!.verify(datagram.subarray(4, codeAt), datagram.subarray(codeAt))) return false;
  return cipher!.decrypt(datagram.subarray(payloadStart, payloadEnd), sessionSequenceNumber) !== undefined;
}

function cryptoOf(traffic: readonly Recorded[]): readonly SessionCrypto[] {
  const consoles = [...new Set(traffic.map(({ console }) => console))];
  return consoles.map((each) => {
    const recorded = traffic.filter(({ console }) => console === each);
    const packets = recorded.map(({ datagram }) => parsePacket(datagram)).filter(isRmcpPlus);
    const payload = (type: number): Uint8Array => {
      const packet = packets.find(({ payloadType, sessionId }) => payloadType === type && sessionId === 0)!;
      return packet.datagram.subarray(packet.payloadStart, packet.payloadEnd);
    };
    const response = decodeFromBytes(openSessionResponse, payload(PayloadType.openSessionResponse), "");
    if (response.status !== 0) throw new Error("the traffic has a session that was refused");
    const first = decodeFromBytes(rakpMessage1, payload(PayloadType.rakpMessage1), "");
    const second = decodeFromBytes(rakpMessage2, payload(PayloadType.rakpMessage2), "");
    if (second.status !== 0) throw new Error("the traffic has a session that was refused");
    const suite = cipherSuites.find(
      ({ authentication, integrity, confidentiality }) =>
        authentication === response.authenticationAlgorithm &&
        integrity === response.integrityAlgorithm &&
        confidentiality === response.confidentialityAlgorithm,
    )!;
    const exchange = { ...response, ...first, ...second };
    return {
      makeKeys: () => new HandshakeKeys(suite, exchange, { password: user.password, kg: new Uint8Array(0) }),
      packets: packets.filter(({ sessionId }) => sessionId !== 0),
    };
  });
}

function isRmcpPlus(packet: ReturnType<typeof parsePacket>): packet is RmcpPlusPacket {
  return typeof packet !== "string" && packet.kind === "rmcpPlus";
}

function noIv(): Uint8Array {
  return new Uint8Array(16);
}

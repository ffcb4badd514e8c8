import { MalformedMessageError } from "@ruipmi/core";
import * as wire from "@ruipmi/core/wire";
import { ByteReader, type Codec, PayloadType } from "@ruipmi/core/wire";
import { stepsAllowed, withinSteps } from "../../../packages/commands/test/support/counting-reader.ts";
import { type Decoded, holdCodec, tryRead } from "../../../packages/commands/test/support/held-codec.ts";
import { capturedDatagrams, capturedPayloads, distinct } from "../corpus/captures.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { shapeOf } from "../shape.ts";

/** Something of `@ruipmi/core/wire` that reads bytes. */
interface WireReader {
  /** Real bytes for it. */
  readonly seeds: () => readonly Uint8Array[];
  /** Holds it to the law. */
  readonly hold: (bytes: Uint8Array) => Decoded<unknown>;
}

const payloads = (type: number, from?: "remoteConsole" | "managedSystem") => () => capturedPayloads(type, from);
const datagramParts = (start: number, end?: number) => () =>
  distinct(capturedDatagrams().map((datagram) => datagram.subarray(start, end)));
const asfMessages = () => [
  ...capturedDatagrams().flatMap((datagram) => (datagram[3] === 6 ? [datagram.subarray(4)] : [])),
  ...["000011be80010000", "000011be40010010000011be000000008100000000000000"].map((hex) =>
    Uint8Array.from(Buffer.from(hex, "hex")),
  ),
];
const requests = payloads(PayloadType.ipmiMessage, "remoteConsole");
const responses = payloads(PayloadType.ipmiMessage, "managedSystem");
const proposals = () =>
  distinct(
    capturedPayloads(PayloadType.openSessionRequest).flatMap((payload) =>
      [8, 16, 24].map((at) => payload.subarray(at, at + 8)),
    ),
  );
const fewBytes = () =>
  ["", "00", "0102", "00010203", "0f00000000", "ffffffffffff"].map((hex) => Uint8Array.from(Buffer.from(hex, "hex")));

function codec<T>(theCodec: Codec<T>, seeds: () => readonly Uint8Array[]): WireReader {
  return { seeds, hold: (bytes) => holdCodec(theCodec, bytes, undefined) };
}

function reading(seeds: () => readonly Uint8Array[], read: (bytes: Uint8Array) => unknown): WireReader {
  return {
    seeds,
    hold: (bytes) => tryRead((input) => withinSteps(stepsAllowed(input.length), () => read(input)), bytes),
  };
}

function readerOf<T>(read: (reader: ByteReader) => T): (bytes: Uint8Array) => T {
  return (bytes) => read(new ByteReader(bytes, "message"));
}

/** By the names of the exports: a test holds it to all there are. */
export const wireReaders: Readonly<Record<string, WireReader>> = {
  authenticationProposal: codec(wire.authenticationProposal, proposals),
  integrityProposal: codec(wire.integrityProposal, proposals),
  confidentialityProposal: codec(wire.confidentialityProposal, proposals),
  presencePing: codec(wire.presencePing, asfMessages),
  presencePong: codec(wire.presencePong, asfMessages),
  rmcpHeader: codec(wire.rmcpHeader, datagramParts(0, 4)),
  sessionHeaderV15: codec(wire.sessionHeaderV15, () => [...datagramParts(4, 14)(), ...datagramParts(4, 30)()]),
  sessionHeaderV20: codec(wire.sessionHeaderV20, datagramParts(4, 16)),
  openSessionRequest: codec(wire.openSessionRequest, payloads(PayloadType.openSessionRequest)),
  openSessionResponse: codec(wire.openSessionResponse, payloads(PayloadType.openSessionResponse)),
  rakpMessage1: codec(wire.rakpMessage1, payloads(PayloadType.rakpMessage1)),
  rakpMessage2: codec(wire.rakpMessage2, payloads(PayloadType.rakpMessage2)),
  rakpMessage3: codec(wire.rakpMessage3, payloads(PayloadType.rakpMessage3)),
  rakpMessage4: codec(wire.rakpMessage4, payloads(PayloadType.rakpMessage4)),
  lanRequest: codec(wire.lanRequest, requests),
  lanResponse: codec(wire.lanResponse, responses),
  solConsolePacket: codec(wire.solConsolePacket, payloads(PayloadType.serialOverLan, "remoteConsole")),
  solSystemPacket: codec(wire.solSystemPacket, payloads(PayloadType.serialOverLan, "managedSystem")),
  emptyBody: codec(wire.emptyBody as Codec<unknown>, fewBytes),
  decodeLanRequest: reading(requests, (bytes) => wire.decodeLanRequest(bytes, { verifyChecksums: false })),
  decodeLanResponse: reading(responses, (bytes) => wire.decodeLanResponse(bytes, { verifyChecksums: false })),
  unwrapBridgedResponse: reading(responses, (bytes) => [
    wire.unwrapBridgedResponse(bytes),
    wire.unwrapBridgedResponse(bytes, { verifyChecksums: false }),
  ]),
  decodeRefusal: reading(
    fewBytes,
    readerOf((reader) => wire.decodeRefusal(reader, 7, 0x0d)),
  ),
  decodeSolActivation: reading(fewBytes, wire.decodeSolActivation),
  readPayloadInstance: reading(fewBytes, readerOf(wire.readPayloadInstance)),
  readPayloadTypes: reading(
    fewBytes,
    readerOf((reader) => wire.readPayloadTypes(reader, "types", 0, 16)),
  ),
  parseCipherSuiteRecords: reading(
    () => [Uint8Array.from(Buffer.from("c00300010141810301020304058101c11100000343818301", "hex"))],
    wire.parseCipherSuiteRecords,
  ),
  parsePacket: reading(capturedDatagrams, wire.parsePacket),
  openOutsideSession: reading(capturedDatagrams, (bytes) => {
    const packet = wire.parsePacket(bytes);
    return typeof packet === "object" && packet.kind === "rmcpPlus" ? wire.openOutsideSession(packet) : packet;
  }),
};

/** Everything in `@ruipmi/core/wire` that reads bytes. */
export const wireFormats: FuzzTarget = {
  name: "wire",
  about: "every codec and every reading function of @ruipmi/core/wire",
  order: "fixed",
  mostBytes: 600,
  mostPieces: 1,
  seeds: once(() =>
    Object.entries(wireReaders).flatMap(([subject, { seeds }]) =>
      seeds().map((bytes) => ({ subject, pieces: [bytes] })),
    ),
  ),
  run({ subject, pieces: [bytes = new Uint8Array(0)] }) {
    const read = wireReaders[subject]!.hold(bytes);
    return `${subject} ${read instanceof MalformedMessageError ? read.field : shapeOf(read.value, 2)}`;
  },
};

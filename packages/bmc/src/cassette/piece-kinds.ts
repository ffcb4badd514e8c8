import { getDeviceSdr, getSdr, getSelEntry, type ReadRecordRequest, readFruData } from "@ruipmi/commands";
import { ByteReader, ByteWriter, type Command, decodeFromBytes } from "@ruipmi/core/wire";

/** A command that reads something piece by piece. */
export interface PieceKind {
  /** The command's name. */
  readonly name: string;
  /** Its network function. */
  readonly netFn: number;
  /** Its number. */
  readonly cmd: number;
  /** Whether it reads records: 0000h is the first then, FFFFh the last, and a record begins with its ID. */
  readonly readsRecords: boolean;
  /** What a request asks for; throws `MalformedMessageError`. */
  ask(data: Uint8Array): Piece;
  /** What a response brings; throws `MalformedMessageError`. */
  read(data: Uint8Array): ReadPiece;
  /** The response that brings it. */
  answer(read: ReadPiece): Uint8Array;
  /** How long the whole is, as far as its bytes tell; `undefined` where they do not. */
  lengthOf(bytes: readonly (number | undefined)[]): number | undefined;
}

/** A piece that is asked for. */
export interface Piece {
  /** Record ID, or FRU device ID. */
  readonly id: number;
  /** Its first byte. */
  readonly offset: number;
  /** How many bytes; `undefined` for all there are. */
  readonly count: number | undefined;
}

/** A piece that was read. */
export interface ReadPiece {
  /** Its bytes. */
  readonly bytes: Uint8Array;
  /** The ID of the next record; 0 where there are no records. */
  readonly next: number;
}

const sdrHeaderLength = 5;
const selRecordLength = 16;

/** The last byte of an SDR's header says how many come behind it (IPMI v2.0 §43.1). */
const sdrLength: PieceKind["lengthOf"] = ({ 4: length }) =>
  length === undefined ? undefined : sdrHeaderLength + length;

/** All of them. */
export const pieceKinds: readonly PieceKind[] = [
  records(getSdr, sdrLength),
  records(getDeviceSdr, sdrLength),
  records(getSelEntry, () => selRecordLength),
  {
    name: readFruData.name,
    netFn: readFruData.netFn,
    cmd: readFruData.cmd,
    readsRecords: false,
    ask(data) {
      const { fruDeviceId, offset, count } = decodeFromBytes(readFruData.request, data, readFruData.name);
      return { id: fruDeviceId, offset, count };
    },
    read(data) {
      const reader = new ByteReader(data, readFruData.name);
      reader.u8("countReturned");
      return { next: 0, bytes: reader.rest() };
    },
    answer: ({ bytes }) => new ByteWriter().u8(bytes.length).bytes(bytes).finish(),
    lengthOf: () => undefined,
  },
];

/** The length that asks for the whole record. */
const whole = 0xff;

function records(
  { name, netFn, cmd, request }: Pick<Command<ReadRecordRequest, unknown>, "name" | "netFn" | "cmd" | "request">,
  lengthOf: PieceKind["lengthOf"],
): PieceKind {
  return {
    ...{ name, netFn, cmd, readsRecords: true, lengthOf },
    ask(data) {
      const { recordId, offset, bytesToRead } = decodeFromBytes(request, data, name);
      return { id: recordId, offset, count: bytesToRead === whole ? undefined : bytesToRead };
    },
    read(data) {
      const reader = new ByteReader(data, name);
      return { next: reader.u16("nextRecordId"), bytes: reader.rest() };
    },
    answer: ({ next, bytes }) => new ByteWriter().u16(next).bytes(bytes).finish(),
  };
}

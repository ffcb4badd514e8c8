import {
  type CapturedPacket,
  type CaptureItem,
  CaptureReader,
  type Credentials,
  DatagramFinder,
  type FollowedItem,
  SessionFollower,
} from "@ruipmi/capture";
import { CommandFailure } from "../errors.ts";
import type { Io } from "../io.ts";
import { quote } from "../options/values.ts";
import { progressLine } from "../output/progress.ts";
import { capturePieces } from "./capture-pieces.ts";

/** Who takes what is in a capture. */
export interface CaptureVisitor {
  /** Takes a datagram of RMCP, or the end of a session, in the order of the capture. */
  item(item: FollowedItem, packet: CapturedPacket | undefined): void;
  /** Takes a packet without RMCP in it. */
  otherPacket?(packet: CapturedPacket): void;
}

/** How a capture is read. */
export interface ReadCaptureOptions {
  /** The file; `-` for standard input. */
  readonly file: string;
  /** What is known of its secrets. */
  readonly credentials: Credentials;
  /** Whether results are printed while it is read: then there is no progress on the same terminal. */
  readonly printsAlong: boolean;
}

/** What reading a capture came to. */
export interface CaptureReading {
  /** Packets that were read. */
  readonly packets: number;
  /** Datagrams of RMCP among them. */
  readonly datagrams: number;
  /** Whether it was read to its end: not where it was interrupted, or nobody reads the results any more. */
  readonly isComplete: boolean;
}

/**
 * Reads a capture to its end and follows its sessions, holding no more than a piece of the file and what is open. Damage
 * is said on stderr. Throws `CommandFailure` for a file that cannot be read, or is no capture.
 */
export async function readCapture(
  io: Io,
  { file, credentials, printsAlong }: ReadCaptureOptions,
  visitor: CaptureVisitor,
): Promise<CaptureReading> {
  const reader = new CaptureReader();
  const finder = new DatagramFinder();
  const follower = new SessionFollower({ credentials });
  const notes = new Notes(io);
  let packets = 0;
  let datagrams = 0;
  const take = (item: CaptureItem): void => {
    if (item.type === "note") return notes.add(item.offset, item.text);
    packets += 1;
    const found = finder.find(item);
    let isFollowed = false;
    if (found !== undefined && "text" in found) notes.add(found.offset, found.text);
    else if (found !== undefined) {
      for (const followed of follower.follow(found)) {
        isFollowed ||= followed.type === "datagram";
        visitor.item(followed, item);
      }
    }
    if (isFollowed) datagrams += 1;
    else visitor.otherPacket?.(item);
  };
  const isComplete = await eachPiece(io, { file, printsAlong }, notes, (piece) => {
    for (const item of reader.push(piece)) take(item);
  });
  if (isComplete) for (const item of reader.end()) take(item);
  if (packets === 0 && notes.first !== undefined) throw new CommandFailure("badData", `${quote(file)}: ${notes.first}`);
  notes.end();
  if (io.interrupted.aborted) io.stderr.write("ruipmi: interrupted: the capture was not read to its end\n");
  for (const ended of follower.end()) visitor.item(ended, undefined);
  return { packets, datagrams, isComplete };
}

/** Reads piece by piece; false where that was given up before the end. */
async function eachPiece(
  io: Io,
  { file, printsAlong }: Pick<ReadCaptureOptions, "file" | "printsAlong">,
  notes: Notes,
  take: (piece: Uint8Array) => void,
): Promise<boolean> {
  const progress = progressLine(io.stderr);
  const size = printsAlong && io.stdout.isTerminal ? undefined : io.fileSize(file);
  let read = 0;
  let shownAt = 0;
  try {
    const counted = counting(io.readPieces(file), (length) => {
      read += length;
    });
    for await (const piece of capturePieces(counted, (text) => notes.add(read, text))) {
      take(piece);
      if (io.interrupted.aborted || !(await io.stdout.drained())) return false;
      if (size !== undefined && read - shownAt >= progressStep) {
        progress.show(`reading ${quote(file)}: ${Math.floor((100 * read) / size)} %`);
        shownAt = read;
      }
    }
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CommandFailure("file", `cannot read ${quote(file)}: ${(error as Error).message}`);
  } finally {
    progress.clear();
  }
}

/** How many bytes are read from one showing of the progress to the next: smaller files need none. */
const progressStep = 1 << 24;

async function* counting(
  pieces: AsyncIterable<Uint8Array>,
  add: (length: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of pieces) {
    add(piece.length);
    yield piece;
  }
}

/** Notes about damage, on stderr as they come; no more of them than anybody reads. */
class Notes {
  readonly #io: Io;
  readonly #waiting: string[] = [];
  #count = 0;
  /** What the first one says. */
  first: string | undefined;

  constructor(io: Io) {
    this.#io = io;
  }

  add(offset: number, text: string): void {
    this.#count += 1;
    this.first ??= text;
    // Kept until something was read: where nothing is, the first becomes the error.
    if (this.#count <= maxNotes) this.#waiting.push(`ruipmi: byte ${offset}: ${text}\n`);
  }

  /** Says them all. */
  end(): void {
    for (const line of this.#waiting) this.#io.stderr.write(line);
    if (this.#count > maxNotes) this.#io.stderr.write(`ruipmi: ${this.#count - maxNotes} more notes of this kind\n`);
  }
}

const maxNotes = 50;

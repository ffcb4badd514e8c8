import { ApiMisuseError } from "@ruipmi/core";

/**
 * The runtime's own `ReadableStream<Uint8Array>`, as far as this library names it; for anything that wants the runtime's
 * type, say so: `console.readable as ReadableStream<Uint8Array>`.
 */
export interface ReadableBytes {
  /** Whether somebody reads it. */
  readonly locked: boolean;
  /** Reads it chunk by chunk. */
  getReader(): ReadableBytesReader;
  /** Reads no more of it. */
  cancel(reason?: unknown): Promise<void>;
  /** Sends it all somewhere. */
  pipeTo(destination: WritableBytes, options?: PipeOptions): Promise<void>;
}

/** Reads a {@link ReadableBytes}. */
export interface ReadableBytesReader {
  /** The next chunk, or the end. */
  read(): Promise<{
    /** Whether it has ended. */
    readonly done: boolean;
    /** The chunk; absent at the end. */
    readonly value?: Uint8Array | undefined;
  }>;
  /** Reads no more of it. */
  cancel(reason?: unknown): Promise<void>;
  /** Lets others read it. */
  releaseLock(): void;
}

/** How {@link ReadableBytes.pipeTo} deals with the end. */
export interface PipeOptions {
  /** Whether the destination stays open when the source ends. */
  readonly preventClose?: boolean;
  /** Whether the destination stays open when the source fails. */
  readonly preventAbort?: boolean;
  /** Whether the source stays open when the destination fails. */
  readonly preventCancel?: boolean;
}

/** The runtime's own `WritableStream<Uint8Array>`, as far as this library names it. */
export interface WritableBytes {
  /** Whether somebody writes to it. */
  readonly locked: boolean;
  /** Writes to it chunk by chunk. */
  getWriter(): WritableBytesWriter;
  /** Ends it once everything was taken. */
  close(): Promise<void>;
  /** Gives it up. */
  abort(reason?: unknown): Promise<void>;
}

/** Writes to a {@link WritableBytes}. */
export interface WritableBytesWriter {
  /** Fulfilled when there is room: wait for it before writing much. */
  readonly ready: Promise<unknown>;
  /** Writes; fulfilled when it was taken. */
  write(chunk: Uint8Array): Promise<void>;
  /** Ends it once everything was taken. */
  close(): Promise<void>;
  /** Gives it up. */
  abort(reason?: unknown): Promise<void>;
  /** Lets others write to it. */
  releaseLock(): void;
}

/** The controller of a readable stream. */
export interface ReadableController {
  /** Adds a chunk. */
  enqueue(chunk: Uint8Array): void;
  /** Ends it. */
  close(): void;
  /** Fails it. */
  error(error: unknown): void;
}

/** The controller of a writable stream. */
export interface WritableController {
  /** Fails it. */
  error(error: unknown): void;
}

/** `ReadableStream`, as far as a serial console needs it. */
export interface ReadableStreamConstructor {
  /** Makes a stream that draws from a source. */
  new (
    source: {
      start(controller: ReadableController): void;
      pull(controller: ReadableController): Promise<void> | void;
      cancel(): Promise<void> | void;
    },
    strategy: { readonly highWaterMark: number },
  ): ReadableBytes;
}

/** `WritableStream`, as far as a serial console needs it. */
export interface WritableStreamConstructor {
  /** Makes a stream that writes to a sink. */
  new (
    sink: {
      start(controller: WritableController): void;
      write(chunk: Uint8Array): Promise<void>;
      close(): Promise<void>;
      abort(): void;
    },
    strategy: { readonly highWaterMark: number },
  ): WritableBytes;
}

/** The two constructors that a serial console needs: every current runtime has them as globals. */
export interface WebStreams {
  /** The constructor of the stream that is read. */
  readonly ReadableStream: ReadableStreamConstructor;
  /** The constructor of the stream that is written. */
  readonly WritableStream: WritableStreamConstructor;
}

/** The runtime's Web Streams. Throws `ApiMisuseError` where it has none. */
export function runtimeStreams(): WebStreams {
  const { ReadableStream, WritableStream } = globalThis as unknown as Partial<WebStreams>;
  if (ReadableStream === undefined || WritableStream === undefined) {
    throw new ApiMisuseError("invalidState", "this runtime has no Web Streams: give those of a library as `streams`");
  }
  return { ReadableStream, WritableStream };
}

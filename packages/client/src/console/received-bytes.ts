import type { ReadableBytes, ReadableController, WebStreams } from "./web-streams.ts";

/** Whom a stream of received characters tells what becomes of them. */
export interface ReceivedBytesHost {
  /** So many were handed to the reader. */
  consumed(count: number): void;
  /** The reader wants no more. */
  cancelled(): Promise<unknown>;
}

/** What was received, as a stream: nothing counts as consumed before it is read. */
export class ReceivedBytes {
  /** The stream. */
  readonly stream: ReadableBytes;
  readonly #host: ReceivedBytesHost;
  readonly #chunks: Uint8Array[] = [];
  #controller!: ReadableController;
  /** Wakes the reader that waits. */
  #wake: (() => void) | undefined;
  #end: { readonly error: unknown } | undefined;
  #isOver = false;

  constructor({ ReadableStream }: WebStreams, host: ReceivedBytesHost) {
    this.#host = host;
    const source = {
      start: (controller: ReadableController): void => {
        this.#controller = controller;
      },
      pull: (): Promise<void> | void => this.#pull(),
      cancel: async (): Promise<void> => {
        this.#isOver = true;
        this.#chunks.length = 0;
        await host.cancelled();
      },
    };
    this.stream = new ReadableStream(source, { highWaterMark: 0 });
  }

  /** Something was received. */
  push(chunk: Uint8Array): void {
    if (this.#isOver || this.#end !== undefined) return;
    this.#chunks.push(chunk);
    this.#awaken();
  }

  /** Nothing more comes: the stream ends when all of it was read, or fails then, where there is an error. */
  end(error: unknown): void {
    if (this.#isOver || this.#end !== undefined) return;
    this.#end = { error };
    this.#awaken();
    if (this.#chunks.length === 0) this.#finish();
  }

  #pull(): Promise<void> | void {
    if (this.#deliver()) return;
    return new Promise((resolve) => {
      this.#wake = () => {
        this.#deliver();
        resolve();
      };
    });
  }

  #awaken(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    wake?.();
  }

  #deliver(): boolean {
    const chunk = this.#chunks.shift();
    if (chunk === undefined) return this.#isOver || this.#end !== undefined;
    this.#controller.enqueue(chunk);
    if (this.#chunks.length === 0 && this.#end !== undefined) this.#finish();
    this.#host.consumed(chunk.length);
    return true;
  }

  #finish(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const error = this.#end?.error;
    if (error === undefined) this.#controller.close();
    else this.#controller.error(error);
  }
}

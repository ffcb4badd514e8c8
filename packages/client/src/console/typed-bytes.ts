import { ApiMisuseError } from "@ruipmi/core";
import type { WebStreams, WritableBytes, WritableController } from "./web-streams.ts";

/** Whom a stream of typed characters hands them to. */
export interface TypedBytesHost {
  /** Characters that may be typed now. */
  room(): number;
  /** Characters typed and not accepted yet. */
  buffered(): number;
  /** Types; at most as many as there is room for. */
  type(characters: Uint8Array): void;
}

/** What is typed, as a stream: a write is done when there was room for it, the end when all of it was accepted. */
export class TypedBytes {
  /** The stream. */
  readonly stream: WritableBytes;
  readonly #host: TypedBytesHost;
  #controller!: WritableController;
  #waiting: (() => void)[] = [];
  #end: { readonly error: unknown } | undefined;

  constructor({ WritableStream }: WebStreams, host: TypedBytesHost) {
    this.#host = host;
    const sink = {
      start: (controller: WritableController): void => {
        this.#controller = controller;
      },
      write: (chunk: Uint8Array): Promise<void> => this.#write(chunk),
      close: (): Promise<void> => this.#drained(),
      abort: (): void => this.#awaken(),
    };
    this.stream = new WritableStream(sink, { highWaterMark: 1 });
  }

  /** There is more room than there was. */
  accepted(): void {
    this.#awaken();
  }

  /** Nothing more is taken: every write from here on fails, and those that wait. */
  end(error: unknown): void {
    if (this.#end !== undefined) return;
    this.#end = { error };
    this.#controller.error(error);
    this.#awaken();
  }

  async #write(chunk: Uint8Array): Promise<void> {
    if (!(chunk instanceof Uint8Array)) {
      throw new ApiMisuseError("invalidArgument", "a serial console takes Uint8Array chunks: encode text before");
    }
    for (let rest = chunk; ; ) {
      this.#requireOpen();
      const part = rest.subarray(0, this.#host.room());
      if (part.length > 0) this.#host.type(part);
      rest = rest.subarray(part.length);
      if (rest.length === 0) return;
      await this.#more();
    }
  }

  async #drained(): Promise<void> {
    while (this.#end === undefined && this.#host.buffered() > 0) await this.#more();
    this.#requireOpen();
  }

  #requireOpen(): void {
    if (this.#end !== undefined) throw this.#end.error;
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
    });
  }

  #awaken(): void {
    for (const wake of this.#waiting.splice(0)) wake();
  }
}

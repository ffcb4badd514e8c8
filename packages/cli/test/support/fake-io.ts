import type { BytesHandler, FileInMaking, Input, InterruptionScope, Io, LineOptions, TextSink } from "../../src/io.ts";

/** An outside world for tests: keeps what is written, and holds what is read. */
export class FakeIo implements Io {
  stdout: FakeSink;
  stderr: FakeSink;
  readonly stdin: FakeInput;
  readonly env: Record<string, string | undefined>;
  /** What is in files, by path; what is written lands here too. */
  readonly files: Map<string, Uint8Array> = new Map();
  readonly controller: AbortController = new AbortController();
  readonly questions: string[] = [];
  /** What is typed where a password is asked for; `undefined` for no terminal. */
  typed: string | undefined;
  /** How many bytes `readPieces` gives at a time. */
  pieceLength = 1000;
  /** The time of day. */
  time: Date = new Date("2026-11-22T12:00:00Z");
  /** How often it was suspended. */
  suspended = 0;
  readonly #scopes: AbortController[] = [];
  readonly #resizeListeners = new Set<() => void>();

  constructor(options: { env?: Record<string, string>; isTerminal?: boolean; lines?: readonly string[] } = {}) {
    this.env = { ...options.env };
    this.stdout = new FakeSink(options.isTerminal ?? false);
    this.stderr = new FakeSink(options.isTerminal ?? false);
    this.stdin = new FakeInput(options.isTerminal ?? false, options.lines ?? []);
  }

  get interrupted(): AbortSignal {
    return this.controller.signal;
  }

  now(): Date {
    return this.time;
  }

  readFile(path: string): Uint8Array {
    const file = this.files.get(path);
    if (file !== undefined) return file;
    throw Object.assign(new Error("no such file"), { code: "ENOENT" });
  }

  writeFile(path: string, bytes: Uint8Array): void {
    this.files.set(path, Uint8Array.from(bytes));
  }

  appendFile(path: string, bytes: Uint8Array): void {
    this.files.set(path, Uint8Array.from([...(this.files.get(path) ?? []), ...bytes]));
  }

  replaceFile(path: string, bytes: Uint8Array): void {
    this.writeFile(path, bytes);
  }

  fileExists(path: string): boolean {
    return this.files.has(path);
  }

  fileSize(path: string): number | undefined {
    return this.files.get(path)?.length;
  }

  async *readPieces(path: string): AsyncIterable<Uint8Array> {
    const bytes = this.readFile(path);
    for (let at = 0; at < bytes.length; at += this.pieceLength) {
      await Promise.resolve();
      yield bytes.subarray(at, at + this.pieceLength);
    }
  }

  makeFile(path: string): FileInMaking {
    const temporary = `${path}.tmp`;
    this.files.set(temporary, new Uint8Array(0));
    return {
      write: (bytes) => this.appendFile(temporary, bytes),
      finish: () => {
        this.files.set(path, this.files.get(temporary)!);
        this.files.delete(temporary);
      },
      abandon: () => void this.files.delete(temporary),
    };
  }

  askPassword(question: string): Promise<string | undefined> {
    this.questions.push(question);
    return Promise.resolve(this.typed);
  }

  catchInterruptions(): InterruptionScope {
    const scope = new AbortController();
    this.#scopes.push(scope);
    return { signal: scope.signal, end: () => void this.#scopes.splice(this.#scopes.indexOf(scope), 1) };
  }

  suspend(): Promise<void> {
    this.suspended += 1;
    return Promise.resolve();
  }

  onResize(listener: () => void): () => void {
    this.#resizeListeners.add(listener);
    return () => void this.#resizeListeners.delete(listener);
  }

  /** What ^C does. */
  interrupt(): void {
    (this.#scopes.at(-1) ?? this.controller).abort("SIGINT");
  }

  /** What dragging the window's corner does. */
  resize(): void {
    for (const listener of this.#resizeListeners) listener();
  }
}

/** Lines and bytes that a test types. */
export class FakeInput implements Input {
  readonly isTerminal: boolean;
  /** What each reading asked for, in order. */
  readonly asked: LineOptions[] = [];
  readonly #lines: string[];
  #handler: BytesHandler | undefined;

  constructor(isTerminal: boolean, lines: readonly string[]) {
    this.isTerminal = isTerminal;
    this.#lines = [...lines];
  }

  /** Whether somebody hears every byte: on a terminal, raw mode. */
  get isRaw(): boolean {
    return this.#handler !== undefined;
  }

  readLine(options: LineOptions = {}): Promise<string | undefined> {
    this.asked.push(options);
    return Promise.resolve(this.#lines.shift());
  }

  readBytes(handler: BytesHandler): () => void {
    this.#handler = handler;
    return () => {
      if (this.#handler === handler) this.#handler = undefined;
    };
  }

  /** Types bytes, or text. */
  type(bytes: Uint8Array | string): void {
    this.#handler?.onBytes(typeof bytes === "string" ? Uint8Array.from(Buffer.from(bytes)) : bytes);
  }

  /** Nothing more comes. */
  end(): void {
    this.#handler?.onEnd();
  }
}

/** Keeps what is written, and tells whoever waits for it. */
export class FakeSink implements TextSink {
  readonly isTerminal: boolean;
  text = "";
  /** Whether anybody reads what is written. */
  isRead = true;
  #waiting: { readonly pattern: RegExp; readonly resolve: (match: RegExpExecArray) => void }[] = [];

  constructor(isTerminal: boolean) {
    this.isTerminal = isTerminal;
  }

  write(text: string): void {
    this.text += text;
    this.#waiting = this.#waiting.filter(({ pattern, resolve }) => {
      const match = pattern.exec(this.text);
      if (match !== null) resolve(match);
      return match === null;
    });
  }

  drained(): Promise<boolean> {
    return Promise.resolve(this.isRead);
  }

  writeBytes(bytes: Uint8Array): void {
    this.write(Buffer.from(bytes).toString("latin1"));
  }

  /** Resolves once the text matches. */
  seen(pattern: RegExp): Promise<RegExpExecArray> {
    const match = pattern.exec(this.text);
    if (match !== null) return Promise.resolve(match);
    return new Promise((resolve) => {
      this.#waiting.push({ pattern, resolve });
    });
  }
}

import type { Io, TextSink } from "../../src/io.ts";

/** An outside world for tests: keeps what is written, and holds what is read. */
export class FakeIo implements Io {
  readonly stdout: FakeSink;
  readonly stderr: FakeSink;
  readonly env: Record<string, string | undefined>;
  readonly files: Map<string, Uint8Array> = new Map();
  readonly controller: AbortController = new AbortController();
  readonly questions: string[] = [];
  /** What is typed; `undefined` for no terminal. */
  typed: string | undefined;

  constructor(options: { env?: Record<string, string>; isTerminal?: boolean } = {}) {
    this.env = { ...options.env };
    this.stdout = new FakeSink(options.isTerminal ?? false);
    this.stderr = new FakeSink(options.isTerminal ?? false);
  }

  get interrupted(): AbortSignal {
    return this.controller.signal;
  }

  readFile(path: string): Uint8Array {
    const file = this.files.get(path);
    if (file !== undefined) return file;
    throw Object.assign(new Error("no such file"), { code: "ENOENT" });
  }

  askPassword(question: string): Promise<string | undefined> {
    this.questions.push(question);
    return Promise.resolve(this.typed);
  }
}

/** Keeps what is written, and tells whoever waits for it. */
export class FakeSink implements TextSink {
  readonly isTerminal: boolean;
  text = "";
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

  /** Resolves once the text matches. */
  seen(pattern: RegExp): Promise<RegExpExecArray> {
    const match = pattern.exec(this.text);
    if (match !== null) return Promise.resolve(match);
    return new Promise((resolve) => {
      this.#waiting.push({ pattern, resolve });
    });
  }
}

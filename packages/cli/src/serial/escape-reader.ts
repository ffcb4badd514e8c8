/** What the keys mean. */
export type KeyAction =
  /** These characters are typed. */
  { readonly type: "type"; readonly characters: Uint8Array } | { readonly type: "end" | "suspend" | "break" | "help" };

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const controlZ = 0x1a;

/** Escape sequences, as ipmitool has them: the escape character counts at the beginning of a line only. */
const actions: ReadonlyMap<number, "end" | "suspend" | "break" | "help"> = new Map([
  [".".charCodeAt(0), "end"],
  [controlZ, "suspend"],
  ["B".charCodeAt(0), "break"],
  ["?".charCodeAt(0), "help"],
]);

/** Tells escape sequences from what is typed, across chunks. */
export class EscapeReader {
  readonly #escape: number;
  #isAtLineStart = true;
  #isPending = false;

  /** @param escapeCharacter - one ASCII character */
  constructor(escapeCharacter: string) {
    this.#escape = escapeCharacter.charCodeAt(0);
  }

  /** What a chunk of keys means, in order. After `end` nothing counts. */
  read(chunk: Uint8Array): KeyAction[] {
    const found: KeyAction[] = [];
    let typed: number[] = [];
    const flush = (): void => {
      if (typed.length > 0) found.push({ type: "type", characters: Uint8Array.from(typed) });
      typed = [];
    };
    for (const key of chunk) {
      const action = this.#isPending ? actions.get(key) : undefined;
      if (action !== undefined) {
        this.#isPending = false;
        flush();
        found.push({ type: action });
        if (action === "end") return found;
      } else if (!this.#isPending && this.#isAtLineStart && key === this.#escape) {
        this.#isPending = true;
      } else {
        // Twice is once; with anything else behind it, it was only a character.
        if (this.#isPending && key !== this.#escape) typed.push(this.#escape);
        this.#isPending = false;
        typed.push(key);
        this.#isAtLineStart = key === carriageReturn || key === lineFeed;
      }
    }
    flush();
    return found;
  }
}

/** What the `?` sequence shows. */
export function escapeHelp(escapeCharacter: string): string {
  return [
    `${escapeCharacter}?`,
    "\tSupported escape sequences:",
    `\t${escapeCharacter}.  - terminate connection`,
    `\t${escapeCharacter}^Z - suspend ruipmi`,
    `\t${escapeCharacter}B  - send break`,
    `\t${escapeCharacter}?  - this message`,
    `\t${escapeCharacter}${escapeCharacter}  - send the escape character by typing it twice`,
    "\t(Note that escapes are only recognized immediately after newline.)",
    "",
  ].join("\n");
}

/** What may be a secret on a command line, known before anything else of it is: no import is needed here. */

/** `-P`, `-k` and `-y`, joined to their value or to other letters too; `--kg`, `--kg-hex` and `--user`. */
const secretOption = /^(-[0-9A-Za-z]*[Pky]|--(kg|kg-hex|user)(=|$))/;

/** Words of commands, or of `set` and `lan set`, behind which a password or a key may stand. */
const secretWords: ReadonlySet<string> = new Set(["password", "pass", "setkg", "test"]);

/** Set User Password, Set Channel Security Keys, and Send Message, which may have either inside. */
const secretCommands: ReadonlySet<number> = new Set([0x47, 0x56, 0x34]);

/**
 * Whether a password or a key may be among the words. Errs on the side of yes: who asks keeps from others what may be
 * none of their business.
 *
 * @param words - a command line without the program's name, or a line of the shell
 */
export function mayHoldSecret(words: readonly string[]): boolean {
  if (words.some((word) => secretOption.test(word) || secretWords.has(word.toLowerCase()))) return true;
  return words.includes("raw") && words.some((word) => secretCommands.has(Number(word)));
}

/** What {@link hideArguments} needs of `process`. */
export interface NamedProcess {
  /** Node, the program, and what was typed. */
  readonly argv: readonly string[];
  /** The operating system, by Node's name. */
  readonly platform: string;
  /** What the list of processes shows. */
  title: string;
}

/**
 * Takes a command line on which a secret may stand out of the list of processes: others see `ruipmi` and no argument.
 * Until this runs they see all of it, and what somebody noted before is noted.
 */
export function hideArguments(process: NamedProcess): void {
  // On Windows the title is that of the terminal's window, and the command line stays as it is.
  if (process.platform !== "win32" && mayHoldSecret(process.argv.slice(2))) process.title = "ruipmi";
}

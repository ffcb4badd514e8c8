import type { ExplainedMessage, FollowedDatagram } from "@ruipmi/capture";
import type { CaptureOptions } from "../options/capture-options.ts";

/** Counts what `capture show` prints, for what has to be said at the end. */
export class ShownMessages {
  #shown = 0;
  #encrypted = 0;

  /** Takes a message that is printed. */
  add({ packet }: FollowedDatagram, { decrypted }: ExplainedMessage): void {
    this.#shown += 1;
    const isEncrypted = typeof packet !== "string" && packet.kind === "rmcpPlus" && packet.encrypted;
    if (isEncrypted && decrypted === undefined) this.#encrypted += 1;
  }

  /** Whether the filters left out everything: with `--errors` that is good news, and not meant. */
  isFruitless({ host, sessions, commands, errorsOnly }: CaptureOptions): boolean {
    const isFiltered = host !== undefined || sessions.length > 0 || commands.length > 0;
    return isFiltered && !errorsOnly && this.#shown === 0;
  }

  /** What keeps messages from being read, as a line for stderr; nothing where all could be. */
  text(): string {
    if (this.#encrypted === 0) return "";
    const what = this.#encrypted === 1 ? "1 message is" : `${this.#encrypted} messages are`;
    return `ruipmi: ${what} encrypted and not read: give --user NAME:PASSWORD (and --kg, if the BMC has a key)\n`;
  }
}

import type { ByHandSection } from "../sabotage.ts";

/** What fuzzing finds. */
export const bytes: ByHandSection = {
  title: "Any bytes are survived",
  rows: [
    {
      file: "core/src/wire/byte-reader.ts",
      line: "what is beyond the end is an error",
      changedTo: "it is read",
      red: "fuzz `wire` (4 bytes)",
    },
    {
      file: "core/src/wire/lan-message.ts",
      line: "a frame shorter than its header is an error",
      changedTo: "two bytes shorter may be",
      red: "fuzz `wire` (`0000000000`)",
    },
    {
      file: "core/src/wire/lan-message.ts",
      line: "the error of a checksum names its message",
      changedTo: "it does not",
      red: "fuzz `wire`; `core/test/wire/lan-message.test.ts`",
    },
    {
      file: "core/src/engine/handshake.ts",
      line: "a malformed handshake message is dropped",
      changedTo: "it is thrown",
      red: "fuzz `engine-datagrams` (one datagram); law 3",
    },
    {
      file: "core/src/engine/session-exchange.ts",
      line: "a malformed answer is dropped",
      changedTo: "it is thrown",
      red: "fuzz `engine-session` (one payload)",
    },
    {
      file: "core/src/packets/session-opener.ts",
      line: '`if (!authenticator.verify(…)) return drop("authCode")`',
      changedTo: "verified, and the verdict ignored",
      red: "fuzz `engine-datagrams`: nobody without keys ends a request",
    },
    {
      file: "core/src/engine/output-queue.ts",
      line: "undrained drops of one reason are one event",
      changedTo: "an event each",
      red: "fuzz memory: open, never drained",
    },
    {
      file: "commands/src/fru/info-area.ts",
      line: "a field has its type/length byte and what that says",
      changedTo: "only what it says",
      red: "fuzz `formats`: too many steps (12 bytes)",
    },
    {
      file: "commands/src/procedures/sel.ts",
      line: "a record that was read ends the reading",
      changedTo: "it does not",
      red: "fuzz `procedures`: not over after 300000 commands",
    },
    {
      file: "bmc/src/handlers/sdr/get-sdr.ts",
      line: "a record that is not there is refused",
      changedTo: "it is looked at",
      red: "fuzz `bmc-session` (one Get SDR)",
    },
    {
      file: "bmc/src/try-decode.ts",
      line: "a malformed message is `undefined`",
      changedTo: "it is thrown",
      red: "fuzz `bmc-session` and `bmc-datagrams` (one message)",
    },
    {
      file: "capture/src/explain/explain.ts",
      line: "a malformed message is explained as a problem",
      changedTo: "it is thrown",
      red: "fuzz `capture-sessions` and `capture-files`",
    },
    {
      file: "capture/src/sessions/exchanges.ts",
      line: "of a kind of requests so many are remembered",
      changedTo: "all",
      red: "fuzz memory: follower with a session's keys",
    },
    {
      file: "cli/src/output/shown-text.ts",
      line: "control characters are shown as `?`",
      changedTo: "as they are",
      red: "fuzz `command-lines` (a user's name)",
    },
    {
      file: "cli/src/sdr-cache/cache-file.ts",
      line: "records have two hex digits a byte",
      changedTo: "any number",
      red: "fuzz `json-files`",
    },
  ],
};

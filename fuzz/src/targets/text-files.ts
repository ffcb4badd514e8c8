import { deepStrictEqual, ok } from "node:assert/strict";
import { readCredentials } from "../../../packages/cli/src/capture/credentials.ts";
import { findCommand } from "../../../packages/cli/src/commands/find-command.ts";
import { commandTable } from "../../../packages/cli/src/commands/index.ts";
import { prepareCommand } from "../../../packages/cli/src/commands/prepare-command.ts";
import { CommandFailure, errorLine, UsageError } from "../../../packages/cli/src/errors.ts";
import { parseCommandFilter } from "../../../packages/cli/src/options/command-filter.ts";
import { parseOptions } from "../../../packages/cli/src/options/options.ts";
import { splitLine } from "../../../packages/cli/src/options/split-line.ts";
import { tokenize } from "../../../packages/cli/src/options/tokenize.ts";
import { parseEventFile } from "../../../packages/cli/src/output/sel/event-file.ts";
import { decodeDumpFile, encodeDumpFile } from "../../../packages/cli/src/sdr-cache/dump-file.ts";
import { FakeIo } from "../../../packages/cli/test/support/fake-io.ts";
import { recordedSdrs } from "../../../packages/commands/test/support/recorded-inventory.ts";
import type { FuzzTarget } from "../fuzz-target.ts";
import { once } from "../once.ts";
import { bucket } from "../shape.ts";

/** What reads each kind; gives what kind of outcome it had. */
const readers: Readonly<Record<string, (bytes: Uint8Array) => string>> = {
  "command line"(bytes) {
    const { words, given } = tokenize(splitLine(Buffer.from(bytes).toString()));
    const found = findCommand(words);
    prepareCommand(found);
    parseOptions(given, found.command.scope);
    return `${found.command.name} ${[...given.keys()].join()}`;
  },
  "command filter": (bytes) => String("name" in parseCommandFilter(Buffer.from(bytes).toString())),
  "event file": (bytes) => `${bucket(parseEventFile(Buffer.from(bytes).toString(), "file").length)} events`,
  "password file"(bytes) {
    const io = new FakeIo();
    io.files.set("users", bytes);
    return `${bucket(readCredentials({ users: [], usersFile: "users", kgs: [] } as never, io).users.length)} users`;
  },
  "SDR dump"(bytes) {
    const cache = decodeDumpFile(bytes);
    if (cache === undefined) return "none";
    deepStrictEqual(encodeDumpFile(cache), bytes);
    return `${bucket(cache.records.length)} records`;
  },
};

/** What is typed, and what the command reads from files that are not JSON. */
export const textFiles: FuzzTarget = {
  name: "text-files",
  about:
    "command lines, filters, files of events, of passwords and of sensor data records: understood, or refused in one line",
  order: "fixed",
  mostBytes: 4000,
  mostPieces: 1,
  seeds: once(() => [
    ...commandTable.flatMap(({ examples }) =>
      examples.map((line) =>
        seed("command line", `-H host -p 623 -U admin -P secret -C 17,3 -L operator --json ${line}`),
      ),
    ),
    seed("command line", "-t 0x82 -b 7 -T 0x20 -B 0 -l 1 -N 2 -R 4 -o intelplus -k key -S cache -vv mc info"),
    ...["0x06/0x01", "6/1", "Get Device ID", "RAKP Message 1"].map((text) => seed("command filter", text)),
    seed("event file", "# two events\n0x04 0x01 0x30 0x01 0x59 0x64 0x5a # Temperature\n4 2 0x60 1 2 255 255\n"),
    seed("password file", "admin:password\nroot:a:b\r\n\n:null\n"),
    { subject: "SDR dump", pieces: [Uint8Array.from(recordedSdrs.slice(0, 6).flatMap((record) => [...record]))] },
  ]),
  run({ subject, pieces: [bytes = new Uint8Array(0)] }) {
    try {
      return `${subject} ${readers[subject]!(bytes)}`;
    } catch (error) {
      if (!(error instanceof UsageError || error instanceof CommandFailure)) throw error;
      const line = errorLine(error, false);
      ok(/^[^\p{Cc}]+\n$/u.test(line), `an error is one line: ${JSON.stringify(line)}`);
      return `${subject} ${line.replace(/\d+|".*?"/g, "").slice(0, 50)}`;
    }
  },
};

function seed(subject: string, text: string): { subject: string; pieces: Uint8Array[] } {
  return { subject, pieces: [Uint8Array.from(Buffer.from(text))] };
}

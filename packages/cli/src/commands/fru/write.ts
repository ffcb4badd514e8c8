import { writeFruDevice } from "@ruipmi/commands";
import { byte, integer, object, string } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { confirm, declined } from "../confirm.ts";
import { readNamedFile } from "../files.ts";
import { changing, inSession } from "../in-session.ts";
import { parseIdAndFile } from "./fru-arguments.ts";
import { partLengthOf } from "./print.ts";
import { fruProgressText, verboseLines } from "./progress.ts";
import { reportWrite, writeFields } from "./write-result.ts";

/** `fru write`: the bytes of a file into a FRU. */
export const fruWrite: CliCommand = {
  name: "fru write",
  usage: "ID FILE",
  summary: "the bytes of a file into a FRU, read back afterwards",
  details: [
    "What the FRU said before is lost: fru read keeps it. A file larger than the",
    "FRU is refused. What is write-protected is left as it is, and the exit code",
    "is 1 then, as where the bytes are other ones when they are read back.",
  ],
  scope: "session",
  schema: object({ fruDeviceId: byte(), file: string(), size: integer("bytes of the file", 0), ...writeFields }),
  examples: ["fru write 1 psu.bin --yes"],
  exampleFiles: () => ({ "psu.bin": Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0xff) }),
  destroys: true,
  prepare(args) {
    const { fruDeviceId, file } = parseIdAndFile("fru write", args);
    return async (context) => {
      // Before there is a session: without the file there is nothing to write.
      const bytes = readNamedFile(context.io, file);
      if (!(await confirm(context, `Write ${bytes.length} bytes over FRU ${fruDeviceId}?`))) return declined(context);
      return await inSession(async (session, { io, output, options }) => {
        const writing = session.run(writeFruDevice(fruDeviceId, bytes, partLengthOf(context)), fruProgressText);
        const result = await changing(writing);
        const isDone = reportWrite(`FRU ${fruDeviceId}`, result, io.stderr);
        const verbose = verboseLines(fruDeviceId, file, result);
        const lines = [
          ...(options.verbosity > 0 ? verbose : []),
          `Fru Size         : ${result.areaSize} bytes`,
          `Size to Write    : ${bytes.length} bytes`,
        ];
        const document = { fruDeviceId, file, size: bytes.length, ...result };
        output.result(document, () => lines.map((line) => `${line}\n`).join(""));
        return isDone ? 0 : 1;
      })(context);
    };
  },
};

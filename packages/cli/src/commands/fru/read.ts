import { readFruDevice } from "@ruipmi/commands";
import { warnOfFru } from "../../output/fru/tolerated-warning.ts";
import { boolean, byte, integer, object, optional, string } from "../../output/json-schema.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { parseIdAndFile } from "./fru-arguments.ts";
import { partLengthOf } from "./print.ts";
import { fruProgressText, verboseLines } from "./progress.ts";

/** `fru read`: a FRU's bytes into a file. */
export const fruRead: CliCommand = {
  name: "fru read",
  usage: "ID FILE",
  summary: "the bytes of a FRU into a file",
  details: [
    "The whole device, for fru write. Where it cannot be read to its end,",
    "the file has what could be read, and the exit code is 1.",
  ],
  scope: "session",
  schema: object({
    fruDeviceId: byte(),
    file: string(),
    areaSize: integer("bytes of the device", 0),
    accessedByWords: boolean("whether it is read in words of two bytes"),
    read: integer("bytes in the file", 0),
    problem: optional(string("why these are fewer")),
  }),
  examples: ["fru read 0 board.bin"],
  prepare(args) {
    const { fruDeviceId, file } = parseIdAndFile("fru read", args);
    return inSession(async (session, context) => {
      const { io, output, options } = context;
      const length = Number.POSITIVE_INFINITY;
      const device = await session.run(
        readFruDevice(fruDeviceId, { length, ...partLengthOf(context) }),
        fruProgressText,
      );
      const { bytes, areaSize, accessedByWords, problem } = device;
      io.writeFile(file, bytes);
      warnOfFru(`FRU ${fruDeviceId}`, [], problem, io.stderr);
      const verbose = verboseLines(fruDeviceId, file, device);
      const lines = [...(options.verbosity > 0 ? verbose : []), `Fru Size         : ${areaSize} bytes`, "Done"];
      const document = { fruDeviceId, file, areaSize, accessedByWords, read: bytes.length, problem };
      output.result(document, () => lines.map((line) => `${line}\n`).join(""));
      return problem === undefined ? 0 : 1;
    });
  },
};

import { recordsSchema } from "../../output/sdr/print-records.ts";
import { requireWord } from "../arguments.ts";
import type { CliCommand, RunCommand } from "../cli-command.ts";
import { listMatching } from "./list-matching.ts";
import { isReadable, kindWords, recordKinds } from "./record-kinds.ts";

/** `sdr list`: every sensor with its reading, or the records of one kind. */
export const sdrList: CliCommand = {
  name: "sdr list",
  ...arguments_("sensors and what they read, a line each (Get SDR, Get Sensor Reading)"),
  examples: ["sdr list", "sdr list all", "sdr list mcloc"],
  prepare: (args) => list("sdr list", args, false),
};

/** `sdr elist`: the same with number, entity and states. */
export const sdrElist: CliCommand = {
  name: "sdr elist",
  ...arguments_("the same with sensor number, entity and the states that hold"),
  examples: ["sdr elist", "sdr elist full"],
  prepare: (args) => list("sdr elist", args, true),
};

function arguments_(summary: string): Pick<CliCommand, "usage" | "summary" | "details" | "scope" | "schema" | "words"> {
  return {
    usage: `[${kindWords.join("|")}]`,
    summary,
    details: [
      "Without a word all that can be read: full and compact records.",
      "all      every record that is shown",
      "full     sensors with thresholds and units",
      "compact  sensors with states only",
      "event    what sends events and cannot be read",
      "mcloc    management controllers",
      "fru      FRU devices",
      "generic  devices that are neither FRU nor controller",
      "",
      "-v shows all of each record and of each sensor's events.",
    ],
    scope: "session",
    schema: recordsSchema,
    words: [kindWords],
  };
}

function list(name: string, args: readonly string[], isExtended: boolean): RunCommand {
  const word = args.length === 0 ? undefined : requireWord(name, args, kindWords);
  const isWanted = word === undefined ? isReadable : recordKinds[word]!;
  return listMatching(isWanted, isExtended ? "longLine" : "line");
}

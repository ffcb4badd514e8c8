import { type LineGroup, type LineOptions, line, step } from "./line.ts";
import { everyExtendedState, everyState, kindsOfRecords, withRecords } from "./sel-records.ts";

const eventFileText = [
  "# what a monitor might write",
  "0x04 0x01 0x30 0x01 0x59 0x64 0x5a # Temperature #0x30 Upper Critical going high",
  "",
  "4 12 0x53 0x6f 0x00 0xff 0xff",
  "0x04 0x08 0x41 0xef 0x03 0xff 0xff # and back",
].join("\n");

const usage = "ipmitool ends as if it had done it; wrong usage is exit code 2";
const packedNames = "the SDR's name is packed in 6-bit ASCII: ipmitool prints its bytes";
const dateTwice =
  "ipmitool prints the date twice in place of date and time, and of the time since a machine's start no more";
const interpretation = `${dateTwice}; and says "Event Interpretation : Missing" where ruipmi says what the event data means`;
const genericAcpi = `${dateTwice}; and calls event type 0Ch reserved, which is generic (IPMI v2.0 table 42-1)`;
const statesWithoutWords = "ipmitool has no word for these states";
const readingsMadeUp = "ipmitool prints a reading of 0 where the event has none, and has no word for two of the states";
const reservationPerRecord =
  "each deletion voids the reservation (IPMI v2.0 §31.8): ipmitool takes one for all, and deletes one";

/** Add SEL Entry of a system event of the BMC, from sensor type on. */
const add = (bytes: string): string => `raw 0x0a 0x44 0 0 2 0 0 0 0 0x20 0 4 ${bytes}`;

/** What lines need whose times are those of a clock that runs. */
const timed: LineOptions = { volatile: ["clock", "timeOfDay", "sinceStart"] };

/** What lines need that print all of a record: ipmitool's times are wrong in them. */
const inFull: LineOptions = { ...timed, differs: dateTwice, ours: withTimes };
const interpreted: LineOptions = { ...timed, differs: interpretation, ours: withTimes };

/** The lines of `sel`. */
export const selLines: readonly LineGroup[] = [
  {
    name: "sel",
    lines: [
      line("sel", timed),
      line("sel info", timed),
      line("sel list", timed),
      step(add("0x01 0x01 0x01 0x59 0x64 0x5a")),
      step(add("0x0c 0x53 0x6f 0xa0 0x00 0x03")),
      step(add("0x08 0x41 0xef 0x03 0xff 0xff")),
      step("raw 0x0a 0x44 0 0 0xc1 0 0 0 0 0xf2 0x1b 0 1 2 3 0x41 5 6"),
      step("raw 0x0a 0x44 0 0 0xe0 1 2 3 4 5 6 7 8 9 10 11 12 13"),
      line("sel list", timed),
      line("sel elist", { ...timed, differs: { ipmi_sim: packedNames }, ours: withDimmName }),
      line("sel list 2", timed),
      line("sel list first 3", timed),
      line("sel list last 3", timed),
      line("sel list last 300", timed),
      line("sel elist last 4", timed),
      line("-c sel list", timed),
      line("-c sel elist", { ...timed, differs: { ipmi_sim: packedNames }, ours: withDimmName }),
      line("-v sel list", inFull),
      line("sel list newest 3"),
      line("sel list last abc"),
      line("sel info", timed),
      line("sel time get", timed),
      line("-Z sel time get", timed),
      line("sel get 1", { ...interpreted, on: "ruipmi sim" }),
      line("sel get 7", { ...inFull, on: "ruipmi sim" }),
      line("sel get 3 7", { ...interpreted, on: "ruipmi sim" }),
      line("sel get 1", { ...inFull, on: "ipmi_sim" }),
      line("sel get 0x2", { ...timed, on: "ipmi_sim", differs: `${interpretation}; ${packedNames}` }),
      line("sel get 3", { ...inFull, on: "ipmi_sim" }),
      line("sel get 0", { ...interpreted, on: "ruipmi sim" }),
      line("sel get 0xffff", timed),
      line("sel get 999"),
      line("sel get abc"),
      line("sel get", { differs: usage }),
      line("sel nonsense"),
      line("sel delete 2"),
      line("sel delete 0x1 3", { differs: { "ruipmi sim": reservationPerRecord } }),
      line("sel delete 77"),
      line("sel delete abc"),
      line("sel delete", { differs: usage }),
      line("sel list last 3", timed),
      line("sel clear", { asProcess: true }),
      line("sel list"),
      line("sel list last 3"),
      line("sel info", timed),
    ],
  },
  {
    name: "sel of every state",
    on: "ruipmi sim",
    device: withRecords(everyState()),
    lines: [
      line("sel list"),
      line("-c sel list"),
      line("-v sel list", {
        ...timed,
        differs: genericAcpi,
        ours: (text) => withTimes(text).replaceAll(": Reserved", ": Generic Discrete"),
      }),
      line("-Z sel elist first 5"),
    ],
  },
  {
    name: "sel of states told apart by event data",
    on: "ruipmi sim",
    device: withRecords(everyExtendedState()),
    lines: [line("sel list"), line("-c sel elist")],
  },
  {
    name: "sel of records of every kind",
    on: "ruipmi sim",
    device: withRecords(kindsOfRecords),
    lines: [
      line("sel list", { differs: statesWithoutWords, ours: withStates }),
      line("sel elist", { differs: readingsMadeUp, ours: (text) => withStates(withoutReadings(text)) }),
      line("-c sel list", { differs: statesWithoutWords, ours: withStates }),
      line("-c sel elist", { differs: readingsMadeUp, ours: (text) => withStates(withoutReadings(text)) }),
      line("-v sel list", { ...timed, differs: `${dateTwice}; ${statesWithoutWords}` }),
      ...[1, 2, 3, 6, 7, 8, 18].map((id) => line(`sel get ${id}`, inFull)),
      ...[4, 5, 9, 10, 11, 14, 16, 17, 19, 20, 21].map((id) => line(`sel get ${id}`, inFull)),
      ...[12, 13].map((id) => line(`sel get ${id}`, { ...timed, differs: `${dateTwice}; ${statesWithoutWords}` })),
      line("sel get 15", { ...timed, differs: genericAcpi }),
      ...[22, 23, 24].map((id) => line(`sel get ${id}`)),
      line("sel writeraw raw.sel", { writes: ["raw.sel"], differs: statesWithoutWords, ours: withStates }),
      line("sel readraw raw.sel", { differs: statesWithoutWords, ours: withStates }),
      line("-c sel readraw raw.sel", { differs: statesWithoutWords, ours: withStates }),
      line("sel save log.sel", {
        writes: ["log.sel"],
        differs: "ipmitool writes the records of OEMs as if they were events; ruipmi makes them comments",
      }),
    ],
  },
  {
    name: "sel files",
    lines: [
      line("sel clear"),
      line("sel save empty.sel", { writes: ["empty.sel"] }),
      line("sel add events.txt", { files: { "events.txt": eventFileText } }),
      line("-c sel add events.txt"),
      line("-v sel add events.txt"),
      line("sel list", timed),
      line("sel save log.sel", { ...timed, writes: ["log.sel"] }),
      line("-v sel save log.sel", { ...inFull, writes: ["log.sel"] }),
      line("sel add log.sel"),
      line("event file log.sel"),
      line("sel list", timed),
      line("sel add missing.txt"),
      line("sel add bad.txt", {
        files: { "bad.txt": "0x04 0x01\n4 12 0x53 0x6f 0x00 0xff 0xff\n" },
        differs: "ipmitool passes over a line that is no event, and sends the others; ruipmi sends none",
      }),
      line("sel readraw missing.sel"),
      line("sel readraw short.sel", { files: { "short.sel": Uint8Array.from([1, 0, 2, 0]) } }),
      ...["save", "writeraw", "readraw", "add"].map((verb) => line(`sel ${verb}`, { differs: usage })),
    ],
  },
  {
    name: "sel time",
    lines: [
      line("sel time", { differs: usage }),
      line('sel time set "11/22/26 14:18:32"', timed),
      line("sel time get", timed),
      line('-Z sel time set "01/02/27 03:04:05"', timed),
      line('sel time set "11/22/2026 14:18:32"', {
        ...timed,
        differs: "ipmitool takes years of two digits only, unlike its own help",
      }),
      line('sel time set "tomorrow"'),
      line('sel time set "13/22/26 14:18:32"'),
      line("sel time set", { differs: usage }),
      line("sel time set now", timed),
    ],
  },
];

function withTimes(theirs: string): string {
  return theirs
    .replaceAll("<clock><clock>", "<clock> UTC")
    .replaceAll("S+ 70/001 S+ 70/001", "S+ <timeOfDay>")
    .replaceAll("S+ 70/002 S+ 70/002", "S+ 70/002 <timeOfDay>")
    .replaceAll("Unspecified Unspecified", "Unspecified")
    .replaceAll(" Event Interpretation  : Missing\n", "");
}

function withDimmName(theirs: string): string {
  return theirs.replace(/(?<=Entity Presence )[^|,]+?(?= \||,)/, "DIMM A1");
}

function withStates(theirs: string): string {
  return theirs
    .replace(/(Version Change #0x07(?:,| \| ))(?=,| \|)/, "$1Firmware or software change detected")
    .replace(/(Session Audit #0x07(?:,| \| ))(?=,| \|)/, "$1Session Deactivated");
}

function withoutReadings(theirs: string): string {
  return theirs.replaceAll(/(?:,| \| )Reading 0( > Threshold 38 degrees C)?$/gm, "");
}

import { type LineGroup, line } from "./line.ts";

const usage = "ipmitool ends as if it had done it; wrong usage is exit code 2";
const madeUp = "ipmitool takes a threshold that the sensor does not have for one of 0";
const listed = "ipmitool fails where it lists a sensor's thresholds as asked";

/** The lines of `event`. */
export const eventLines: readonly LineGroup[] = [
  {
    name: "event",
    lines: [
      line("event 1"),
      line("event 2"),
      line("event 3"),
      line("-c event 1"),
      line("-v event 1", {
        volatile: ["timeOfDay"],
        differs: "ipmitool prints a record of type 0, made before its time",
        ours: (text) => text.replace(": 00\n", ": 02\n").replace("S+ 70/001 S+ 70/001", "S+ <timeOfDay>"),
      }),
      line("event file events.txt", {
        files: { "events.txt": "# one\n0x04 0x01 0x30 0x81 0x59 0x64 0x5a # back\n4 12 0x53 0x6f 0 255 255\n" },
      }),
      line("event file missing.txt"),
      line("event file", { differs: usage }),
      line("raw 0x04 0x01"),
      line("raw 0x04 0x00 0x20 0x01", { on: "ruipmi sim" }),
      line("raw 0x04 0x01"),
      line("event 4"),
      line("event", { differs: usage }),
      line("sel list last 6", { volatile: ["clock"] }),
    ],
  },
  {
    name: "event of a sensor",
    on: "ruipmi sim",
    lines: [
      line('event "Inlet Temp"', { differs: listed }),
      line('event "Inlet Temp" list', { differs: listed }),
      ...["lnr", "lcr", "lnc"].map((word) => line(`event FAN1 ${word}`)),
      ...["unc", "ucr", "unr"].flatMap((word) => [
        line(`event "Inlet Temp" ${word}`),
        line(`event "Inlet Temp" ${word} deassert`),
      ]),
      line("event FAN1 lcr deassert"),
      line('event "PSU1 Status" list'),
      line('event "PSU1 Status" "Failure detected"'),
      line('event "PSU1 Status" "failure DETECTED" deassert'),
      line('event "PSU Redundancy" list'),
      line('event "PSU Redundancy" "Redundancy Lost"'),
      line('event "Chassis Intru" "General Chassis intrusion"'),
      line('event "Inlet Temp" hot'),
      line('event "PSU1 Status" nonsense'),
      line('event "PSU1 Status" "Failure detected" sideways'),
      line("event nonsense ucr"),
      line("event SEL list", { differs: "ipmitool sends no events of sensors that cannot be read" }),
      line("sel elist last 20"),
      ...["unc", "ucr", "unr"].map((word) => line(`event FAN1 ${word}`, { differs: madeUp })),
    ],
  },
];

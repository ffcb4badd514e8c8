import { type Line, type LineGroup, type LineOptions, line } from "./line.ts";
import { addOddSensors } from "./odd-sensors.ts";
import { sixBitReason, unpackNames } from "./six-bit-names.ts";

/** A line with names of sensors in it, which differ where ipmi_sim's are packed. */
function listing(text: string, options: LineOptions = {}): Line {
  return line(text, { differs: { ipmi_sim: sixBitReason }, ours: unpackNames, ...options });
}

const notFound = "where nothing has the name, ipmitool says so and ends with 0; ruipmi fails";
const unknownWord =
  "ipmitool says the word is wrong, prints what there is, and ends with 0; ruipmi fails, with the nearest";
const tolerance =
  "ipmitool linearizes the tolerance by itself: ± the logarithm or reciprocal of 0; ruipmi says what it is at the reading";

/** Unpacks the names of ipmi_sim and mends the tolerance of its reciprocal sensor. */
function unpackAndMend(text: string): string {
  return unpackNames(text).replace("(+/- inf)", "(+/- 0)");
}

/** What ipmitool has wrong about sensors that neither simulator has by itself. */
const odd =
  "6-bit, BCD and Unicode names are unpacked; units longer than 15 characters with their reading are not cut off; rates have their unit of time";

/** The lines of `sdr`. */
export const sdrLines: readonly LineGroup[] = [
  {
    name: "sdr",
    lines: [
      listing("sdr", { asProcess: true }),
      listing("sdr list"),
      listing("sdr list all"),
      listing("sdr list full"),
      line("sdr list compact", { differs: { ipmi_sim: sixBitReason }, ours: unpackNames }),
      line("sdr list event"),
      line("sdr list mcloc", { differs: { ipmi_sim: sixBitReason }, ours: unpackNames }),
      listing("sdr list fru"),
      line("sdr list generic"),
      listing("sdr elist"),
      listing("sdr elist all"),
      listing("sdr elist full"),
      listing("sdr elist compact"),
      line("sdr elist event"),
      listing("sdr elist mcloc"),
      listing("sdr elist fru"),
      line("sdr elist generic"),
      listing("-c sdr list"),
      listing("-c sdr list all"),
      listing("-c sdr elist all"),
      listing("-c -v sdr list full"),
      listing("-v sdr list full", { differs: { ipmi_sim: `${sixBitReason}; ${tolerance}` }, ours: unpackAndMend }),
      listing("-v sdr list compact"),
      line("-v sdr list event"),
      listing("-v sdr list mcloc"),
      listing("-v sdr list fru"),
      line("sdr list everything"),
      line("sdr info"),
      line("sdr type"),
      line("sdr type list"),
      line("sdr type Temperature"),
      listing("sdr type voltage"),
      listing("sdr type Fan"),
      line("sdr type Battery"),
      line("sdr type 0x01"),
      line("sdr type Tempreature", { differs: unknownWord }),
      line("sdr entity"),
      line("sdr entity list"),
      listing("sdr entity 7"),
      line("sdr entity 3.1"),
      listing("sdr entity 29.1"),
      line("sdr entity 99"),
      line('sdr entity "fan device"', { differs: { ipmi_sim: sixBitReason }, ours: unpackNames }),
      line("sdr entity nonsense"),
      line('sdr get "No Such Sensor"', { differs: notFound }),
      line("-t 0x30 sdr list"),
      line("sdr get"),
      line("sdr nonsense"),
      line("sdr dump records.sdr", { writes: ["records.sdr"] }),
      line("sdr dump"),
    ],
  },
  {
    name: "sdr get",
    on: "ruipmi sim",
    lines: [
      line('sdr get "Inlet Temp"'),
      line("sdr get FAN1 FAN2"),
      line('sdr get "PSU1 Status"'),
      line("sdr get BMC"),
      line('-c sdr get "Inlet Temp"'),
      line("sdr get inlet", { differs: notFound }),
    ],
  },
  {
    name: "sdr of sensors of every kind",
    on: "ruipmi sim",
    device: addOddSensors,
    lines: [
      line("sdr list all", { differs: odd }),
      line("sdr elist all", { differs: odd }),
      line("-c sdr elist all", { differs: odd }),
      line("sdr list generic"),
      line("sdr elist generic"),
      line("-c sdr list generic"),
      ...["Twos", "Ones", "Load", "Off", "Absent", "Packets", "Nobody's"].map((name) => line(`sdr get "${name}"`)),
      ...["Square", '"Cube root"', '"In pieces"', '"Too hot"', '"Full states"'].map((name) => line(`sdr get ${name}`)),
      ...["Ln", "Reciprocal"].map((name) => {
        return line(`sdr get ${name}`, { differs: tolerance, ours: (text) => text.replace(/[+]\/- -?inf/, "+/- 0") });
      }),
    ],
  },
];

import { type Line, type LineGroup, type LineOptions, line } from "./line.ts";
import { addOddSensors } from "./odd-sensors.ts";
import { sixBitReason, unpackNames } from "./six-bit-names.ts";

/** A line with names of sensors in it, which differ where ipmi_sim's are packed. */
function listing(text: string, options: LineOptions = {}): Line {
  return line(text, { differs: { ipmi_sim: sixBitReason }, ours: unpackNames, ...options });
}

const tolerance =
  "ipmitool linearizes the tolerance by itself: ± the logarithm or reciprocal of 0; ruipmi says what it is at the reading";
const factors = "ipmitool converts thresholds with the factors of the reading; ruipmi asks for those of each threshold";
const names = "6-bit, BCD and Unicode names are unpacked; rates have their unit of time";
const usage = "ipmitool prints how it is used and ends with 0; ruipmi fails";
const silent = "where there is no number, ipmitool prints nothing and ends with 0; ruipmi fails and says why";
const nothingFirst = "ipmitool says what it is about to do before it fails; ruipmi fails";
const wraps = "ipmitool sets what is left of the number in 8 bits; ruipmi sets nothing";
const minus = "a negative number is an option to ipmitool";

/** Unpacks the names of ipmi_sim and mends the tolerance of its reciprocal sensor. */
function unpackAndMend(text: string): string {
  return mendTolerance(unpackNames(text));
}

function mendTolerance(text: string): string {
  return text.replace(/[+]\/- -?inf/, "+/- 0");
}

/** The lines of `sensor`. */
export const sensorLines: readonly LineGroup[] = [
  {
    name: "sensor",
    lines: [
      listing("sensor"),
      listing("sensor list"),
      listing("-c sensor list"),
      listing("-v sensor list", { differs: { ipmi_sim: `${sixBitReason}; ${tolerance}` }, ours: unpackAndMend }),
      line('sensor get "No Such Sensor"'),
      line('sensor reading "No Such Sensor"'),
      line('sensor thresh "No Such Sensor" ucr 50', { differs: nothingFirst, ours: () => "" }),
      line("sensor get"),
      line("sensor reading"),
      line("sensor thresh", { differs: usage }),
      line("sensor thresh X", { differs: usage }),
      line("sensor nonsense"),
    ],
  },
  {
    name: "sensor by name",
    on: "ruipmi sim",
    lines: [
      line('sensor get "Inlet Temp"', { asProcess: true }),
      line("sensor get FAN1 P12V"),
      line('sensor get "PSU1 Status"'),
      line("sensor get BMC"),
      line('-c sensor get "Inlet Temp"'),
      line('sensor reading "Inlet Temp"'),
      line("sensor reading FAN1 P12V"),
      line("-c sensor reading FAN1"),
      line('sensor reading "PSU1 Status"', { differs: silent }),
      line('sensor thresh "Inlet Temp" ucr 43'),
      line('sensor thresh "Inlet Temp" unc 36.4'),
      line('sensor thresh "Inlet Temp" ucr 20', { differs: nothingFirst, ours: () => "" }),
      line('sensor thresh "Inlet Temp" upper 40 45 50'),
      line("sensor thresh FAN1 lower 420 700 1400"),
      line("sensor thresh FAN1 lnc 1540"),
      line('sensor get "Inlet Temp" FAN1'),
      line('sensor thresh "Inlet Temp" upper 40 45'),
      line('sensor thresh "Inlet Temp" hot 40'),
      line('sensor thresh "Inlet Temp" ucr warm'),
      line('sensor thresh "Inlet Temp" unr 1000', { differs: wraps }),
      line('sensor thresh "PSU1 Status" ucr 1', { differs: nothingFirst, ours: () => "" }),
    ],
  },
  {
    name: "sensor of every kind",
    on: "ruipmi sim",
    device: addOddSensors,
    lines: [
      line("sensor list", { differs: `${names}; ${factors}` }),
      line("-c sensor list", { differs: `${names}; ${factors}` }),
      ...["Twos", "Ones", "Load", "Off", "Absent", "Packets"].map((name) => line(`sensor get ${name}`)),
      ...["Square", '"Cube root"', '"Too hot"', '"Full states"'].map((name) => line(`sensor get ${name}`)),
      ...["Ln", "Reciprocal"].map((name) => line(`sensor get ${name}`, { differs: tolerance, ours: mendTolerance })),
      line('sensor get "In pieces"', { differs: factors, ours: (text) => text.replace("140.000", "180.000") }),
      line("sensor reading Twos Ones Ln Reciprocal Load"),
      line("sensor reading Off", { differs: silent }),
      line("sensor thresh Twos lcr -25", { differs: minus }),
      line("sensor thresh Ones lcr -8", { differs: minus }),
    ],
  },
];

import { type LineGroup, line } from "./line.ts";

const notImplemented = {
  differs: "ipmitool says that it is not implemented and ends as if it were done; ruipmi has no such command",
};

/** The lines of `pef`. */
export const pefLines: readonly LineGroup[] = [
  {
    name: "pef",
    lines: [
      line("pef info"),
      line("-v pef info"),
      line("pef status"),
      line("-v pef status"),
      line("pef filter list"),
      line("-v pef filter list"),
      line("-c pef filter list"),
      line("pef policy list"),
      line("-v pef policy list"),
      line("pef list", { differs: "ipmitool 1.8.19 calls it pef filter list alone; ruipmi takes both" }),
    ],
  },
  {
    name: "pef enable, disable",
    lines: [
      line("pef filter enable 8"),
      line("pef filter disable 2"),
      line("pef filter list", {
        differs: {
          "ruipmi sim":
            "ipmitool sets all of the filter's first byte, and so takes away that the manufacturer made it (IPMI v2.0 table 17-2)",
        },
        ours: (theirs) => theirs.replace(" 2 | disabled, configurable", " 2 | disabled, pre-configured"),
      }),
      line("pef filter enable 77"),
      line("pef filter enable 0"),
      line("pef filter enable x"),
      line("pef filter enable"),
      line("pef policy enable 1"),
      line("pef policy disable 2"),
      line("pef policy list"),
      line("pef policy enable 99"),
      line("pef policy enable"),
    ],
  },
  {
    name: "pef, wrong words",
    lines: [
      line("pef"),
      line("pef nonsense"),
      line("pef capabilities", notImplemented),
      line("pef timer get", notImplemented),
      line("pef event", notImplemented),
      line("pef pet ack", notImplemented),
      line("pef filter"),
      line("pef policy lst", { differs: "ipmitool prints its usage and ends as if it were done" }),
      line("pef info 1", { differs: "ipmitool passes over words that are too many" }),
    ],
  },
];

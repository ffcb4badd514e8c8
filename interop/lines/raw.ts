import { type LineGroup, line } from "./line.ts";

const uninitialised =
  "ipmi_sim sends 35 bytes of its memory behind the answer, other ones each time; both programs print what came";

/** The lines of `raw`. */
export const rawLines: readonly LineGroup[] = [
  {
    name: "raw",
    lines: [
      line("raw 6 1"),
      line("raw 0x06 0x01", { asProcess: true }),
      line("raw chassis 1"),
      line("raw storage 0x10 0"),
      line("raw app 0x01", { differs: "ipmitool has no such name; ruipmi knows every network function by its name" }),
      line("raw 6 0x22"),
      line("raw 6 0x24 4 0 0 0 0xb8 0x0b", { differs: { ipmi_sim: uninitialised } }),
      line("raw storage 0x11 0 0 0 8"),
      line("raw 0x0a 0x11 0x00 0x00 0x00 0x10"),
      line("raw 0x0a 0x11 0x00 0x00 0x00 0x11"),
      line("raw 0x0a 0x11 0x00 0x00 0x00 0x1e"),
      line("raw 6 0xff"),
      line("raw 0x3e 1"),
      line("raw 7 1", {
        on: "ipmi_sim",
        differs: "7 is a response's network function: ruipmi does not send it, ipmi_sim takes it for 6",
        fails: true,
        ours: () => "",
      }),
      line("raw 6"),
      line("raw"),
      line("raw six 1"),
      line("raw 6 1 256"),
    ],
  },
];

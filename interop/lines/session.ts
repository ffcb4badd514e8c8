import { type LineGroup, line, reasons } from "./line.ts";

/** The lines of `session`. */
export const sessionLines: readonly LineGroup[] = [
  {
    name: "session",
    lines: [
      line("session info active", { volatile: ["consolePort"] }),
      line("session info all", { volatile: ["consolePort"] }),
      line("-c session info active", { volatile: ["consolePortCsv"] }),
      line("session info handle 0x7f"),
      line("session info id 0x12345678"),
      line("session info id six"),
      line("session info", { differs: reasons.usage, fails: true }),
      line("session info none"),
      line("session list"),
    ],
  },
];

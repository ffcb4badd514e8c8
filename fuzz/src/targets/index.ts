import type { FuzzTarget } from "../fuzz-target.ts";
import { bmcDatagrams } from "./bmc-datagrams.ts";
import { bmcSession } from "./bmc-session.ts";
import { captureFiles } from "./capture-files.ts";
import { captureSessions } from "./capture-sessions.ts";
import { commandLines } from "./command-lines.ts";
import { commands } from "./commands.ts";
import { consoleEngine } from "./console-engine.ts";
import { engineDatagrams } from "./engine-datagrams.ts";
import { engineSession } from "./engine-session.ts";
import { formats } from "./formats.ts";
import { jsonFiles } from "./json-files.ts";
import { procedures } from "./procedures.ts";
import { textFiles } from "./text-files.ts";
import { wireFormats } from "./wire.ts";

/** Everything that takes bytes from strangers. */
export const targets: readonly FuzzTarget[] = [
  wireFormats,
  commands,
  formats,
  captureFiles,
  captureSessions,
  bmcDatagrams,
  bmcSession,
  engineDatagrams,
  engineSession,
  consoleEngine,
  procedures,
  commandLines,
  jsonFiles,
  textFiles,
];

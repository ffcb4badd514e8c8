import { endpointText, type ReplayMode, type SessionSummary } from "@ruipmi/capture";
import type { Replayed } from "../../capture/replayed.ts";
import { integer, type JsonSchema, nullable, object, optional, string, words } from "../json-schema.ts";

/** What came of replaying a session, as `capture replay --json` prints it. */
export interface ReplayDocument {
  readonly session: number;
  readonly remoteConsole: string;
  readonly managedSystem: string;
  readonly mode: ReplayMode;
  readonly compared: number;
  readonly outcome: "closed" | "open" | "notOpened" | "notReplayed";
  readonly difference: {
    readonly number: number | null;
    readonly field: string;
    readonly recorded: string;
    readonly sent: string;
  } | null;
  readonly obstacle?: string;
  readonly isSameByMeaning?: boolean;
}

/**
 * What came of replaying a session, for JSON.
 *
 * @param isSameByMeaning - whether there would be no difference by meaning; `undefined` where nobody asked
 */
export function replayDocument(
  { number: session, remoteConsole, managedSystem }: SessionSummary,
  mode: ReplayMode,
  replayed: Replayed,
  isSameByMeaning: boolean | undefined,
): ReplayDocument {
  const who = { session, remoteConsole: endpointText(remoteConsole), managedSystem: endpointText(managedSystem), mode };
  if ("obstacle" in replayed)
    return { ...who, compared: 0, outcome: "notReplayed", difference: null, obstacle: replayed.obstacle };
  const { compared, outcome, difference } = replayed;
  return {
    ...who,
    compared,
    outcome,
    difference: difference === undefined ? null : { ...difference, number: difference.number ?? null },
    ...(isSameByMeaning === undefined ? {} : { isSameByMeaning }),
  };
}

/** The schema of {@link ReplayDocument}. */
export const replaySchema: JsonSchema = object({
  session: integer("which session of the capture, from 1", 1),
  remoteConsole: string("address and port"),
  managedSystem: string("address and port"),
  mode: words(["bytes", "meaning"], "how it was compared"),
  compared: integer("messages of the remote console that were the same", 0),
  outcome: words(["closed", "open", "notOpened", "notReplayed"], "how the replayed session ended up"),
  difference: nullable(
    object(
      {
        number: nullable(integer("the packet; null for what is sent at the end and was not recorded", 1)),
        field: string("what differs"),
        recorded: string("what was recorded there"),
        sent: string("what is sent instead"),
      },
      "the first",
    ),
  ),
  obstacle: optional(string("why it was not replayed")),
  isSameByMeaning: optional({ type: "boolean", description: "whether there would be no difference with --by-meaning" }),
});

/** The same as a line of text. */
export function replayLine(document: ReplayDocument): string {
  const { session, remoteConsole, managedSystem, compared, difference, obstacle, isSameByMeaning } = document;
  const who = `session ${session}, ${remoteConsole} to ${managedSystem}`;
  if (obstacle !== undefined) return `${who}: not replayed: ${obstacle}\n`;
  const same = `${compared} ${compared === 1 ? "message" : "messages"}`;
  if (difference === null) return `${who}: no difference in ${same}\n`;
  const { number, field, recorded, sent } = difference;
  const where = number === null ? "at the end" : `packet ${number}`;
  const advice = isSameByMeaning === true ? "; no difference with --by-meaning" : "";
  return `${who}: ${where}: ${field}: recorded ${recorded}, now ${sent}, after ${same} without a difference${advice}\n`;
}

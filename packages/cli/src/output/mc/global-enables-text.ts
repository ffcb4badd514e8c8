import type { BmcGlobalEnables } from "@ruipmi/commands";
import { boolean, type JsonSchema, object } from "../json-schema.ts";

/** The switches of Get BMC Global Enables in the order of their bits: our name, ipmitool's word, what it prints. */
export const globalEnables: readonly (readonly [key: keyof BmcGlobalEnables, word: string, text: string])[] = [
  ["receiveMessageQueueInterrupt", "recv_msg_intr", "Receive Message Queue Interrupt"],
  ["eventMessageBufferFullInterrupt", "event_msg_intr", "Event Message Buffer Full Interrupt"],
  ["eventMessageBuffer", "event_msg", "Event Message Buffer"],
  ["systemEventLogging", "system_event_log", "System Event Logging"],
  ["oem0", "oem0", "OEM 0"],
  ["oem1", "oem1", "OEM 1"],
  ["oem2", "oem2", "OEM 2"],
];

/** What `--json` prints of Get BMC Global Enables. */
export const globalEnablesSchema: JsonSchema = object(
  Object.fromEntries(globalEnables.map(([key, , text]) => [key, boolean(text)])),
);

/** Get BMC Global Enables in the layout of ipmitool's `mc getenables`. */
export function globalEnablesText(enables: BmcGlobalEnables): string {
  return globalEnables.map(([key, , text]) => `${text.padEnd(40)} : ${enables[key] ? "en" : "dis"}abled\n`).join("");
}

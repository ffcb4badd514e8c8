/** Enter SDR Repository Update Mode, 0Ah/2Ah (IPMI v2.0 §33.19): both bodies are empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Enter SDR Repository Update Mode: meanwhile other commands to the repository are refused with D0h. Needs OPERATOR. */
export const enterSdrRepositoryUpdateMode: Command<void, void> = {
  name: "Enter SDR Repository Update Mode",
  netFn: NetFn.storage,
  cmd: 0x2a,
  section: "IPMI v2.0 §33.19",
  request: emptyBody,
  response: emptyBody,
};

/** Exit SDR Repository Update Mode, 0Ah/2Bh (IPMI v2.0 §33.20): both bodies are empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Exit SDR Repository Update Mode: needs OPERATOR. */
export const exitSdrRepositoryUpdateMode: Command<void, void> = {
  name: "Exit SDR Repository Update Mode",
  netFn: NetFn.storage,
  cmd: 0x2b,
  section: "IPMI v2.0 §33.20",
  request: emptyBody,
  response: emptyBody,
};

/** Cold Reset, 06h/02h (IPMI v2.0 §20.2): both bodies are empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Cold Reset: the controller starts anew and forgets all that is volatile, sessions included. Needs ADMINISTRATOR. */
export const coldReset: Command<void, void> = {
  name: "Cold Reset",
  netFn: NetFn.app,
  cmd: 0x02,
  section: "IPMI v2.0 §20.2",
  request: emptyBody,
  response: emptyBody,
};

/** Warm Reset, 06h/03h (IPMI v2.0 §20.3): both bodies are empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Warm Reset: the controller starts its software anew and keeps what it was configured to. Needs ADMINISTRATOR. */
export const warmReset: Command<void, void> = {
  name: "Warm Reset",
  netFn: NetFn.app,
  cmd: 0x03,
  section: "IPMI v2.0 §20.3",
  request: emptyBody,
  response: emptyBody,
};

/** Chassis Reset, 00h/03h (IPMI v2.0 §28.4): both bodies are empty. */
import { type Command, emptyBody, NetFn } from "@ruipmi/core/wire";

/** Chassis Reset: of IPMI v1.0, optional; Chassis Control does the same. Needs OPERATOR. */
export const chassisReset: Command<void, void> = {
  name: "Chassis Reset",
  netFn: NetFn.chassis,
  cmd: 0x03,
  section: "IPMI v2.0 §28.4",
  request: emptyBody,
  response: emptyBody,
};

import { setChannelSecurityKeys, setUserPassword } from "@ruipmi/commands";
import type { ExplainedCommand } from "./explained-message.ts";

/** Bytes in front of the password or key in the commands that carry one: in the request, and in the answer. */
const carriers: readonly (readonly [netFn: number, cmd: number, request: number, response: number])[] = [
  [setUserPassword.netFn, setUserPassword.cmd, 2, Number.POSITIVE_INFINITY],
  [setChannelSecurityKeys.netFn, setChannelSecurityKeys.cmd, 3, 1],
];

/** A message without the password or the BMC key that it sets or tells: what is printed ends up in logs and bug reports. */
export function withoutSecret<T extends ExplainedCommand>(command: T): T {
  const { netFn, cmd, data, fields } = command;
  const carrier = carriers.find((each) => each[0] === (netFn & 0x3e) && each[1] === cmd);
  if (carrier === undefined) return command;
  const shown = data.subarray(0, (netFn & 1) === 0 ? carrier[2] : carrier[3]);
  if (typeof fields !== "object" || fields === null) return { ...command, data: shown };
  const others = Object.entries(fields).filter(([key]) => key !== "password" && key !== "key");
  return { ...command, data: shown, fields: Object.fromEntries(others) };
}

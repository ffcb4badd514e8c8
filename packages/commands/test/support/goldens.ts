import type { AnyCommand } from "@ruipmi/core/wire";
import goldens from "../vectors/golden-exchanges.json" with { type: "json" };

/** A request's body and, where there is one, the body of a response to it: in hex, without the number of a group. */
export type GoldenExchange = readonly [request: string, response?: string];

/**
 * Golden bytes of every command of the catalogue, by network function, command, group's number and name. What they mean
 * is said by each command's own tests; here they are the seeds of laws that hold for all commands
 * (../catalogue-laws.test.ts), and a command without them fails there.
 */
export const goldenExchanges: Readonly<Record<string, readonly GoldenExchange[]>> = goldens as unknown as Readonly<
  Record<string, readonly GoldenExchange[]>
>;

/** The key of a command's goldens. */
export function goldenKey(command: AnyCommand): string {
  const numbers = [
    command.netFn,
    command.cmd,
    ...(command.groupExtension === undefined ? [] : [command.groupExtension]),
  ];
  return `${numbers.map((number) => number.toString(16).padStart(2, "0")).join("/")} ${command.name}`;
}

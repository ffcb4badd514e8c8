import { type GetPohCounterResponse, getPohCounter } from "@ruipmi/commands";
import { byte, integer, object, quantity } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `chassis poh`: how long power has been on, all times taken together. */
export const chassisPoh: CliCommand = {
  name: "chassis poh",
  usage: "",
  summary: "how long it has been powered (Get POH Counter)",
  details: [],
  scope: "session",
  schema: object({
    powerOnTime: quantity("min", "all times taken together"),
    minutesPerCount: byte("how fine it counts"),
    counts: integer("as the chassis keeps it", 0),
  }),
  examples: ["chassis poh"],
  prepare(args) {
    requireNoArguments("chassis poh", args);
    return inSession(async (session, { output }) => {
      const counter = await session.request(getPohCounter);
      const powerOnTime = { value: minutesOf(counter), unit: "min" };
      output.result({ powerOnTime, ...counter }, () => pohText(counter));
      return 0;
    });
  },
};

function minutesOf({ minutesPerCount, counts }: GetPohCounterResponse): number {
  return minutesPerCount * counts;
}

/** ipmitool tells minutes only where the counter knows them. */
function pohText(counter: GetPohCounterResponse): string {
  const minutes = minutesOf(counter);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  const rest = counter.minutesPerCount < 60 ? `, ${minutes % 60} minutes` : "";
  return `POH Counter  : ${days} days, ${hours} hours${rest}\n`;
}

import { getSelAllocationInfo, getSelInfo } from "@ruipmi/commands";
import { boolean, integer, object, optional } from "../../output/json-schema.ts";
import { type SelInfo, selInfoText, selPercentUsed } from "../../output/sel/info-text.ts";
import { timestampDocument, timestampSchema } from "../../output/sel/record-document.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";
import { askUtcOffset } from "./list.ts";

/** `sel info`: how the log is. */
export const selInfo: CliCommand = {
  name: "sel info",
  usage: "",
  summary: "how full the event log is, and what it can do (Get SEL Info)",
  details: [],
  scope: "session",
  schema: object({
    version: object({ major: integer(), minor: integer() }),
    entries: integer("records in the log", 0),
    freeSpace: integer("bytes that are free; 65535 is that or more", 0, 0xffff),
    percentUsed: optional(integer("rounded down", 0, 100)),
    mostRecentAddition: timestampSchema,
    mostRecentErase: timestampSchema,
    overflow: boolean("whether records were lost because the log was full"),
    deleteSupported: boolean(),
    partialAddSupported: boolean(),
    reserveSupported: boolean(),
    allocation: optional(
      object({
        possibleAllocationUnits: integer("0: not told", 0),
        allocationUnitSize: integer("bytes; 0: not told", 0),
        freeAllocationUnits: integer(undefined, 0),
        largestFreeBlock: integer("allocation units", 0),
        maximumRecordSize: integer("allocation units", 0),
      }),
    ),
  }),
  examples: ["sel info"],
  prepare(args) {
    requireNoArguments("sel info", args);
    return inSession(async (session, { output, options }) => {
      const info = await session.request(getSelInfo);
      const allocation = info.getAllocationInfoSupported ? await session.request(getSelAllocationInfo) : undefined;
      const utcOffset = output.format === "json" ? await askUtcOffset(session) : undefined;
      output.result(infoDocument({ info, allocation }, utcOffset), () =>
        selInfoText({ info, allocation }, { utc: options.utc }),
      );
      return 0;
    });
  },
};

function infoDocument({ info, allocation }: SelInfo, utcOffset: number | undefined): Readonly<Record<string, unknown>> {
  return {
    version: { major: info.selVersion & 0x0f, minor: info.selVersion >>> 4 },
    entries: info.entries,
    freeSpace: info.freeSpace,
    percentUsed: selPercentUsed(info),
    mostRecentAddition: timestampDocument(info.mostRecentAddition, utcOffset),
    mostRecentErase: timestampDocument(info.mostRecentErase, utcOffset),
    overflow: info.overflow,
    deleteSupported: info.deleteSupported,
    partialAddSupported: info.partialAddSupported,
    reserveSupported: info.reserveSupported,
    allocation,
  };
}

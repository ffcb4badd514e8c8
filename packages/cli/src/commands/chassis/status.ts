import { getChassisStatus } from "@ruipmi/commands";
import { chassisStatusDocument, chassisStatusSchema, chassisStatusText } from "../../output/chassis/status-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `chassis status`: power, faults, intrusion, front panel. */
export const chassisStatus: CliCommand = {
  name: "chassis status",
  usage: "",
  summary: "power, faults, intrusion, buttons (Get Chassis Status)",
  details: [],
  scope: "session",
  schema: chassisStatusSchema,
  examples: ["chassis status"],
  prepare(args) {
    requireNoArguments("chassis status", args);
    return inSession(async (session, { output }) => {
      const status = await session.request(getChassisStatus, undefined);
      output.result(chassisStatusDocument(status), () => chassisStatusText(status));
      return 0;
    });
  },
};

import { getDeviceId } from "@ruipmi/commands";
import { deviceIdDocument, deviceIdSchema, deviceIdText } from "../../output/mc/device-id-text.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `mc info`: who the management controller is. */
export const mcInfo: CliCommand = {
  name: "mc info",
  usage: "",
  summary: "who the management controller is (Get Device ID)",
  details: ["With -t the controller at that address instead of the BMC."],
  scope: "session",
  schema: deviceIdSchema,
  examples: ["mc info"],
  prepare(args) {
    requireNoArguments("mc info", args);
    return inSession(async (session, { output }) => {
      const device = await session.request(getDeviceId, undefined);
      output.result(deviceIdDocument(device), () => deviceIdText(device));
      return 0;
    });
  },
};

import { ChannelAccessSettings, ChannelMedium, getChannelAccess, getChannelInfo } from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { channelInfoDocument, channelInfoSchema, channelInfoText } from "../../output/channel/info-text.ts";
import { parseChannel, presentChannel, requireCount } from "../account-arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

/** `channel info`: what a channel is. */
export const channelInfo: CliCommand = {
  name: "channel info",
  usage: "[CHANNEL]",
  summary: "what a channel is (Get Channel Info, Get Channel Access)",
  details: ["CHANNEL is the one the session is on when left out."],
  scope: "session",
  schema: channelInfoSchema,
  examples: ["channel info", "channel info 0"],
  prepare(args) {
    requireCount("channel info", "[CHANNEL]", args, 0, 1);
    const asked = args[0] === undefined ? presentChannel : parseChannel(args[0]);
    return inSession(async (session, { output }) => {
      const info = await session.request(getChannelInfo, { channelNumber: asked });
      const { channelNumber, medium } = info;
      const isLan = medium === ChannelMedium.lan || medium === ChannelMedium.otherLan;
      const settings = isLan ? [ChannelAccessSettings.present, ChannelAccessSettings.nonVolatile] : [];
      const access = [];
      let refusal: RefusalError | undefined;
      for (const each of settings) {
        try {
          access.push(await session.request(getChannelAccess, { channelNumber, settings: each }));
        } catch (error) {
          if (!(error instanceof RefusalError)) throw error;
          refusal = error;
          break;
        }
      }
      const [present, nonVolatile] = access;
      const report = {
        info,
        ...(present === undefined ? {} : { present }),
        ...(nonVolatile === undefined ? {} : { nonVolatile }),
      };
      output.result(channelInfoDocument(report), () => channelInfoText(report));
      if (refusal !== undefined) throw refusal;
      return 0;
    });
  },
};

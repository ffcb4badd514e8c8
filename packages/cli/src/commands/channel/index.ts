import type { CliCommand } from "../cli-command.ts";
import { channelAuthcap } from "./authcap.ts";
import { channelGetaccess } from "./getaccess.ts";
import { channelGetciphers } from "./getciphers.ts";
import { channelInfo } from "./info.ts";
import { channelSetaccess } from "./setaccess.ts";
import { channelSetkg } from "./setkg.ts";

/** The commands of `channel`, in the order in which help lists them. */
export const channelCommands: readonly CliCommand[] = [
  channelInfo,
  channelAuthcap,
  channelGetaccess,
  channelSetaccess,
  channelGetciphers,
  channelSetkg,
];

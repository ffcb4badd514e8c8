import type { CliCommand } from "../cli-command.ts";
import { sdrDump } from "./dump.ts";
import { sdrEntity } from "./entity.ts";
import { sdrGet } from "./get.ts";
import { sdrInfo } from "./info.ts";
import { sdrElist, sdrList } from "./list.ts";
import { sdrType } from "./type.ts";

/** The commands of `sdr`, in the order in which help lists them. */
export const sdrCommands: readonly CliCommand[] = [sdrList, sdrElist, sdrGet, sdrInfo, sdrType, sdrEntity, sdrDump];

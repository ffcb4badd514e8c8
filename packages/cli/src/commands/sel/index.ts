import type { CliCommand } from "../cli-command.ts";
import { selAdd } from "./add.ts";
import { selClear } from "./clear.ts";
import { selDelete } from "./delete.ts";
import { selGet } from "./get.ts";
import { selInfo } from "./info.ts";
import { selElist, selList } from "./list.ts";
import { selReadraw } from "./readraw.ts";
import { selSave, selWriteraw } from "./save.ts";
import { selTimeGet, selTimeSet } from "./time.ts";

/** The commands of `sel`, in the order in which help lists them. */
export const selCommands: readonly CliCommand[] = [
  selInfo,
  selList,
  selElist,
  selGet,
  selClear,
  selDelete,
  selTimeGet,
  selTimeSet,
  selSave,
  selWriteraw,
  selReadraw,
  selAdd,
];

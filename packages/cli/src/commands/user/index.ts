import type { CliCommand } from "../cli-command.ts";
import { userDisable, userEnable } from "./enable.ts";
import { userList } from "./list.ts";
import { userPriv } from "./priv.ts";
import { userSetName } from "./set-name.ts";
import { userSetPassword } from "./set-password.ts";
import { userSummary } from "./summary.ts";
import { userTest } from "./test.ts";

/** The commands of `user`, in the order in which help lists them. */
export const userCommands: readonly CliCommand[] = [
  userList,
  userSummary,
  userSetName,
  userSetPassword,
  userEnable,
  userDisable,
  userPriv,
  userTest,
];

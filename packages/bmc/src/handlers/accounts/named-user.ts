import { CompletionCode } from "@ruipmi/core/wire";
import type { UserState } from "../../device/accounts/index.ts";
import type { UserTable } from "../../users.ts";
import { type CommandRefusal, refuse } from "../handler.ts";

/** The user a request names, or the refusal where there is none: user ID 0 is reserved (IPMI v2.0 §22.26). */
export function namedUser(users: UserTable, userId: number): UserState | CommandRefusal {
  if (userId === 0) return refuse(CompletionCode.invalidDataField);
  return users.user(userId) ?? refuse(CompletionCode.parameterOutOfRange);
}

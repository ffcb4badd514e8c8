import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { all, CompletionCode, call, type Procedure } from "@ruipmi/core/wire";
import { type GetUserAccessResponse, getUserAccess } from "../app/get-user-access.ts";
import { getUserName } from "../app/get-user-name.ts";
import { presentChannel } from "./present-channel.ts";

/** A user, and what the user may do over a channel. */
export interface ListedUser {
  /** 1–63. */
  readonly userId: number;
  /** 0 to 16 bytes; empty for the null user and for a place that nobody has. */
  readonly name: Uint8Array;
  /** What the user may do. */
  readonly access: GetUserAccessResponse;
}

/** The users of a managed system. */
export interface UserList {
  /** In the order of their IDs, from 1. */
  readonly users: readonly ListedUser[];
  /** Why there are not as many as the managed system said; absent where there are. */
  readonly ended?: RefusalError | MalformedMessageError;
}

/**
 * The users and what they may do over a channel: at most 63, whatever the managed system says, a few of them asked for
 * at a time. It ends before the first that cannot be read, and says so.
 *
 * @param channelNumber - 0–15; 0Eh is the channel the session is on
 * @throws the refusal where not even the first is told of
 *
 * @example
 * ```ts
 * const { users } = yield* listUsers();
 * const free = users.find(({ userId, name }) => userId > 1 && name.length === 0);
 * ```
 */
export function* listUsers(channelNumber: number = presentChannel): Procedure<UserList> {
  const first = yield* readUser(channelNumber, 1);
  const users: ListedUser[] = [first];
  while (users.length < first.access.maximumUserId) {
    const next = users.length + 1;
    const count = Math.min(batchSize, first.access.maximumUserId - users.length);
    const batch = yield* all(Array.from({ length: count }, (_, index) => readUser(channelNumber, next + index)));
    for (const outcome of batch) {
      if (outcome.status === "fulfilled") users.push(outcome.value);
      else if (isAnswer(outcome.reason)) return { users, ended: outcome.reason };
      else throw outcome.reason;
    }
  }
  return { users };
}

/**
 * One user.
 *
 * @throws a refusal, of the access or of the name; a name that there is none of is empty
 */
export function* readUser(channelNumber: number, userId: number): Procedure<ListedUser> {
  const [access, name] = yield* all([call(getUserAccess, { channelNumber, userId }), readName(userId)]);
  if (access.status === "rejected") throw access.reason;
  if (name.status === "rejected") throw name.reason;
  return { userId, name: name.value, access: access.value };
}

const batchSize = 8;

/** Some refuse to name a user that has no name. */
function* readName(userId: number): Procedure<Uint8Array> {
  try {
    return (yield* call(getUserName, { userId })).name;
  } catch (error) {
    if (error instanceof RefusalError && error.completionCode === CompletionCode.invalidDataField)
      return new Uint8Array(0);
    throw error;
  }
}

function isAnswer(error: unknown): error is RefusalError | MalformedMessageError {
  return error instanceof RefusalError || error instanceof MalformedMessageError;
}

import { type IpmiError, RefusalError } from "@ruipmi/core";
import { CompletionCode } from "@ruipmi/core/wire";

/**
 * What a request that failed is rejected with: an {@link IpmiError} of the class that says who is to blame, which also
 * says whether the managed system may have executed the command all the same.
 */
export type RequestError = IpmiError & {
  /** Whether the managed system may have executed the command: it was sent, and no answer said otherwise. */
  readonly mayHaveExecuted: boolean;
  /** What was asked for, by its name in the specification, for example `Chassis Control`. */
  readonly command: string;
};

/** What {@link mayHaveExecuted} tells apart. */
export type DoubtfulRequestError = RequestError & {
  /** It may have been executed. */
  readonly mayHaveExecuted: true;
};

/**
 * Whether the managed system may have executed the request that failed with this error. Where it is `false`, the request
 * can be made again without doing anything twice.
 *
 * @param error - what a request was rejected with; anything else gives `false`
 *
 * @example
 * ```ts
 * try {
 *   await client.request(chassisControl, { control: PowerControl.powerCycle });
 * } catch (error) {
 *   if (mayHaveExecuted(error)) await lookWhatBecameOf(error.command);
 * }
 * ```
 */
export function mayHaveExecuted(error: unknown): error is DoubtfulRequestError {
  return typeof error === "object" && error !== null && (error as Partial<RequestError>).mayHaveExecuted === true;
}

/**
 * An error of one request's own: one event may end many requests, and only some of them may have been executed.
 *
 * @param error - what ended the request; becomes the `cause` where it is shared
 * @param command - what was asked for
 */
export function requestError(error: IpmiError, command: string, executed: boolean): RequestError {
  return Object.assign(copyOf(error), { mayHaveExecuted: executed, command });
}

/** The completion codes with which a managed system leaves open whether it did what was asked (IPMI v2.0 table 5-2). */
const inconclusive: readonly number[] = [
  CompletionCode.timeout,
  CompletionCode.responseCouldNotBeProvided,
  CompletionCode.cannotExecuteDuplicatedRequest,
];

/** The error for an answer with a completion code other than 00h. */
export function refusalError(completionCode: number, message: string, command: string): RequestError {
  const error = new RefusalError("completionCode", message, { completionCode });
  return Object.assign(error, { mayHaveExecuted: inconclusive.includes(completionCode), command });
}

/** The same blame in an error of its own; the original, whose stack leads into the engine, is the `cause`. */
function copyOf(error: IpmiError): IpmiError {
  // Not by the class's own constructor, whose parameters differ: so any subclass keeps its class and fields.
  const copy = Object.setPrototypeOf(new Error(error.message), Object.getPrototypeOf(error)) as IpmiError;
  return Object.assign(copy, error, { cause: error.cause ?? error });
}

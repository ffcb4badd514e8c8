import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { all, call, type Procedure } from "@ruipmi/core/wire";
import { getSolConfigurationParameters } from "../sol/get-sol-configuration-parameters.ts";
import { setSolConfigurationParameters } from "../sol/set-sol-configuration-parameters.ts";
import { type SolParameter, SolParameterSelector } from "../sol/sol-parameters.ts";

/** The names of the SOL configuration parameters that IPMI v2.0 defines. */
export type SolParameterName = keyof typeof SolParameterSelector;

/** What tells parameters apart. */
interface Typed<Type> {
  readonly type: Type;
}

/** The parameter of a name. */
export type SolParameterOf<Name extends SolParameterName> = SolParameter extends infer Each
  ? Each extends Typed<infer Type>
    ? Name extends Type
      ? Each
      : never
    : never
  : never;

/** How Serial over LAN is configured: the parameters that the managed system has, by name. */
export type SolConfiguration = {
  readonly [Name in SolParameterName]?: SolParameterOf<Name>;
};

/**
 * Reads one SOL configuration parameter of a channel (IPMI v2.0 §26.3).
 *
 * @param channelNumber - 0–15; 0Eh is the one the session is on
 * @returns `undefined` where the managed system does not have it
 * @throws what the call throws, other refusals included; `MalformedMessageError` for an answer without the parameter
 */
export function* readSolParameter<Name extends SolParameterName>(
  channelNumber: number,
  name: Name,
): Procedure<SolParameterOf<Name> | undefined> {
  const selector = SolParameterSelector[name];
  const request = { revisionOnly: false, channelNumber, selector, setSelector: 0, blockSelector: 0 };
  try {
    const { parameter } = yield* call(getSolConfigurationParameters, request);
    if (parameter?.type === name) return parameter as SolParameterOf<Name>;
    throw new MalformedMessageError("Get SOL Configuration Parameters response: data", 1, "is missing");
  } catch (error) {
    if (error instanceof RefusalError && error.completionCode === notSupported) return undefined;
    throw error;
  }
}

/**
 * Reads all SOL configuration parameters of a channel, side by side where whoever runs it can.
 *
 * @param channelNumber - 0–15; 0Eh is the one the session is on
 * @throws what one of the calls throws
 */
export function* readSolConfiguration(channelNumber: number): Procedure<SolConfiguration> {
  const names = Object.keys(SolParameterSelector) as SolParameterName[];
  // The first alone: a managed system that refuses the channel, or all of it, need not be asked nine times.
  const first = yield* readSolParameter(channelNumber, "setInProgress");
  const others = names.filter((name) => name !== "setInProgress");
  const settled = yield* all(others.map((name) => readSolParameter(channelNumber, name)));
  const found: SolParameter[] = first === undefined ? [] : [first];
  for (const outcome of settled) {
    if (outcome.status === "rejected") throw outcome.reason;
    if (outcome.value !== undefined) found.push(outcome.value);
  }
  return Object.fromEntries(found.map((parameter) => [parameter.type, parameter])) as SolConfiguration;
}

/**
 * Sets a SOL configuration parameter, between "set in progress" and "set complete" so that no two set at once (IPMI v2.0
 * §26.2); a managed system that cannot commit need not.
 *
 * @param channelNumber - 0–15; 0Eh is the one the session is on
 * @param parameter - with its new value
 * @param guarded - whether "set in progress" is set around it; not for that parameter itself
 * @throws what the calls throw; after a refusal "set complete" is set all the same
 */
export function* setSolParameter(channelNumber: number, parameter: SolParameter, guarded = true): Procedure<void> {
  if (!guarded || parameter.type === "setInProgress") {
    return yield* call(setSolConfigurationParameters, { channelNumber, parameter });
  }
  yield* setProgress(channelNumber, 1);
  try {
    yield* call(setSolConfigurationParameters, { channelNumber, parameter });
    yield* unlessRefused(setProgress(channelNumber, 2));
  } catch (error) {
    if (error instanceof RefusalError) yield* unlessRefused(setProgress(channelNumber, 0));
    throw error;
  }
  yield* setProgress(channelNumber, 0);
}

/** Parameter not supported (IPMI v2.0 tables 26-3, 26-4). */
const notSupported = 0x80;

function* setProgress(channelNumber: number, state: number): Procedure<void> {
  yield* call(setSolConfigurationParameters, { channelNumber, parameter: { type: "setInProgress", state } });
}

function* unlessRefused(procedure: Procedure<void>): Procedure<void> {
  try {
    yield* procedure;
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
  }
}

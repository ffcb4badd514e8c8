import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { all, CompletionCode, call, type Procedure } from "@ruipmi/core/wire";
import { ChannelMedium, getChannelInfo } from "../app/get-channel-info.ts";
import { getLanConfigurationParameters } from "../lan/get-lan-configuration-parameters.ts";
import type { LanParameterName, LanParameterValues } from "../lan/lan-parameter-values.ts";
import { lanParameterFormats } from "../lan/lan-parameters.ts";

/** Parameters of a LAN channel. */
export interface LanConfiguration {
  /** Those that the managed system has, of those asked for. */
  readonly parameters: Readonly<Partial<LanParameterValues>>;
  /** Those whose data could not be understood. */
  readonly malformed: readonly MalformedLanParameter[];
}

/** A parameter whose data is not what the specification says. */
export interface MalformedLanParameter {
  /** Which. */
  readonly parameter: LanParameterName;
  /** What is wrong with it. */
  readonly error: MalformedMessageError;
}

/** Which set and block of a parameter is meant. */
export interface LanParameterSelectors {
  /** Set selector; 0 when left out. */
  readonly setSelector?: number;
  /** Block selector; 0 when left out. */
  readonly blockSelector?: number;
}

/**
 * Reads parameters of a LAN channel, a few of them at a time. What the managed system does not have is left out; what is
 * malformed is told beside the others.
 *
 * @param channelNumber - 0–15
 * @param names - which parameters
 * @throws a refusal that is none of the parameter alone, such as D4h
 *
 * @example
 * ```ts
 * const { parameters } = yield* readLanConfiguration(1, ["ipAddress", "subnetMask"]);
 * parameters.ipAddress; // "192.0.2.10"
 * ```
 */
export function* readLanConfiguration(
  channelNumber: number,
  names: readonly LanParameterName[],
): Procedure<LanConfiguration> {
  const parameters: Partial<Record<LanParameterName, unknown>> = {};
  const malformed: MalformedLanParameter[] = [];
  for (let start = 0; start < names.length; start += batchSize) {
    const batch = names.slice(start, start + batchSize);
    const outcomes = yield* all(batch.map((name) => readLanParameter(channelNumber, name)));
    for (const [index, outcome] of outcomes.entries()) {
      const parameter = batch[index]!;
      if (outcome.status === "fulfilled") {
        if (outcome.value !== undefined) parameters[parameter] = outcome.value;
      } else if (outcome.reason instanceof MalformedMessageError) {
        malformed.push({ parameter, error: outcome.reason });
      } else throw outcome.reason;
    }
  }
  return { parameters: parameters as Partial<LanParameterValues>, malformed };
}

/**
 * Reads a parameter of a LAN channel.
 *
 * @param channelNumber - 0–15
 * @returns `undefined` where the managed system does not have it
 */
export function* readLanParameter<Name extends LanParameterName>(
  channelNumber: number,
  name: Name,
  { setSelector = 0, blockSelector = 0 }: LanParameterSelectors = {},
): Procedure<LanParameterValues[Name] | undefined> {
  const parameterSelector = lanParameterFormats[name].selector;
  try {
    const request = { channelNumber, revisionOnly: false, parameterSelector, setSelector, blockSelector };
    const { parameter } = yield* call(getLanConfigurationParameters, request);
    return parameter === undefined || parameter.parameter === "unknown"
      ? undefined
      : (parameter.value as LanParameterValues[Name]);
  } catch (error) {
    if (error instanceof RefusalError && notThere.includes(error.completionCode ?? 0)) return undefined;
    throw error;
  }
}

/**
 * The first LAN channel.
 *
 * @returns its number, 1–11; `undefined` where there is none
 */
export function* findLanChannel(): Procedure<number | undefined> {
  for (let channelNumber = 1; channelNumber <= lastChannel; channelNumber++) {
    if (yield* isLanChannel(channelNumber)) return channelNumber;
  }
  return undefined;
}

/** Whether a channel is there and is LAN. */
export function* isLanChannel(channelNumber: number): Procedure<boolean> {
  try {
    const { medium } = yield* call(getChannelInfo, { channelNumber });
    return medium === ChannelMedium.lan || medium === ChannelMedium.otherLan;
  } catch (error) {
    if (error instanceof RefusalError) return false;
    throw error;
  }
}

const batchSize = 8;

/** 12 and 13 are reserved, 14 is the present channel, 15 the system interface (IPMI v2.0 §6.3). */
const lastChannel = 11;

/** "Parameter not supported" (IPMI v2.0 §23.2), and what others say for it. */
const notThere: readonly number[] = [0x80, CompletionCode.parameterOutOfRange, CompletionCode.invalidDataField];

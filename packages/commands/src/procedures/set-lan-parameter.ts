import { NetworkError, RefusalError, SessionLostError } from "@ruipmi/core";
import { call, type Procedure, wait } from "@ruipmi/core/wire";
import type { LanParameter } from "../lan/lan-parameter.ts";
import type { LanParameterName, LanParameterValues } from "../lan/lan-parameter-values.ts";
import { lanParameterFormats } from "../lan/lan-parameters.ts";
import { setLanConfigurationParameters } from "../lan/set-lan-configuration-parameters.ts";
import { type LanParameterSelectors, readLanParameter } from "./lan-configuration.ts";

/** How {@link setLanParameter} goes about it. */
export interface SetLanParameterOptions extends LanParameterSelectors {
  /** Milliseconds between two looks whether it holds; 1000 by default. */
  readonly pollInterval?: number;
  /** How many looks at most; 5 by default, 0 for not looking. */
  readonly maxPolls?: number;
}

/** What {@link setLanParameter} came to. */
export interface SetLanParameterResult {
  /** Whether the managed system says what was set; `undefined` where nobody looked or it does not tell the parameter. */
  readonly verified: boolean | undefined;
}

/**
 * Sets a parameter of a LAN channel and looks whether it holds: some managed systems take a while. The settings are
 * marked as in progress meanwhile, where there is such a mark; it is taken away again whatever happens.
 *
 * @param channelNumber - 0–15
 * @throws the refusal
 *
 * @example
 * ```ts
 * yield* setLanParameter(1, "ipAddress", "192.0.2.10");
 * ```
 */
export function* setLanParameter<Name extends LanParameterName>(
  channelNumber: number,
  name: Name,
  value: LanParameterValues[Name],
  options: SetLanParameterOptions = {},
): Procedure<SetLanParameterResult> {
  let isThere = true;
  yield* markInProgress(channelNumber, setInProgress);
  try {
    yield* set(channelNumber, name, value);
    return { verified: yield* holds(channelNumber, name, value, options) };
  } catch (error) {
    // Who does not answer any more, at a new address perhaps, is not asked again.
    isThere = !(error instanceof NetworkError || error instanceof SessionLostError);
    throw error;
  } finally {
    // Not every managed system has "commit write" (IPMI v2.0 table 23-4): some refuse it, and it does no harm.
    if (isThere) yield* markInProgress(channelNumber, commitWrite);
    if (isThere) yield* markInProgress(channelNumber, setComplete);
  }
}

const setComplete = 0;
const setInProgress = 1;
const commitWrite = 2;

function* holds<Name extends LanParameterName>(
  channelNumber: number,
  name: Name,
  value: LanParameterValues[Name],
  { pollInterval = 1000, maxPolls = 5, ...selectors }: SetLanParameterOptions,
): Procedure<boolean | undefined> {
  let seen: LanParameterValues[Name] | undefined;
  for (let poll = 0; poll < maxPolls; poll++) {
    if (poll > 0) yield* wait(pollInterval);
    seen = yield* readLanParameter(channelNumber, name, selectors);
    if (seen === undefined) return undefined;
    if (isSame(seen, value)) return true;
  }
  return seen === undefined ? undefined : false;
}

/** The mark is optional; who cannot set it goes on without (IPMI v2.0 table 23-4, parameter 0). */
function* markInProgress(channelNumber: number, value: number): Procedure<void> {
  try {
    yield* set(channelNumber, "setInProgress", value);
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
  }
}

function* set<Name extends LanParameterName>(
  channelNumber: number,
  name: Name,
  value: LanParameterValues[Name],
): Procedure<void> {
  const parameter = { parameter: name, value } as unknown as LanParameter;
  const parameterSelector = lanParameterFormats[name].selector;
  yield* call(setLanConfigurationParameters, { channelNumber, parameterSelector, parameter });
}

/** Values are plain data: numbers, texts, lists and objects of them. */
function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSame((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  );
}

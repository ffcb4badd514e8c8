import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { all, call, type Procedure } from "@ruipmi/core/wire";
import type { AlertPolicy } from "../pef/alert-policy.ts";
import type { EventFilter } from "../pef/event-filter.ts";
import { getPefCapabilities } from "../pef/get-pef-capabilities.ts";
import { getPefConfigurationParameters } from "../pef/get-pef-configuration-parameters.ts";
import type { PefParameter } from "../pef/pef-parameter.ts";
import { type PefParameterName, type PefParameterValues, pefParameterFormats } from "../pef/pef-parameters.ts";
import { setPefConfigurationParameters } from "../pef/set-pef-configuration-parameters.ts";

/** An entry of a table that could not be read. */
export interface UnreadPefEntry {
  /** Which entry, from 1. */
  readonly entry: number;
  /** Why. */
  readonly error: RefusalError | MalformedMessageError;
}

/** A table of platform event filtering. */
export interface PefTable<Entry> {
  /** How many entries the managed system says it has. */
  readonly count: number;
  /** Those that were read, in their order. */
  readonly entries: readonly Entry[];
  /** Those that were not. */
  readonly unread: readonly UnreadPefEntry[];
}

/** What is asked for of a PEF parameter that has several sets or blocks. */
export interface PefParameterSelectors {
  /** Set selector; 0 when left out. */
  readonly setSelector?: number;
  /** Block selector; 0 when left out. */
  readonly blockSelector?: number;
}

/**
 * Reads a PEF configuration parameter.
 *
 * @throws the refusal; 80h where the managed system does not have it
 *
 * @example
 * ```ts
 * const { pefEnabled } = yield* readPefParameter("control");
 * ```
 */
export function* readPefParameter<Name extends PefParameterName>(
  name: Name,
  { setSelector = 0, blockSelector = 0 }: PefParameterSelectors = {},
): Procedure<PefParameterValues[Name]> {
  const parameterSelector = pefParameterFormats[name].selector;
  const request = { revisionOnly: false, parameterSelector, setSelector, blockSelector };
  const { parameter } = yield* call(getPefConfigurationParameters, request);
  // The response is decoded by the request's selector, and has a parameter where not only its revision was asked for.
  return (parameter as unknown as { readonly value: PefParameterValues[Name] }).value;
}

/** Sets a PEF configuration parameter; throws the refusal. */
export function* setPefParameter<Name extends PefParameterName>(
  name: Name,
  value: PefParameterValues[Name],
): Procedure<void> {
  const parameter = { parameter: name, value } as unknown as PefParameter;
  yield* call(setPefConfigurationParameters, { parameterSelector: pefParameterFormats[name].selector, parameter });
}

/** Reads the event filter table: as many filters as Get PEF Capabilities says, a few at a time. */
export function* readEventFilters(): Procedure<PefTable<EventFilter>> {
  const { eventFilterCount } = yield* call(getPefCapabilities, undefined);
  return yield* readTable("eventFilter", eventFilterCount);
}

/** Reads the alert policy table: as many entries as its size says, a few at a time. */
export function* readAlertPolicies(): Procedure<PefTable<AlertPolicy>> {
  return yield* readTable("alertPolicy", yield* readPefParameter("alertPolicyCount"));
}

const batchSize = 8;

function* readTable<Name extends "eventFilter" | "alertPolicy">(
  name: Name,
  count: number,
): Procedure<PefTable<PefParameterValues[Name]>> {
  const entries: PefParameterValues[Name][] = [];
  const unread: UnreadPefEntry[] = [];
  for (let start = 1; start <= count; start += batchSize) {
    const size = Math.min(batchSize, count - start + 1);
    const batch = Array.from({ length: size }, (_, index) => readPefParameter(name, { setSelector: start + index }));
    for (const [index, outcome] of (yield* all(batch)).entries()) {
      if (outcome.status === "fulfilled") entries.push(outcome.value);
      else if (isAnswer(outcome.reason)) unread.push({ entry: start + index, error: outcome.reason });
      else throw outcome.reason;
    }
  }
  return { count, entries, unread };
}

function isAnswer(error: unknown): error is RefusalError | MalformedMessageError {
  return error instanceof RefusalError || error instanceof MalformedMessageError;
}

import { type FaultName, type Faults, noFaults } from "@ruipmi/bmc";
import { UsageError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { parseWhole, quote } from "./values.ts";

type NumberFault = { [Name in FaultName]: Faults[Name] extends number ? Name : never }[FaultName];

/** What the number of each may be at most: an hour of milliseconds, and far more sessions than a managed system has. */
const mostOf: Readonly<Record<NumberFault, number>> = { lateAnswers: 3_600_000, leakedSlots: 1024 };

/** The faults there are, as `--fault` and help name them: with `=N` where they take a number. */
export const faultUsages: readonly string[] = faultNames().map((name) => (takesNumber(name) ? `${name}=N` : name));

/** The faults that `--fault NAME` and `--fault NAME=VALUE` switch on. Of one that is named twice the last counts. */
export function parseFaults(texts: readonly string[]): Partial<Faults> {
  return Object.fromEntries(texts.map(parseFault));
}

function parseFault(text: string): [FaultName, boolean | number] {
  const equals = text.indexOf("=");
  const given = equals === -1 ? text : text.slice(0, equals);
  const value = equals === -1 ? undefined : text.slice(equals + 1);
  const name = faultNames().find((known) => known === given);
  if (name === undefined) {
    const advice = didYouMean(given, faultNames()) || "; ruipmi help sim lists them";
    throw new UsageError(`--fault: there is no fault ${quote(given)}${advice}`);
  }
  return [name, takesNumber(name) ? parseNumber(name, value) : parseSwitch(name, value)];
}

function parseNumber(name: NumberFault, value: string | undefined): number {
  if (value === undefined) throw new UsageError(`--fault ${name} needs a number: --fault ${name}=N`);
  return parseWhole(`--fault ${name}`, value, 0, mostOf[name]);
}

function parseSwitch(name: FaultName, value: string | undefined): boolean {
  if (value === undefined || value === "on") return true;
  if (value === "off") return false;
  throw new UsageError(`--fault ${name} is on or off, not ${quote(value)}: leave the value out for on`);
}

function takesNumber(name: FaultName): name is NumberFault {
  return Object.hasOwn(mostOf, name);
}

function faultNames(): readonly FaultName[] {
  return Object.keys(noFaults) as FaultName[];
}

import type { SdrRecord } from "@ruipmi/commands";

/** Which records a word stands for. */
export const recordKinds: Readonly<Record<string, (record: SdrRecord) => boolean>> = {
  all: () => true,
  full: ({ kind }) => kind === "fullSensor",
  compact: ({ kind }) => kind === "compactSensor",
  event: ({ kind }) => kind === "eventOnly",
  mcloc: ({ kind }) => kind === "mcDeviceLocator",
  fru: ({ kind }) => kind === "fruDeviceLocator",
  generic: ({ kind }) => kind === "genericDeviceLocator",
};

/** Those words. */
export const kindWords: readonly string[] = Object.keys(recordKinds);

/** Whether a record is one of a sensor that can be read: what is listed without a word. */
export function isReadable({ kind }: SdrRecord): boolean {
  return kind === "fullSensor" || kind === "compactSensor";
}

import {
  type FruPlace,
  type FruPlaceReading,
  type FruReading,
  fruPlaces,
  getDeviceId,
  readFru,
  readFruDevices,
  type SdrRecord,
  type Settled,
} from "@ruipmi/commands";
import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { errorDocument, UsageError } from "../../errors.ts";
import { quote } from "../../options/values.ts";
import { completionWords } from "../../output/completion-words.ts";
import { inventoryDocument, inventorySchema } from "../../output/fru/inventory-document.ts";
import { inventoryText, shownField } from "../../output/fru/inventory-text.ts";
import { warnOfFru } from "../../output/fru/tolerated-warning.ts";
import { array, byte, integer, object, optional, string, tolerated, words } from "../../output/json-schema.ts";
import type { CliCommand, CommandContext } from "../cli-command.ts";
import { type CliSession, inSession } from "../in-session.ts";
import { readRepository } from "../sdr/repository.ts";
import { parseFruId } from "./fru-arguments.ts";

const schema = object({
  devices: array(
    object({
      fruDeviceId: byte(),
      name: optional(string("what its record in the SDR repository calls it")),
      origin: words(["builtIn", "controller", "locator", "asked"], "what names it"),
      content: words(["inventory", "dimm", "unsupported"], "what is in it: only an inventory is read"),
      areaSize: optional(integer("bytes of the device")),
      inventory: optional(inventorySchema),
      problem: optional(string("why not all of it could be read")),
      error: optional(string("why nothing of it could be read")),
      tolerated,
    }),
  ),
});

/** `fru print`: what one FRU says, or every FRU that there is. */
export const fruPrint: CliCommand = printCommand("fru print", "what the FRUs say of themselves (Read FRU Data)");

/** `fru list`: the same, as with ipmitool. */
export const fruList: CliCommand = printCommand("fru list", "the same as fru print");

function printCommand(name: string, summary: string): CliCommand {
  return {
    name,
    usage: "[ID]",
    summary,
    details: [
      "Without an ID the controller's own, then those that its sensor data records",
      "name, behind other controllers too. With -v their file IDs and the records",
      "of power supplies besides. What is wrong with a FRU's bytes and was read all",
      "the same is a warning. The contents of a memory module's SPD are left out.",
    ],
    scope: "session",
    schema,
    examples: [name, `${name} 1`],
    prepare(args) {
      const [id, surplus] = args;
      if (surplus !== undefined) throw new UsageError(`${name} takes one ID, and ${quote(surplus)} is one too many`);
      if (id === undefined) return inSession(printAll);
      const fruDeviceId = parseFruId(id);
      return inSession((session, context) => printOne(session, context, fruDeviceId));
    },
  };
}

async function printOne(session: CliSession, context: CommandContext, fruDeviceId: number): Promise<number> {
  const { output, options } = context;
  const reading = await settle(session.run(readFru(fruDeviceId, partLengthOf(context))));
  // Where its bytes are no inventory, ipmitool says so on stderr and prints nothing.
  if (reading.status === "rejected" && !isAbsent(reading)) throw reading.reason;
  warn(`FRU ${fruDeviceId}`, reading, context);
  const document = { fruDeviceId, origin: "asked", content: "inventory", ...readingDocument(reading) };
  output.result({ devices: [document] }, () => readingText(reading, options));
  return reading.status === "fulfilled" ? 0 : 1;
}

async function printAll(session: CliSession, context: CommandContext): Promise<number> {
  const { output, options } = context;
  const { additionalDeviceSupport: support } = await session.request(getDeviceId);
  const records = await readRecords(session, context);
  const controllerAddress = options.bridge === undefined ? {} : { controllerAddress: options.bridge.targetAddress };
  const call = options.bridge === undefined ? {} : { call: { bridge: options.bridge } };
  const [builtIn, ...others] = fruPlaces(records ?? [], { ...controllerAddress, ...call });
  const places = support.fruInventory ? [builtIn!, ...others] : others;
  const readings = await session.run(readFruDevices(places));
  for (const { place, reading } of readings)
    warn(`FRU ${place.fruDeviceId} (${shownField(place.name)})`, reading, context);
  const documents = readings.map(({ place, reading }) => ({
    fruDeviceId: place.fruDeviceId,
    name: place.name,
    origin: place.origin,
    content: place.content,
    ...(reading === undefined ? {} : readingDocument(reading)),
  }));
  const beginning = support.fruInventory ? "" : builtInHeading;
  output.result({ devices: documents }, () => beginning + readings.map((each) => placeText(each, options)).join(""));
  const failed = readings.filter(({ reading }) => reading?.status === "rejected");
  return records === undefined || (failed.length > 0 && failed.length === readings.length) ? 1 : 0;
}

/** The records that name FRUs; `undefined` where they are refused, which the controller's own FRU has nothing to do with. */
async function readRecords(session: CliSession, context: CommandContext): Promise<readonly SdrRecord[] | undefined> {
  try {
    return (await readRepository(session, context)).entries.map(({ record }) => record);
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error;
    context.io.stderr.write(`ruipmi: the other FRUs are not known: ${errorDocument(error).error.message}\n`);
    return undefined;
  }
}

const builtInHeading = "FRU Device Description : Builtin FRU Device (ID 0)\n";

/** A FRU with its heading, and an empty line at its end. */
export function placeText({ place, reading }: FruPlaceReading, options: CommandContext["options"]): string {
  const text = reading === undefined ? `${unsupportedText(place, options)}\n` : readingText(reading, options);
  return `${headingOf(place)}${text}\n`;
}

function headingOf({ origin, name, fruDeviceId }: FruPlace): string {
  if (origin === "builtIn") return builtInHeading;
  // ipmitool fills up a controller's name, and leaves out the ID, which is always 0.
  if (origin === "controller") return `FRU Device Description : ${shownField(name).padEnd(16)}\n`;
  return `FRU Device Description : ${shownField(name)} (ID ${fruDeviceId})\n`;
}

function unsupportedText({ content }: FruPlace, { verbosity }: CommandContext["options"]): string {
  const isNamed = verbosity > 0 && content === "dimm";
  return isNamed ? " Unsupported device: the SPD of a memory module" : " Unsupported device";
}

function readingText(reading: Settled<FruReading>, { utc, verbosity }: CommandContext["options"]): string {
  if (reading.status === "fulfilled") {
    return inventoryText(reading.value.inventory, { everything: verbosity > 0, utc });
  }
  return isAbsent(reading) ? ` Device not present (${absenceText(reading.reason)})\n` : "";
}

function isAbsent({ reason }: { readonly reason: unknown }): boolean {
  return reason instanceof RefusalError && reason.completionCode !== undefined;
}

function absenceText(reason: unknown): string {
  return reason instanceof RefusalError ? completionWords(reason.completionCode ?? 0) : "No Response";
}

function readingDocument(reading: Settled<FruReading>): object {
  if (reading.status === "rejected") return { error: errorDocument(reading.reason).error.message };
  const { areaSize, inventory, problem, tolerated: problems } = reading.value;
  return { areaSize, inventory: inventoryDocument(inventory), problem, tolerated: problems };
}

function warn(what: string, reading: Settled<FruReading> | undefined, { io }: CommandContext): void {
  if (reading === undefined) return;
  if (reading.status === "fulfilled") warnOfFru(what, reading.value.tolerated ?? [], reading.value.problem, io.stderr);
  else if (!isAbsent(reading)) warnOfFru(what, [], errorDocument(reading.reason).error.message, io.stderr);
}

/** Over a bridge a part must fit into an IPMB message. */
export function partLengthOf({ options }: CommandContext): { readonly partLength?: number } {
  return options.bridge === undefined ? {} : { partLength: 16 };
}

async function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { status: "fulfilled", value: await promise };
  } catch (reason) {
    if (reason instanceof RefusalError || reason instanceof MalformedMessageError)
      return { status: "rejected", reason };
    throw reason;
  }
}

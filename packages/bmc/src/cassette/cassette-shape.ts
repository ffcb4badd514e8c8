import { field, list, object, optionalField } from "../description/compounds.ts";
import { byte, hexBytes, millis, textLike, whole, word } from "../description/scalars.ts";
import type { JsonObject, Shape } from "../description/shape.ts";
import { DescriptionError, unexpected } from "../description/shape.ts";
import type { Cassette, CassetteBridge, CassetteExchange } from "./cassette.ts";

/** A cassette as its file says it. */
interface CassetteDocument extends Cassette {
  readonly version: 1;
}

/** As much as fits into a datagram. */
const mostBytes = 65_507;

const mostExchanges = 1_000_000;

const longestNote = 1000;

const note: Shape<string> = textLike(
  new RegExp(`^[^\\x00-\\x1f\\x7f]{0,${longestNote}}$`),
  `text of at most ${longestNote} characters on one line`,
);

const version: Shape<1> = {
  schema: () => ({ const: 1 }),
  read(value, at) {
    if (value === 1) return value;
    throw unexpected(at, "1, the only version there is", value);
  },
  write: (value) => value,
};

const channel = whole({ least: 0, most: 15 });

const plainBridge: Shape<CassetteBridge> = object<CassetteBridge, keyof CassetteBridge>(
  {
    channel: field(channel, "The channel that leads to the controller."),
    address: field(byte, "Its slave address, 8 bits."),
    transitChannel: optionalField(channel, "The channel that leads to the controller between, where there is one."),
    transitAddress: optionalField(byte, "The slave address of the controller between."),
    refusedBy: optionalField(
      word(["managedSystem", "transit"]),
      "Whose Send Message was refused; left out where the controller itself answered.",
    ),
  },
  () => ({}),
);

const bridge: Shape<CassetteBridge> = {
  ...plainBridge,
  read(value, at, base) {
    const way = plainBridge.read(value, at, base);
    const hasTransit = way.transitAddress !== undefined;
    if (hasTransit !== (way.transitChannel !== undefined))
      throw new DescriptionError(at, "expected both transitChannel and transitAddress, or neither");
    if (way.refusedBy === "transit" && !hasTransit)
      throw new DescriptionError(`${at}.refusedBy`, "there is no controller between that could refuse");
    return way;
  },
};

const exchange: Shape<CassetteExchange> = object<CassetteExchange, keyof CassetteExchange>(
  {
    name: field(note, "The command's name; nothing depends on it."),
    netFn: field(evenNetFn(), "Network function of the request, even."),
    cmd: field(byte, "Command number."),
    lun: optionalField(whole({ least: 0, most: 3 }), "The LUN that was asked; 0 where it is left out."),
    bridge: optionalField(bridge, "The way to the controller that was asked, where it is not the managed system."),
    data: field(hexBytes({ most: mostBytes }), "Request data."),
    completionCode: field(byte, "Completion code of the answer."),
    response: field(hexBytes({ most: mostBytes }), "Response data behind the completion code."),
    delay: field(millis, "Milliseconds between request and answer."),
  },
  () => ({ name: "", data: new Uint8Array(0), completionCode: 0, response: new Uint8Array(0), delay: 0 }),
);

/** What a cassette's file may say. */
const cassetteShape: Shape<CassetteDocument> = object<CassetteDocument, keyof CassetteDocument>(
  {
    version: field(version, "The version of this format."),
    about: field(note, "What it is a recording of."),
    guid: optionalField(hexBytes({ least: 16, most: 16 }), "The managed system's GUID, in the byte order of the wire."),
    bridgeMode: field(
      word(["separate", "embedded", "beforeAcknowledgement"]),
      "How answers of other controllers come over the bridge.",
    ),
    exchanges: field(list(exchange, mostExchanges), "What was asked and answered, in the order of the recording."),
  },
  () => ({ about: "", bridgeMode: "separate" }),
);

/** Where the schema is, for editors. */
const schemaKey = "$schema";

/**
 * Reads a cassette.
 *
 * @param json - what `JSON.parse` makes of its file
 * @throws {@link DescriptionError} that says where in the file what was expected
 *
 * @example
 * ```ts
 * const cassette = readCassette(JSON.parse(readFileSync("bmc.json", "utf8")));
 * ```
 */
export function readCassette(json: unknown): Cassette {
  const { version: _, ...cassette } = cassetteShape.read(withoutSchema(json), "");
  return cassette;
}

/** A cassette as its file says it: what {@link readCassette} reads. */
export function describeCassette(cassette: Cassette): JsonObject {
  const document = cassetteShape.write({ version: 1, ...cassette }) as JsonObject;
  return { [schemaKey]: schemaPath, ...document };
}

/** The JSON Schema (2020-12) of cassettes; the same as in the file `schema/cassette.schema.json` of this package. */
export function cassetteSchema(): JsonObject {
  const schema = cassetteShape.schema();
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A cassette for ruipmi sim --cassette",
    ...schema,
    properties: {
      [schemaKey]: { type: "string", description: "Where this schema is, for editors." },
      ...(schema["properties"] as JsonObject),
    },
  };
}

/** Where it is in a project that has this package. */
const schemaPath = "./node_modules/@ruipmi/bmc/schema/cassette.schema.json";

function evenNetFn(): Shape<number> {
  const shape = whole({ least: 0, most: 0x3e });
  return {
    ...shape,
    schema: () => ({ ...shape.schema(), multipleOf: 2 }),
    read(value, at, base) {
      const netFn = shape.read(value, at, base);
      if (netFn % 2 === 0) return netFn;
      throw new DescriptionError(at, `expected that of a request, which is even, got ${netFn}`);
    },
  };
}

function withoutSchema(json: unknown): unknown {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return json;
  const { [schemaKey]: _, ...said } = json as Readonly<Record<string, unknown>>;
  return said;
}

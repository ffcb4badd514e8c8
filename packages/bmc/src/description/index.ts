import type { BmcDevice } from "../device/device.ts";
import { definedShapes, deviceShape } from "./device-shape.ts";
import type { JsonObject } from "./shape.ts";

export { DescriptionError, type Json, type JsonObject } from "./shape.ts";

/** Where the schema of descriptions is, in this package and under this name wherever it is copied to. */
const schemaKey = "$schema";

/**
 * Makes a machine of its description. Everything may be left out and is then as in `createDevice()`; within a part that
 * is described, as in that part of it; an item of a list stands for itself.
 *
 * @param description - parsed JSON
 * @throws {@link DescriptionError} that says where in the description what was expected
 *
 * @example
 * ```ts
 * const device = readDevice({ chassis: { powerIsOn: false }, sel: { maxRecords: 16, records: [] } });
 * ```
 */
export function readDevice(description: unknown): BmcDevice {
  return deviceShape.read(withoutSchema(description), "");
}

/** The description of a machine as it is now: what {@link readDevice} makes it of. What is only under way is left out. */
export function describeDevice(device: BmcDevice): JsonObject {
  return deviceShape.write(device) as JsonObject;
}

/** The JSON Schema (2020-12) of descriptions; the same as in the file `schema/device.schema.json` of this package. */
export function deviceSchema(): JsonObject {
  const schema = deviceShape.schema();
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A machine for ruipmi sim --device",
    ...schema,
    properties: {
      [schemaKey]: { type: "string", description: "Where this schema is, for editors." },
      ...(schema["properties"] as JsonObject),
    },
    $defs: Object.fromEntries(definedShapes.map((shape) => [shape.definedAs, shape.definition()])),
  };
}

/** The key that tells an editor of the schema says nothing of the machine. */
function withoutSchema(description: unknown): unknown {
  if (typeof description !== "object" || description === null || Array.isArray(description)) return description;
  const { [schemaKey]: _, ...said } = description as Readonly<Record<string, unknown>>;
  return said;
}

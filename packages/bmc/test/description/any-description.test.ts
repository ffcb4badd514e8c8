import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BmcEngine } from "../../src/bmc-engine.ts";
import { DescriptionError, describeDevice, deviceSchema, type Json, readDevice } from "../../src/description/index.ts";
import { createDevice } from "../../src/device/device.ts";
import { isValid } from "../support/json-schema.ts";

const schema = deviceSchema();
const defaultDescription = describeDevice(createDevice());
const nodes = [...nodesOf(defaultDescription)];

/** A description in which one thing, small or large, is something else. */
const spoiled = fc
  .tuple(fc.constantFrom(...nodes), fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(...nodes).map(valueAt)))
  .map(([path, value]) => replaced(defaultDescription, path, value as Json));

function readOrError(description: unknown): ReturnType<typeof readDevice> | DescriptionError {
  try {
    return readDevice(description);
  } catch (error) {
    if (error instanceof DescriptionError) return error;
    throw error;
  }
}

describe("any description", () => {
  it("is a device or a DescriptionError", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (description) => {
        readOrError(description);
      }),
    );
  });

  it("that is read makes an engine, and is said again as it was read", () => {
    fc.assert(
      fc.property(spoiled, (description) => {
        const device = readOrError(description);
        if (device instanceof DescriptionError) return;
        expect(isValid(schema, description)).toBe(true);
        expect(readDevice(describeDevice(device))).toEqual(device);
        const engine = new BmcEngine({ users: [], device, randomBytes: (length) => new Uint8Array(length) });
        for (const now of [0, 1000, 60_000]) engine.handleInput({ type: "timeout", now });
        engine.close();
      }),
      { numRuns: 200 },
    );
  });
});

/** Where everything in a description stands. */
function* nodesOf(value: Json, path: readonly string[] = []): Generator<readonly string[]> {
  yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) yield* nodesOf(each as Json, [...path, key]);
}

function valueAt(path: readonly string[]): Json {
  return path.reduce<Json>((value, key) => (value as Record<string, Json>)[key]!, defaultDescription);
}

function replaced(value: Json, [key, ...rest]: readonly string[], by: Json): Json {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, Json>;
  copy[key] = replaced(copy[key]!, rest, by);
  return copy;
}

import { describe, expect, it } from "vitest";
import { createDevice, readDevice } from "../../src/index.ts";

/** Every object in a value, functions and all, and where it stands. */
function* objectsOf(value: unknown, at = "device"): Generator<readonly [object, string]> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return;
  yield [value, at];
  if (ArrayBuffer.isView(value)) return yield* objectsOf(value.buffer, `${at}.buffer`);
  for (const [key, each] of Object.entries(value)) yield* objectsOf(each, `${at}.${key}`);
}

/** Where two values, or one value at two places, have an object in common. */
function sharedBy(...values: readonly unknown[]): readonly string[] {
  const places = new Map<object, string>();
  const shared: string[] = [];
  for (const [object, at] of values.flatMap((value) => [...objectsOf(value)])) {
    const earlier = places.get(object);
    if (earlier === undefined) places.set(object, at);
    else shared.push(`${earlier} is ${at}`);
  }
  return shared;
}

describe("what a machine consists of", () => {
  it("is found wherever it is shared", () => {
    const part = { bytes: new Uint8Array(1) };
    expect(sharedBy({ part }, { part })).toStrictEqual([
      "device.part is device.part",
      "device.part.bytes is device.part.bytes",
      "device.part.bytes.buffer is device.part.bytes.buffer",
    ]);
  });

  it.each<[string, () => unknown]>([
    ["createDevice()", createDevice],
    ["readDevice({})", () => readDevice({})],
    [
      "readDevice of a part",
      () => readDevice({ lan: { parameters: { vlanPriority: 1 } }, satellites: [{ address: 2 }] }),
    ],
  ])("is its own: %s", (_what, make) => {
    expect([...objectsOf(make())].length).toBeGreaterThan(100);
    expect(sharedBy(make(), make())).toStrictEqual([]);
  });

  it("is not its satellites' where a test describes its device ID", () => {
    const { deviceId } = createDevice();
    expect(sharedBy(createDevice({ deviceId }).satellites, deviceId)).toStrictEqual([]);
  });
});

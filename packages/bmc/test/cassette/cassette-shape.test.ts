import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Cassette,
  type CassetteExchange,
  cassetteSchema,
  DescriptionError,
  describeCassette,
  readCassette,
} from "../../src/index.ts";
import { isValid } from "../support/json-schema.ts";

const document = {
  $schema: "cassette.schema.json",
  version: 1,
  about: "two commands",
  guid: "00112233445566778899aabbccddeeff",
  bridgeMode: "embedded",
  exchanges: [
    { name: "Get Device ID", netFn: 6, cmd: 1, response: "20 01", delay: 1.5 },
    {
      netFn: 4,
      cmd: 45,
      lun: 1,
      bridge: { channel: 7, address: 114, transitChannel: 0, transitAddress: 130, refusedBy: "transit" },
      data: "01",
      completionCode: 131,
    },
  ],
};

const bytes = (most: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength: most });
const address = fc.nat({ max: 255 });
const channel = fc.nat({ max: 15 });
const bridge = fc.oneof(
  fc.record({ channel, address }),
  fc.record({ channel, address, refusedBy: fc.constant("managedSystem" as const) }),
  fc.record({ channel, address, transitChannel: channel, transitAddress: address }),
  fc.record({
    channel,
    address,
    transitChannel: channel,
    transitAddress: address,
    refusedBy: fc.constantFrom("managedSystem" as const, "transit" as const),
  }),
);
const exchange: fc.Arbitrary<CassetteExchange> = fc.record(
  {
    name: fc.string({ maxLength: 40 }).map((text) => text.replace(/[^ -~]/g, "")),
    netFn: fc.nat({ max: 31 }).map((half) => half * 2),
    cmd: fc.nat({ max: 255 }),
    lun: fc.nat({ max: 3 }),
    bridge,
    data: bytes(30),
    completionCode: fc.nat({ max: 255 }),
    response: bytes(40),
    delay: fc.double({ min: 0, max: 86_400_000, noNaN: true }),
  },
  { requiredKeys: ["name", "netFn", "cmd", "data", "completionCode", "response", "delay"] },
);
const anyCassette: fc.Arbitrary<Cassette> = fc.record(
  {
    about: fc.constantFrom("", "a recording"),
    guid: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    bridgeMode: fc.constantFrom("separate", "embedded", "beforeAcknowledgement"),
    exchanges: fc.array(exchange, { maxLength: 5 }),
  },
  { requiredKeys: ["about", "bridgeMode", "exchanges"] },
);

describe("readCassette", () => {
  it("reads what a file says, and fills in what it leaves out", () => {
    expect(readCassette(document)).toEqual({
      about: "two commands",
      guid: Uint8Array.from({ length: 16 }, (_, index) => index * 0x11),
      bridgeMode: "embedded",
      exchanges: [
        {
          name: "Get Device ID",
          netFn: 6,
          cmd: 1,
          data: new Uint8Array(0),
          completionCode: 0,
          response: Uint8Array.of(0x20, 1),
          delay: 1.5,
        },
        {
          name: "",
          netFn: 4,
          cmd: 45,
          lun: 1,
          bridge: { channel: 7, address: 114, transitChannel: 0, transitAddress: 130, refusedBy: "transit" },
          data: Uint8Array.of(1),
          completionCode: 131,
          response: new Uint8Array(0),
          delay: 0,
        },
      ],
    });
  });

  it.each([
    [undefined, ""],
    [[], ""],
    [{ exchanges: [] }, "version"],
    [{ version: 2, exchanges: [] }, "version"],
    [{ version: 1 }, "exchanges"],
    [{ version: 1, exchanges: [{ netFn: 7, cmd: 1 }] }, "exchanges[0].netFn"],
    [{ version: 1, exchanges: [{ cmd: 1 }] }, "exchanges[0].netFn"],
    [{ version: 1, exchanges: [{ netFn: 6, cmd: 1, data: "0" }] }, "exchanges[0].data"],
    [{ version: 1, exchanges: [{ netFn: 6, cmd: 1, answer: "00" }] }, "exchanges[0].answer"],
    [{ version: 1, exchanges: [{ netFn: 6, cmd: 1, bridge: { channel: 0 } }] }, "exchanges[0].bridge.address"],
    [
      { version: 1, exchanges: [{ netFn: 6, cmd: 1, bridge: { channel: 0, address: 2, transitChannel: 1 } }] },
      "exchanges[0].bridge",
    ],
    [
      { version: 1, exchanges: [{ netFn: 6, cmd: 1, bridge: { channel: 0, address: 2, refusedBy: "transit" } }] },
      "exchanges[0].bridge.refusedBy",
    ],
  ])("says where %j is none", (json, path) => {
    expect(() => readCassette(json)).toThrow(expect.objectContaining({ path }));
  });

  it("reads what describeCassette writes, through JSON, and the schema takes it", () => {
    const schema = cassetteSchema();
    fc.assert(
      fc.property(anyCassette, (cassette) => {
        const json: unknown = JSON.parse(JSON.stringify(describeCassette(cassette)));
        expect(readCassette(json)).toEqual(cassette);
        expect(isValid(schema, json)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it("makes a cassette or a DescriptionError of any JSON", () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom(0, 1, "00", [], {}));
    const keys = ["version", "about", "guid", "bridgeMode", "exchanges", "netFn", "cmd"] as const;
    const nearly = fc.dictionary(fc.constantFrom(...keys), value);
    const any = fc.record({ version: fc.constant(1), exchanges: fc.array(fc.oneof(nearly, value)) });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), nearly, any), (json) => {
        try {
          const cassette = readCassette(json);
          expect(isValid(cassetteSchema(), describeCassette(cassette))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(DescriptionError);
        }
      }),
      { numRuns: 200 },
    );
  });
});

import fc from "fast-check";
import { byte, nibble, record, sixBits, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import {
  type CommandPlace,
  type CommandRange,
  getCommandEnables,
  getCommandSubFunctionEnables,
  getCommandSubFunctionSupport,
  getCommandSupport,
  getConfigurableCommandSubFunctions,
  getConfigurableCommands,
  getNetFnSupport,
  getOemNetFnIanaSupport,
  setCommandEnables,
  setCommandSubFunctionEnables,
} from "../../src/index.ts";

const twoBits = fc.integer({ min: 0, max: 3 });
const plainNetFn = sixBits.filter((netFn) => (netFn & 0x3e) !== 0x2c && (netFn & 0x3e) !== 0x2e);
const place = { channelNumber: nibble, lun: twoBits };
const netFnAndBody = fc.oneof(
  record({ netFn: plainNetFn }),
  record({ netFn: fc.constantFrom(0x2c, 0x2d), definingBody: byte }),
  record({ netFn: fc.constantFrom(0x2e, 0x2f), definingBody: fc.integer({ min: 0, max: 0xffffff }) }),
);
const joined = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.tuple(record<T>(fields), netFnAndBody).map(([value, netFn]) => ({ ...value, ...netFn }));

const ranges = joined({ ...place, half: fc.constantFrom(0, 1) }) as fc.Arbitrary<CommandRange>;
const places = joined({ ...place, cmd: byte }) as fc.Arbitrary<CommandPlace>;
const numbersFrom = (min: number, max: number): fc.Arbitrary<number[]> =>
  fc.uniqueArray(fc.integer({ min, max })).map((numbers) => numbers.toSorted((a, b) => a - b));

const lowerApp: CommandRange = { channelNumber: 14, netFn: 6, half: 0, lun: 0 };
const sendMessagePlace: CommandPlace = { channelNumber: 14, netFn: 6, lun: 0, cmd: 0x34 };

testCodecLaws("a question about half a network function", {
  codec: getCommandSupport.request,
  context: undefined,
  golden: [
    { name: "of App, the lower half", hex: "0e 06 00", value: lowerApp },
    { name: "of App, the upper half, of LUN 2", hex: "0e 46 02", value: { ...lowerApp, half: 1, lun: 2 } },
    { name: "of DCMI", hex: "0e 2c 00 dc", value: { ...lowerApp, netFn: 0x2c, definingBody: 0xdc } },
    {
      name: "of an OEM",
      hex: "07 2e 01 57 01 00",
      value: { channelNumber: 7, netFn: 0x2e, half: 0, lun: 1, definingBody: 343 },
    },
  ],
  arbitrary: ranges,
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("a question about one command", {
  codec: getCommandSubFunctionSupport.request,
  context: undefined,
  golden: [
    { name: "Send Message", hex: "0e 06 00 34", value: sendMessagePlace },
    { name: "of DCMI", hex: "0e 2c 00 02 dc", value: { ...sendMessagePlace, netFn: 0x2c, cmd: 2, definingBody: 0xdc } },
  ],
  arbitrary: places,
  shortest: 4,
  trailing: "refused",
});

testCodecLaws("Get NetFn Support request", {
  codec: getNetFnSupport.request,
  context: undefined,
  golden: [{ name: "of this channel", hex: "0e", value: { channelNumber: 14 } }],
  arbitrary: record({ channelNumber: nibble }),
  shortest: 1,
  trailing: "refused",
});

const evenNetFns = numbersFrom(0, 31).map((pairs) => pairs.map((pair) => pair * 2));
const lun = record({ support: twoBits, netFns: evenNetFns });
const nothing = { support: 0, netFns: [] };

testCodecLaws("Get NetFn Support response", {
  codec: getNetFnSupport.response,
  context: { channelNumber: 14 },
  golden: [
    {
      name: "chassis, sensor, app, storage, transport and groups at LUN 0, OEM commands at LUN 1",
      hex: "09 6d 00 40 00 00 00 80 01 00 00 00 00 00 00 00 00",
      value: {
        luns: [{ support: 1, netFns: [0, 4, 6, 10, 12, 0x2c] }, { support: 2, netFns: [0x2e, 0x30] }, nothing, nothing],
      },
    },
  ],
  arbitrary: record({ luns: fc.tuple(lun, lun, lun, lun) }),
  shortest: 17,
  trailing: "refused",
});

testCodecLaws("Get Command Support response", {
  codec: getCommandSupport.response,
  context: lowerApp,
  golden: [
    {
      name: "only Get Device ID and command 7Fh: a 0 says there is one",
      hex: "fd ff ff ff ff ff ff ff ff ff ff ff ff ff ff 7f",
      value: { supported: [1, 0x7f] },
    },
  ],
  arbitrary: record({ supported: numbersFrom(0, 127) }),
  shortest: 16,
  trailing: "refused",
});

testCodecLaws("Get Configurable Commands response", {
  codec: getConfigurableCommands.response,
  context: { ...lowerApp, half: 1 },
  golden: [
    {
      name: "commands 80h and FFh: a 1 says it is one",
      hex: "01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 80",
      value: { configurable: [0x80, 0xff] },
    },
  ],
  arbitrary: record({ configurable: numbersFrom(128, 255) }),
  shortest: 16,
  trailing: "refused",
});

testCodecLaws("Get Command Enables response", {
  codec: getCommandEnables.response,
  context: lowerApp,
  golden: [{ name: "commands 2 and 4", hex: `14${"00".repeat(15)}`, value: { enabled: [2, 4] } }],
  arbitrary: record({ enabled: numbersFrom(0, 127) }),
  shortest: 16,
  trailing: "refused",
});

testCodecLaws("Set Command Enables request", {
  codec: setCommandEnables.request,
  context: undefined,
  golden: [
    { name: "commands 2 and 4 of App", hex: `0e 06 00 14${"00".repeat(15)}`, value: { ...lowerApp, enabled: [2, 4] } },
    {
      name: "the group's number comes behind the mask",
      hex: `0e 2c 00 04${"00".repeat(15)} dc`,
      value: { ...lowerApp, netFn: 0x2c, enabled: [2], definingBody: 0xdc },
    },
  ],
  arbitrary: fc
    .tuple(ranges, numbersFrom(0, 127))
    .map(([range, numbers]) => ({ ...range, enabled: numbers.map((number) => number + range.half * 128) })),
  shortest: 19,
  trailing: "refused",
});

testCodecLaws("Get Command Sub-function Support response", {
  codec: getCommandSubFunctionSupport.response,
  context: sendMessagePlace,
  golden: [
    {
      name: "sub-functions 0 and 31 of IPMI 2.0",
      hex: "00 02 00 fe ff ff 7f",
      value: { errata: 0, specificationVersion: 2, specificationRevision: 0, supported: [0, 31] },
    },
  ],
  arbitrary: record({
    errata: byte,
    specificationVersion: byte,
    specificationRevision: byte,
    supported: numbersFrom(0, 31),
  }),
  shortest: 7,
  trailing: "refused",
});

const both = [
  ["Get Configurable Command Sub-functions response", getConfigurableCommandSubFunctions.response, "configurable"],
  ["Get Command Sub-function Enables response", getCommandSubFunctionEnables.response, "enabled"],
] as const;

testCodecLaws(both[0][0], {
  codec: both[0][1],
  context: sendMessagePlace,
  golden: [
    { name: "0 and 5", hex: "21 00 00 00", value: { configurable: [0, 5] } },
    { name: "0, and 63 of a second mask", hex: "01 00 00 00 00 00 00 80", value: { configurable: [0, 63] } },
  ],
  arbitrary: record({ configurable: numbersFrom(0, 63) }),
  shortest: 4,
  trailing: "taken",
});

testCodecLaws(both[1][0], {
  codec: both[1][1],
  context: sendMessagePlace,
  golden: [
    { name: "0 and 5", hex: "21 00 00 00", value: { enabled: [0, 5] } },
    { name: "none, said twice", hex: "00 00 00 00 00 00 00 00", value: { enabled: [] }, decodeOnly: true },
  ],
  arbitrary: record({ enabled: numbersFrom(0, 63) }),
  shortest: 4,
  trailing: "taken",
});

testCodecLaws("Set Command Sub-function Enables request", {
  codec: setCommandSubFunctionEnables.request,
  context: undefined,
  golden: [
    { name: "of App", hex: "0e 06 00 34 05 00 00 00", value: { ...sendMessagePlace, enabled: [0, 2] } },
    {
      name: "the OEM's number comes before the masks",
      hex: "0e 2e 00 02 57 01 00 00 00 00 80 01 00 00 00",
      value: { channelNumber: 14, netFn: 0x2e, lun: 0, cmd: 2, definingBody: 343, enabled: [31, 32] },
    },
  ],
  arbitrary: fc.tuple(places, numbersFrom(0, 63)).map(([command, enabled]) => ({ ...command, enabled })),
  shortest: 8,
  trailing: "taken",
});

testCodecLaws("Get OEM NetFn IANA Support request", {
  codec: getOemNetFnIanaSupport.request,
  context: undefined,
  golden: [{ name: "the first group", hex: "0e 2c 00", value: { channelNumber: 14, netFn: 0x2c, listIndex: 0 } }],
  arbitrary: record({ channelNumber: nibble, netFn: sixBits, listIndex: sixBits }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Get OEM NetFn IANA Support response", {
  codec: getOemNetFnIanaSupport.response,
  context: { channelNumber: 14, netFn: 0x2e, listIndex: 1 },
  golden: [
    { name: "Intel, the last", hex: "01 09 57 01 00", value: { last: true, luns: [1, 2, 0, 0], definingBody: 343 } },
  ],
  arbitrary: record({
    last: fc.boolean(),
    luns: fc.tuple(twoBits, twoBits, twoBits, twoBits),
    definingBody: fc.integer({ min: 0, max: 0xffffff }),
  }),
  shortest: 5,
  trailing: "refused",
});

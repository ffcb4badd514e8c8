import fc from "fast-check";
import { byte, bytesOf, nibble, record, testCodecLaws } from "../../../core/test/support/codec-laws.ts";
import { setChannelSecurityKeys } from "../../src/index.ts";

const key = Uint8Array.from({ length: 20 }, (_, index) => index + 1);
const keyHex = "0102030405060708090a0b0c0d0e0f1011121314";
const twoBits = fc.nat({ max: 3 });

testCodecLaws("Set Channel Security Keys request", {
  codec: setChannelSecurityKeys.request,
  context: undefined,
  golden: [
    { name: "set KG", hex: `01 01 01 ${keyHex}`, value: { channelNumber: 1, operation: 1, keyId: 1, key } },
    {
      name: "lock KR",
      hex: "0e 02 00",
      value: { channelNumber: 14, operation: 2, keyId: 0, key: new Uint8Array(0) },
    },
  ],
  arbitrary: record({ channelNumber: nibble, operation: twoBits, keyId: byte, key: bytesOf(0, 20) }),
  shortest: 3,
  trailing: "taken",
});

testCodecLaws("Set Channel Security Keys response", {
  codec: setChannelSecurityKeys.response,
  context: { channelNumber: 1, operation: 0, keyId: 1, key: new Uint8Array(0) },
  golden: [
    { name: "a key that was read", hex: `02 ${keyHex}`, value: { lock: 2, key } },
    { name: "locked", hex: "01", value: { lock: 1, key: new Uint8Array(0) } },
  ],
  arbitrary: record({ lock: twoBits, key: bytesOf(0, 20) }),
  shortest: 1,
  trailing: "taken",
});

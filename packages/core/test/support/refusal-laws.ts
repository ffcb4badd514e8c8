import fc from "fast-check";
import type { Codec } from "../../src/wire/codec.ts";
import type { HandshakeRefusal } from "../../src/wire/handshake-refusal.ts";
import type { RmcpRefusalStatus } from "../../src/wire/rmcp-status.ts";
import { byte, type CodecCase, record, testCodecLaws, uint32 } from "./codec-laws.ts";

const status = fc.integer({ min: 1, max: 0xff }).map((status) => status as RmcpRefusalStatus);

const refusals: Omit<CodecCase<HandshakeRefusal, void>, "codec"> = {
  context: undefined,
  golden: [
    { name: "ipmi_sim's of two bytes", hex: "2a 12", value: { status: 0x12, messageTag: 0x2a } },
    {
      name: "one of eight bytes",
      hex: "2a 04 0000 a4a3a2a0",
      value: { status: 0x04, messageTag: 0x2a, remoteConsoleSessionId: 0xa0a2a3a4 },
    },
    {
      name: "phosphor's, tag and session ID 0 and zeros to the full length",
      hex: `00 0d 0000 00000000 ${"00".repeat(52)}`,
      value: { status: 0x0d, messageTag: 0, remoteConsoleSessionId: 0 },
      decodeOnly: true,
    },
    {
      name: "one that ends within the session ID",
      hex: "2a 01 0000 a4a3a2",
      value: { status: 0x01, messageTag: 0x2a },
      decodeOnly: true,
    },
    { name: "one of an unknown status", hex: "00 c7", value: { status: 0xc7, messageTag: 0 } },
  ],
  arbitrary: fc.oneof(
    record({ status, messageTag: byte }),
    record({ status, messageTag: byte, remoteConsoleSessionId: uint32 }),
  ),
  shortest: 2,
  trailing: "taken",
};

/** Holds a handshake response to what refusals look like; its acceptances are a case of their own. */
export function testRefusalLaws<T extends { readonly status: 0 }>(
  name: string,
  codec: Codec<T | HandshakeRefusal>,
): void {
  testCodecLaws<T | HandshakeRefusal>(`${name}, a refusal`, { ...refusals, codec });
}

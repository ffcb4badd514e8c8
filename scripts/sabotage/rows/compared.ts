import { lint, type SabotageSection, test } from "../sabotage.ts";

const rule = "Compare bytes with equalConstantTime";

/** How codes, passwords and keys are compared. */
export const compared: SabotageSection = {
  title: "No code is compared byte by byte",
  rows: [
    {
      file: "core/src/engine/handshake.ts",
      text: "return equalConstantTime(expected, cut ? received.subarray(0, expected.length) : received);",
      replacement: "return expected.every((byte, at) => byte === (cut ? received.subarray(0, -1) : received)[at]);",
      line: "`equalConstantTime` of the handshake's codes",
      changedTo: "`expected.every((byte, at) => byte === received[at])`",
      red: [lint(rule)],
    },
    {
      file: "bmc/src/session/rakp-responder.ts",
      text: "!equalConstantTime(rakp.keys.rakpMessage3Code(), message.keyExchangeAuthenticationCode)",
      replacement: "String(rakp.keys.rakpMessage3Code()) !== String(message.keyExchangeAuthenticationCode)",
      line: "`equalConstantTime` of RAKP Message 3",
      changedTo: "`String(…) !== String(…)`",
      red: [lint(rule)],
    },
    {
      file: "../scripts/lint/constant-time.grit",
      text: "      comparison(left=$byte, right=element(index=$at)),\n      comparison(left=element(index=$at), right=$byte)\n",
      replacement: "      `neverWritten`,\n      `neverWrittenEither`\n",
      line: "the lint rule finds a comparison in a callback",
      changedTo: "it does not",
      red: [test("scripts/test/constant-time-rule.test.ts")],
    },
  ],
};

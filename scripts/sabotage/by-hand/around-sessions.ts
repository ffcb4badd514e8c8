import type { ByHandSection } from "../sabotage.ts";

/** Tests that mutation testing asked for. */
export const aroundSessions: ByHandSection = {
  title: "Around the session",
  rows: [
    {
      file: "core/src/sol/open-sol.ts",
      line: "a console is taken over where that is wanted",
      changedTo: "always",
      red: "`core/test/sol/open-sol.test.ts`",
    },
    {
      file: "core/src/sol/open-sol.ts",
      line: "a console that cannot be used is given back",
      changedTo: "kept",
      red: "`core/test/sol/open-sol.test.ts`",
    },
    {
      file: "core/src/sol/sol-holder.ts",
      line: "session ID 0 is nobody",
      changedTo: "somebody",
      red: "`core/test/sol/open-sol.test.ts`",
    },
    {
      file: "core/src/crypto/ipmi15-auth-code.ts",
      line: "16 bytes of the password",
      changedTo: "15",
      red: "`core/test/crypto/ipmi15-auth-code.test.ts`",
    },
    {
      file: "core/src/messages/command-bodies.ts",
      line: "a body of another group or OEM is refused",
      changedTo: "of a higher one only",
      red: "`core/test/messages/command-bodies.test.ts`",
    },
    {
      file: "core/src/messages/get-session-info.ts",
      line: "the protocol is the high half of its byte",
      changedTo: "the low one",
      red: "`core/test/messages/get-session-info.test.ts`",
    },
    {
      file: "core/src/engine/output-queue.ts",
      line: "a drained message makes room",
      changedTo: "none",
      red: "`core/test/engine/output-queue.test.ts`",
    },
    {
      file: "core/src/engine/output-queue.ts",
      line: "a payload that is not kept is not counted",
      changedTo: "counted",
      red: "`core/test/engine/output-queue.test.ts`",
    },
  ],
};

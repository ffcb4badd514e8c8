import { RefusalError } from "@ruipmi/core";
import { encodeRequestData } from "@ruipmi/core/wire";
import { describe, expect, it } from "vitest";
import { Haystack } from "../../../core/test/support/haystack.ts";
import {
  PasswordOperation,
  setChannelSecurityKeys,
  setUser,
  setUserPassword,
  testUserPassword,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

const secret = Uint8Array.from("v9Xq-3mTz_7wKc.2rHb+", (character) => character.charCodeAt(0));

/** What is found of the secret in what is said of a procedure: progress, result or error. What is sent is what it is for. */
function found(procedure: Parameters<typeof runProcedure>[0], answer: Answer): string[] {
  const { log, settled } = runProcedure(procedure, answer);
  const haystack = new Haystack().show(log).show(settled);
  expect(haystack.text).toContain("Set User Password");
  return haystack.find({ secret }, { window: 8 });
}

const settings = { userId: 3, password: secret, enabled: true } as const;
const refused = (completionCode: number) => (): never => {
  throw new RefusalError("completionCode", "refused", { completionCode });
};

describe("a password is in nothing that a procedure says", () => {
  it.each([
    ["when it is set", setUser(settings), () => undefined],
    ["when it is refused", setUser(settings), refused(0xcc)],
    ["when its test fails", setUser(settings), refusedTest(0x80)],
    ["when its test is not known", setUser(settings), refusedTest(0xc1)],
    ["when it is tested", testUserPassword(3, secret, 20), refused(0x80)],
  ] as const)("%s", (_name, procedure, answer) => {
    expect(found(procedure, answer as Answer)).toEqual([]);
  });

  it("nor in what is thrown for a body that cannot be", () => {
    const bodies = [
      () =>
        encodeRequestData(setUserPassword, {
          userId: 3,
          operation: 2,
          passwordSize: 16,
          password: String(secret),
        } as never),
      () => encodeRequestData(setUserPassword, { userId: 3, operation: 2, password: { secret } } as never),
      () => encodeRequestData(setChannelSecurityKeys, { operation: 1, key: [...secret].join() } as never),
    ];
    for (const body of bodies) {
      let thrown: unknown;
      try {
        body();
      } catch (error) {
        thrown = error;
      }
      expect(new Haystack().show(thrown).find({ secret }, { window: 8 })).toEqual([]);
    }
  });
});

function refusedTest(completionCode: number): Answer {
  return (command, request) => {
    const operation = command === setUserPassword ? (request as { operation: number }).operation : undefined;
    if (operation === PasswordOperation.testPassword) refused(completionCode)();
    return undefined;
  };
}

import { ApiMisuseError, AuthenticationError, NetworkError, RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { ExecutionDoubt, errorDocument, errorLine, exitCodeOf, interruptedError, UsageError } from "../src/errors.ts";

const timeout = new NetworkError("timeout", "no answer", 4, 11_000);

describe("errorDocument", () => {
  it.each([
    [new UsageError("wrong"), { code: "usage", message: "wrong" }],
    [timeout, { code: "timeout", message: expect.stringMatching(/^no answer; .*-N and -R/) }],
    [
      new RefusalError("unknownUser", "Check the name.", { rmcpStatus: 0x0d }),
      { code: "unknownUser", message: "Check the name. -U names the user.", rmcpStatus: "Unauthorized name" },
    ],
    [
      new RefusalError("completionCode", "refused", { completionCode: 0xd4 }),
      { code: "completionCode", message: "refused", completionCode: 0xd4 },
    ],
    [
      new AuthenticationError("wrongKg", "wrong"),
      { code: "wrongKg", message: expect.any(String), rmcpStatus: "Invalid integrity check value" },
    ],
    [
      new ExecutionDoubt(timeout, "Chassis Control"),
      {
        code: "timeout",
        message: expect.stringMatching(/-R how long to wait; Chassis Control may have been executed/),
      },
    ],
    [new TypeError("a\nb"), { code: "internal", message: "a b" }],
    ["thrown", { code: "internal", message: "thrown" }],
  ])("%s", (error, document) => {
    expect(errorDocument(error)).toEqual({ error: document });
  });
});

describe("errorLine", () => {
  it("is one line, whatever was thrown", () => {
    const error = new Error("first\n  second\r\n\u001b[31mthird");
    expect(errorLine(error, false)).toBe("ruipmi: first second ?[31mthird\n");
    expect(JSON.parse(errorLine(error, true))).toEqual({
      error: { code: "internal", message: "first second ?[31mthird" },
    });
  });
});

describe("exitCodeOf", () => {
  it("is 2 where nothing was sent, and 1 otherwise", () => {
    expect(exitCodeOf(new UsageError(""))).toBe(2);
    expect(exitCodeOf(new ApiMisuseError("invalidArgument", ""))).toBe(2);
    expect(exitCodeOf(new ApiMisuseError("queueFull", ""))).toBe(1);
    expect(exitCodeOf(timeout)).toBe(1);
    expect(exitCodeOf(undefined)).toBe(1);
  });
});

describe("interruptedError", () => {
  it("keeps the doubt", () => {
    expect(errorDocument(interruptedError(timeout, "SIGINT")).error).toEqual({
      code: "cancelled",
      message: "interrupted by SIGINT; no session is left open",
    });
    expect(
      errorDocument(interruptedError(new ExecutionDoubt(timeout, "Chassis Control"), "SIGINT")).error.message,
    ).toMatch(/no session is left open; Chassis Control may have been executed/);
  });
});

import { mayHaveExecuted } from "@ruipmi/client";
import {
  ApiMisuseError,
  AuthenticationError,
  IpmiError,
  MalformedMessageError,
  NetworkError,
  RefusalError,
  SessionLostError,
} from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { requestError } from "../src/request-error.ts";

/** A class that the source cannot know. */
class LaterError extends IpmiError {
  readonly detail: string;
  constructor(detail: string) {
    super("sessionLost", `later: ${detail}`);
    this.detail = detail;
  }
}

describe("requestError", () => {
  it.each<IpmiError>([
    new ApiMisuseError("queueFull", "full"),
    new NetworkError("timeout", "silent", 3, 1500),
    new RefusalError("completionCode", "refused", { completionCode: 0xd4 }),
    new RefusalError("unknownUser", "refused", { rmcpStatus: 0x0d }),
    new AuthenticationError("wrongKg", "wrong"),
    new MalformedMessageError("Some response: list", 7, "odd"),
    new SessionLostError("cancelled", "withdrawn"),
    new LaterError("field"),
  ])("keeps the class and every field: $name $code", (error) => {
    const copy = requestError(error, "Chassis Control", true);
    expect(copy).not.toBe(error);
    expect(copy).toBeInstanceOf(error.constructor);
    expect(copy.message).toBe(error.message);
    expect({ ...copy }).toEqual({ ...error, cause: error, mayHaveExecuted: true, command: "Chassis Control" });
    expect(copy.stack).toContain("request-error");
    expect(copy.stack).not.toBe(error.stack);
    // Errors of the language, not lookalikes: they can be cloned to a worker, and printed.
    expect(structuredClone(copy)).toBeInstanceOf(Error);
  });

  it("keeps a cause, and each copy has its own answer", () => {
    const error = new NetworkError("transportFailed", "gone", 0, 0);
    error.cause = "ENODEV";
    const [sent, unsent] = [requestError(error, "one", true), requestError(error, "other", false)];
    expect([sent.cause, mayHaveExecuted(sent), mayHaveExecuted(unsent)]).toEqual(["ENODEV", true, false]);
    expect(mayHaveExecuted(error)).toBe(false);
  });
});

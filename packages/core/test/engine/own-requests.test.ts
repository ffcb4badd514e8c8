import { describe, expect, it } from "vitest";
import { closeSessionRequest, keepaliveRequest, setPrivilegeRequest } from "../../src/engine/session-requests.ts";
import { fromHex } from "../crypto/bytes.ts";

describe("what an engine asks by itself", () => {
  it("is Close Session, Set Session Privilege Level, or Get Device ID to keep the session alive", () => {
    const request = { type: "command", netFn: 6 };
    expect(closeSessionRequest(0x04030201)).toStrictEqual({ ...request, cmd: 0x3c, data: fromHex("01020304") });
    expect(setPrivilegeRequest(4)).toStrictEqual({ ...request, cmd: 0x3b, data: fromHex("04") });
    expect(keepaliveRequest()).toStrictEqual({ ...request, cmd: 0x01, data: new Uint8Array(0) });
  });

  it("is no change of level where it is callback: there is no way to ask for that", () => {
    expect(setPrivilegeRequest(1).data).toStrictEqual(fromHex("00"));
  });
});

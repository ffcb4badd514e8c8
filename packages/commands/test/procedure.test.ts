import { RefusalError } from "@ruipmi/core";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  all,
  call,
  chassisControl,
  type GetChassisStatusResponse,
  type GetDeviceIdResponse,
  getChassisStatus,
  getDeviceId,
  type Procedure,
  progress,
  type Settled,
  wait,
} from "../src/index.ts";
import { runProcedure } from "./support/run-procedure.ts";

const device = { deviceId: 7 };
const refusal = new RefusalError("completionCode", "busy", { completionCode: 0xc0 });

describe("a procedure", () => {
  it("gets each response with its type", () => {
    function* procedure(): Procedure<number> {
      const response = yield* call(getDeviceId, undefined);
      expectTypeOf(response).toEqualTypeOf<GetDeviceIdResponse>();
      const nothing = yield* call(chassisControl, { control: 1 }, { timeout: 5, bridge: { targetAddress: 0x30 } });
      expectTypeOf(nothing).toEqualTypeOf<void>();
      // @ts-expect-error a request of another command
      call(chassisControl, { privilegeLevel: 4 });
      return response.deviceId;
    }
    const first = procedure().next();
    expect(first).toStrictEqual({
      done: false,
      value: { type: "call", command: getDeviceId, request: undefined, options: {} },
    });
    const { settled, log } = runProcedure(procedure(), () => device);
    expect(settled).toStrictEqual({ status: "fulfilled", value: 7 });
    expect(log).toStrictEqual(["Get Device ID", "Chassis Control"]);
  });

  it("has a refusal thrown into it, which it may catch", () => {
    function* procedure(): Procedure<string> {
      try {
        yield* call(getDeviceId, undefined);
        return "answered";
      } catch (error) {
        return error instanceof RefusalError ? "refused" : "failed";
      }
    }
    const refuse = (): never => {
      throw refusal;
    };
    expect(runProcedure(procedure(), refuse).settled).toStrictEqual({ status: "fulfilled", value: "refused" });
    expect(runProcedure(call(getDeviceId, undefined), refuse).settled).toStrictEqual({
      status: "rejected",
      reason: refusal,
    });
  });

  it("runs others side by side and gets a tuple of settled results", () => {
    function* procedure(): Procedure<readonly string[]> {
      const results = yield* all([call(getDeviceId, undefined), call(getChassisStatus, undefined)]);
      expectTypeOf(results).toEqualTypeOf<[Settled<GetDeviceIdResponse>, Settled<GetChassisStatusResponse>]>();
      return results.map((result) => result.status);
    }
    const { settled } = runProcedure(procedure(), (command) => {
      if (command.cmd === getDeviceId.cmd && command.netFn === getDeviceId.netFn) return device;
      throw refusal;
    });
    expect(settled).toStrictEqual({ status: "fulfilled", value: ["fulfilled", "rejected"] });
  });

  it("waits and reports", () => {
    function* procedure(): Procedure<void> {
      yield* wait(250);
      yield* progress({ done: 0.5 });
    }
    expect(runProcedure(procedure(), () => undefined).log).toStrictEqual(["wait 250", 'progress {"done":0.5}']);
  });

  it("is cancelled with return, and what a finally yields is still asked for", () => {
    function* procedure(): Procedure<void> {
      try {
        yield* wait(1000);
      } finally {
        yield* call(chassisControl, { control: 0 });
      }
    }
    const running = procedure();
    running.next();
    expect(running.return(undefined)).toMatchObject({ done: false, value: { type: "call", command: chassisControl } });
    expect(running.next()).toStrictEqual({ done: true, value: undefined });
  });
});

import { IpmiClient } from "@ruipmi/client";
import { all, call, getChassisStatus, type Procedure, progress, wait } from "@ruipmi/commands";
import { getDeviceId } from "@ruipmi/core/wire";
import { attachManagedSystem, MockNetwork, mockSurroundings, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { makeBmc, password, rejection, username } from "./support/world.ts";

async function openClient() {
  const network = new MockNetwork();
  const bmc = makeBmc(seededRandomBytes(2));
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  const surroundings = mockSurroundings(network, { address: "console", peer: "bmc" });
  const client = new IpmiClient({ ...surroundings, username, password });
  const { clock } = network;
  await clock.settle(client.connect());
  return { bmc, client, clock };
}

describe("running a procedure", () => {
  it("hands each step its outcome", async () => {
    const { bmc, client, clock } = await openClient();
    function* procedure(): Procedure<string> {
      const device = yield* call(getDeviceId, undefined);
      const begun = clock.now();
      yield* wait(2500);
      yield* progress("half");
      return `${device.deviceId} ${clock.now() - begun}`;
    }
    const heard: unknown[] = [];
    const result = clock.settle(client.run(procedure(), { onProgress: (value) => heard.push(value) }));
    expect(await result).toBe(`${bmc.device.deviceId.deviceId} 2500`);
    expect(heard).toEqual(["half"]);
  });

  it("throws what goes wrong into the procedure, which may go on", async () => {
    const { bmc, client, clock } = await openClient();
    bmc.faults.busy = true;
    function* procedure(): Procedure<unknown> {
      try {
        yield* call(getDeviceId, undefined);
        return "not reached";
      } catch (error) {
        bmc.faults.busy = false;
        const { powerIsOn } = yield* call(getChassisStatus, undefined);
        return [(error as { completionCode?: number }).completionCode, powerIsOn];
      }
    }
    expect(await clock.settle(client.run(procedure()))).toEqual([0xc0, bmc.device.chassis.powerIsOn]);
  });

  it("passes on what the procedure does not catch", async () => {
    const { bmc, client, clock } = await openClient();
    bmc.faults.busy = true;
    const error = await clock.settle(rejection(client.run(call(getDeviceId, undefined))));
    expect(error).toMatchObject({ completionCode: 0xc0 });
  });

  it("runs procedures side by side and settles each", async () => {
    const { client, clock } = await openClient();
    function* slow(): Procedure<string> {
      yield* wait(100);
      return "slow";
    }
    // biome-ignore lint/correctness/useYield: it fails before it asks for anything
    function* failing(): Procedure<never> {
      throw new Error("no");
    }
    function* procedure() {
      return yield* all([call(getDeviceId, undefined), slow(), failing(), slow()]);
    }
    const begun = clock.now();
    const [device, waited, failed] = await clock.settle(client.run(procedure()));
    expect(device.status).toBe("fulfilled");
    expect(waited).toEqual({ status: "fulfilled", value: "slow" });
    expect(failed).toMatchObject({ status: "rejected", reason: { message: "no" } });
    expect(clock.now() - begun).toBe(100);
  });

  it.each(["a request", "a wait"])("is cancelled during %s, and its tidying up is still done", async (during) => {
    const { bmc, client, clock } = await openClient();
    const done: string[] = [];
    const controller = new AbortController();
    function* procedure(): Procedure<void> {
      try {
        done.push("begun");
        if (during === "a wait") yield* wait(60_000);
        else yield* call(getDeviceId, undefined);
        done.push("not reached");
      } finally {
        bmc.faults.silent = false;
        yield* call(getChassisStatus, undefined);
        done.push("tidied up");
      }
    }
    bmc.faults.silent = true;
    const begun = clock.now();
    const running = rejection(client.run(procedure(), { signal: controller.signal }));
    clock.setTimer(5, () => controller.abort("stop"));
    expect(await clock.settle(running)).toMatchObject({ code: "cancelled", cause: "stop" });
    expect(done).toEqual(["begun", "tidied up"]);
    expect(clock.now() - begun).toBeLessThan(100);
  });

  it.each(["a request", "a wait", "others"])("does not begin %s when it aborts itself before", async (what) => {
    const { client, clock } = await openClient();
    const done: string[] = [];
    const controller = new AbortController();
    function* other(): Procedure<void> {
      done.push("not reached");
      yield* wait(60_000);
    }
    function* procedure(): Procedure<void> {
      try {
        controller.abort("stop");
        if (what === "a wait") yield* wait(60_000);
        else if (what === "a request") yield* call(getDeviceId, undefined);
        else yield* all([other()]);
        done.push("not reached");
      } finally {
        done.push("tidied up");
      }
    }
    const begun = clock.now();
    const sent = client.snapshot().transmitted;
    const error = await clock.settle(rejection(client.run(procedure(), { signal: controller.signal })));
    expect(error).toMatchObject({ code: "cancelled", cause: "stop" });
    expect(done).toEqual(["tidied up"]);
    expect(clock.now()).toBe(begun);
    expect(client.snapshot().transmitted).toBe(sent);
  });

  it("does not begin when it was cancelled before", async () => {
    const { client } = await openClient();
    const done: string[] = [];
    // biome-ignore lint/correctness/useYield: it must not come so far
    function* procedure(): Procedure<void> {
      done.push("begun");
    }
    const error = await rejection(client.run(procedure(), { signal: AbortSignal.abort() }));
    expect(error).toMatchObject({ code: "cancelled" });
    expect(done).toEqual([]);
  });
});

import { mayHaveExecuted } from "@ruipmi/client";
import { call, chassisControl, getChassisStatus, PowerControl, setPowerState } from "@ruipmi/commands";
import { AuthenticationError, type EngineEvent, NetworkError, RefusalError, SessionLostError } from "@ruipmi/core";
import { getDeviceId } from "@ruipmi/core/wire";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { impatient, rejection, type World } from "./world.ts";

/** What a client does over any transport: written once, run over each. */
export function describeTransport(name: string, makeWorld: () => Promise<World>): void {
  describe(`a client over ${name}`, () => {
    let world: World;
    beforeEach(async () => {
      world = await makeWorld();
    });
    afterEach(() => world.close());

    describe("connecting", () => {
      it("opens a session and says what was agreed on", async () => {
        const client = world.client();
        const session = await world.settle(client.connect());
        expect(session).toMatchObject({ cipherSuiteId: 17, privilegeLevel: 4, requestedPrivilegeLevel: 4 });
        expect(client.session).toEqual(session);
        expect(client.snapshot().phase).toBe("open");
        expect(world.bmc.sessions).toMatchObject([{ phase: "open", sessionId: session.managedSystemSessionId }]);
      });

      it("gives the same promise every time", async () => {
        const client = world.client();
        const first = client.connect();
        expect(client.connect()).toBe(first);
        await world.settle(first);
        expect(client.connect()).toBe(first);
        expect(world.bmc.sessions).toHaveLength(1);
      });

      it("tells a wrong password, and whoever waits hears the same", async () => {
        const client = world.client({ password: "wrong" });
        const waiting = rejection(client.connect().then(() => client.request(getDeviceId)));
        const queued = rejection(client.request(getDeviceId));
        const error = await world.settle(rejection(client.connect()));
        expect(error).toBeInstanceOf(AuthenticationError);
        expect(error).toMatchObject({ code: "wrongPassword" });
        expect(await waiting).toBe(error);
        const queuedError = await queued;
        expect(queuedError).toBeInstanceOf(AuthenticationError);
        expect(queuedError).toMatchObject({ code: "wrongPassword", mayHaveExecuted: false });
        expect(await rejection(client.request(getDeviceId))).toMatchObject({ code: "wrongPassword" });
        expect(await client.closed).toEqual({ confirmed: false, unconfirmed: [], error });
      });

      it("tells an unknown user", async () => {
        const error = await world.settle(rejection(world.client({ username: "nobody" }).connect()));
        expect(error).toBeInstanceOf(RefusalError);
        expect(error).toMatchObject({ code: "unknownUser" });
      });

      it("fails after a bounded time when the host is silent", async () => {
        world.bmc.faults.silent = true;
        const error = await world.settle(rejection(world.client({ retry: impatient }).connect()));
        expect(error).toBeInstanceOf(NetworkError);
        expect(error).toMatchObject({ code: "timeout", attempts: 2 });
        expect((error as NetworkError).elapsed).toBeGreaterThanOrEqual(60);
      });

      it("fails at once when the host refuses the port", async () => {
        const client = world.clientOfClosedPort();
        const error = await world.settle(rejection(client.connect()));
        expect(error).toMatchObject({ code: "portUnreachable", attempts: 1 });
        const ping = await world.settle(rejection(world.clientOfClosedPort().ping()));
        expect(ping).toMatchObject({ code: "portUnreachable" });
      });

      it("can be aborted, which ends everything that waits", async () => {
        world.bmc.faults.silent = true;
        const client = world.client();
        const controller = new AbortController();
        const connecting = rejection(client.connect({ signal: controller.signal }));
        const queued = rejection(client.request(getDeviceId));
        controller.abort(new Error("changed my mind"));
        const error = await world.settle(connecting);
        expect(error).toBeInstanceOf(SessionLostError);
        expect(error).toMatchObject({ code: "cancelled", cause: { message: "changed my mind" } });
        expect(await queued).toMatchObject({ code: "cancelled", mayHaveExecuted: false });
      });

      it("does not mind a signal that is aborted after the session opened", async () => {
        const client = world.client();
        const controller = new AbortController();
        await world.settle(client.connect({ signal: controller.signal }));
        controller.abort();
        expect(await world.settle(client.request(getDeviceId))).toBeDefined();
      });
    });

    describe("asking", () => {
      it("reads a typed response", async () => {
        const client = world.client();
        await world.settle(client.connect());
        expect(await world.settle(client.request(getDeviceId))).toEqual(world.bmc.device.deviceId);
      });

      it("answers requests that were made before the session was open", async () => {
        const client = world.client();
        const opened = client.connect();
        const [session, device] = await world.settle(Promise.all([opened, client.request(getDeviceId)]));
        expect(session.cipherSuiteId).toBe(17);
        expect(device.deviceId).toBe(world.bmc.device.deviceId.deviceId);
      });

      it("gives a refusal of a raw command as its result", async () => {
        const client = world.client();
        await world.settle(client.connect());
        const response = await world.settle(client.raw(0x3a, 0x99));
        expect(response).toMatchObject({ netFn: 0x3b, cmd: 0x99, completionCode: 0xc1, attempts: 1 });
        expect(response.data).toHaveLength(0);
        const good = await world.settle(client.raw(0x06, 0x01));
        expect(good.completionCode).toBe(0);
        expect(good.data[0]).toBe(world.bmc.device.deviceId.deviceId);
      });

      it("throws a refusal of a typed command, with its name and advice", async () => {
        const client = world.client();
        await world.settle(client.connect());
        world.bmc.faults.busy = true;
        const error = await world.settle(rejection(client.request(getDeviceId)));
        expect(error).toBeInstanceOf(RefusalError);
        expect(error).toMatchObject({
          code: "completionCode",
          completionCode: 0xc0,
          message: "Get Device ID refused: Node Busy (C0h); try again in a moment",
          mayHaveExecuted: false,
        });
      });

      it("keeps the order of parallel requests", async () => {
        const answered: string[] = [];
        const client = world.client();
        await world.settle(client.connect());
        const ask = async (label: string): Promise<void> => {
          await client.raw(0x06, 0x01);
          answered.push(label);
        };
        await world.settle(Promise.all(["first", "second", "third", "fourth"].map(ask)));
        expect(answered).toEqual(["first", "second", "third", "fourth"]);
      });

      it("stops waiting at the timeout, and says that the command may have been executed", async () => {
        const client = world.client();
        await world.settle(client.connect());
        world.bmc.faults.silent = true;
        const sent = rejection(client.request(getDeviceId, undefined, { timeout: 30 }));
        const queued = rejection(client.request(getDeviceId, undefined, { timeout: 20 }));
        const error = await world.settle(sent);
        expect(error).toBeInstanceOf(NetworkError);
        expect(error).toMatchObject({ code: "timeout", elapsed: 30, mayHaveExecuted: true });
        expect(await queued).toMatchObject({ code: "timeout", attempts: 0, mayHaveExecuted: false });
        world.bmc.faults.silent = false;
        expect(await world.settle(client.request(getDeviceId))).toBeDefined();
      });

      it("withdraws what is aborted, and goes on", async () => {
        const client = world.client();
        await world.settle(client.connect());
        world.bmc.faults.silent = true;
        const controller = new AbortController();
        const sent = rejection(client.request(getDeviceId, undefined, { signal: controller.signal }));
        controller.abort("enough");
        const error = await world.settle(sent);
        expect(error).toBeInstanceOf(SessionLostError);
        expect(error).toMatchObject({ code: "cancelled", cause: "enough" });
        expect(mayHaveExecuted(error)).toBe(true);
        world.bmc.faults.silent = false;
        const again = rejection(client.request(getDeviceId, undefined, { signal: controller.signal }));
        expect(await again).toMatchObject({ code: "cancelled", mayHaveExecuted: false });
        expect(await world.settle(client.request(getDeviceId))).toBeDefined();
      });

      it("takes requests from inside an event listener", async () => {
        const inside: Promise<unknown>[] = [];
        const seen: string[] = [];
        const client = world.client({
          onEvent: (event: EngineEvent) => {
            seen.push(event.type);
            if (event.type === "sessionOpened") inside.push(client.request(getDeviceId), client.raw(0x06, 0x01));
          },
        });
        await world.settle(client.connect());
        expect(inside).toHaveLength(2);
        await world.settle(Promise.all(inside));
        expect(seen.filter((type) => type === "response")).toHaveLength(2);
      });

      it("bridges a request to another controller", async () => {
        const client = world.client();
        await world.settle(client.connect());
        const [satellite] = world.bmc.device.satellites;
        const bridge = { targetAddress: satellite!.address, targetChannel: satellite!.channel };
        const device = await world.settle(client.request(getDeviceId, undefined, { bridge }));
        expect(device).toEqual(satellite!.deviceId);
        expect(device).not.toEqual(world.bmc.device.deviceId);
      });

      it("asks without a session", async () => {
        const client = world.client();
        const { pong } = await world.settle(client.ping());
        expect(pong.ipmiSupported).toBe(true);
        const capabilities = await world.settle(client.getChannelAuthenticationCapabilities());
        expect(capabilities).toMatchObject({ supportsIpmiV20: true, kgIsSet: false });
        const suites = await world.settle(client.getChannelCipherSuites());
        expect(suites.records.map(({ id }) => id).sort()).toEqual([17, 3]);
        expect(client.snapshot().phase).toBe("idle");
        await world.settle(client.connect());
      });

      it("runs a procedure", async () => {
        const client = world.client();
        await world.settle(client.connect());
        world.bmc.device.chassis.powerIsOn = false;
        world.bmc.device.chassis.delays.on = 0;
        const heard: unknown[] = [];
        const procedure = setPowerState(true, { pollInterval: 10 });
        const result = await world.settle(client.run(procedure, { onProgress: (value) => heard.push(value) }));
        expect(result).toMatchObject({ reached: true, commanded: true });
        expect(heard.length).toBeGreaterThan(0);
        expect(world.bmc.device.chassis.powerIsOn).toBe(true);
      });

      it("gives a refusal to the procedure it happened in", async () => {
        const client = world.client({ username: "guest", password: "guest", privilegeLevel: 2 });
        await world.settle(client.connect());
        const error = await world.settle(
          rejection(client.run(call(chassisControl, { control: PowerControl.powerDown }))),
        );
        expect(error).toMatchObject({ code: "completionCode", completionCode: 0xd4 });
        expect(await world.settle(client.run(call(getChassisStatus, undefined)))).toHaveProperty("powerIsOn");
      });
    });

    describe("closing", () => {
      it("sends Close Session, and is done", async () => {
        const events: EngineEvent[] = [];
        const client = world.client({ onEvent: (event) => events.push(event) });
        await world.settle(client.connect());
        expect(await world.settle(client.close())).toEqual({ confirmed: true, unconfirmed: [] });
        expect(world.bmc.sessions).toHaveLength(0);
        expect(client.session).toBeUndefined();
        expect(events.at(-1)).toMatchObject({ type: "sessionClosed", reason: "requested", confirmed: true });
        expect(await client.close()).toEqual({ confirmed: true, unconfirmed: [] });
      });

      it("settles whatever waits", async () => {
        const client = world.client();
        await world.settle(client.connect());
        world.bmc.faults.silent = true;
        const sent = rejection(client.request(getDeviceId));
        const queued = rejection(client.request(getDeviceId));
        const closing = client.close();
        expect(await sent).toMatchObject({ code: "sessionClosed", mayHaveExecuted: true });
        expect(await queued).toMatchObject({ code: "sessionClosed", mayHaveExecuted: false });
        expect(await rejection(client.request(getDeviceId))).toMatchObject({ code: "sessionClosed" });
        expect(await world.settle(closing)).toEqual({ confirmed: false, unconfirmed: ["Get Device ID"] });
        expect(await rejection(client.raw(0x06, 0x01))).toMatchObject({ code: "sessionClosed" });
      });

      it("works in the middle of a handshake", async () => {
        world.bmc.faults.silent = true;
        const client = world.client();
        const connecting = rejection(client.connect());
        expect(await world.settle(client.close())).toEqual({ confirmed: false, unconfirmed: [] });
        expect(await connecting).toMatchObject({ code: "sessionClosed" });
      });

      it("works where nothing was ever begun", async () => {
        const client = world.client();
        expect(await client.close()).toEqual({ confirmed: false, unconfirmed: [] });
        expect(await rejection(client.connect())).toMatchObject({ code: "sessionClosed" });
        expect(await rejection(client.ping())).toMatchObject({ code: "sessionClosed" });
      });

      it("happens at the end of an `await using` block", async () => {
        const client = world.client();
        await world.settle(client.connect());
        await world.settle(client[Symbol.asyncDispose]());
        expect(world.bmc.sessions).toHaveLength(0);
      });
    });
  });
}

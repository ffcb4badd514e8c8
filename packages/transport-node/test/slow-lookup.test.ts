import { lookup } from "node:dns/promises";
import { connect, createClient, nodeRandomBytes, SharedUdpSocket, serve } from "@ruipmi/transport-node";
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from "vitest";
import { makeBmc, password, rejection, username } from "../../client/test/support/world.ts";
import { lookupLimit } from "../src/resolve-address.ts";

vi.mock("node:dns/promises", () => ({ lookup: vi.fn() }));

const lookupMock = lookup as unknown as Mock<() => Promise<{ address: string; family: number }[]>>;
const found = [{ address: "127.0.0.1", family: 4 }];
const host = "bmc.example";
/** Patient enough for a busy machine, and over before a slow lookup is. */
const retry = { firstWait: 1000, factor: 1, jitter: 0, tries: 1 };
const slowly = (): Promise<typeof found> => new Promise((resolve) => setTimeout(() => resolve(found), 1300));

describe.each(["its own", "a shared"])("a slow name lookup, on %s socket", (which) => {
  let socket: SharedUdpSocket | undefined;
  beforeEach(() => {
    socket = which === "a shared" ? new SharedUdpSocket() : undefined;
  });
  afterEach(async () => {
    vi.useRealTimers();
    lookupMock.mockReset();
    await socket?.close();
  });
  const where = (port: number) => ({ host, port, retry, ...(socket && { socket }) });
  const never = (): Promise<never> => new Promise(() => {});

  it("costs no try of the handshake", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    lookupMock.mockImplementation(slowly);
    await using client = await connect({ ...where(server.port), username, password });
    // Open Session, two RAKP messages, Set Session Privilege Level.
    expect(client.snapshot()).toMatchObject({ phase: "open", transmitted: 4 });
    expect(bmc.snapshot().transmitted).toBe(4);
  });

  it("costs no try of a ping", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    lookupMock.mockImplementation(slowly);
    await using client = createClient(where(server.port));
    expect(await client.ping()).toMatchObject({ attempts: 1 });
    expect(bmc.snapshot().transmitted).toBe(1);
  });

  it("is bounded, and the error says what took so long", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    lookupMock.mockImplementation(never);
    const connecting = rejection(connect({ ...where(9), username, password }));
    await vi.advanceTimersByTimeAsync(lookupLimit - 1);
    expect(vi.getTimerCount()).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    const error = await connecting;
    expect(error).toMatchObject({ code: "transportFailed", attempts: 0 });
    expect((error as Error).message).toContain("UDP to bmc.example port 9: the name could not be looked up in 10 s");
    expect(vi.getTimerCount()).toBe(0);
  });

  it("can be aborted, and leaves no timer and no listener", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let answer!: (addresses: typeof found) => void;
    lookupMock.mockImplementation(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    const controller = new AbortController();
    const removed = vi.spyOn(controller.signal, "removeEventListener");
    const connecting = rejection(connect({ ...where(9), username, password, signal: controller.signal }));
    await vi.advanceTimersByTimeAsync(5);
    expect(vi.getTimerCount()).toBe(1);
    controller.abort("enough");
    expect(await connecting).toMatchObject({ code: "cancelled", cause: "enough" });
    expect(vi.getTimerCount()).toBe(0);
    expect(removed).toHaveBeenCalledTimes(1);
    answer(found);
    await vi.advanceTimersByTimeAsync(5);
    expect(vi.getTimerCount()).toBe(0);
    expect(socket?.snapshot().sessions ?? 0).toBe(0);
  });

  it("does not happen for an address", async () => {
    const bmc = makeBmc(nodeRandomBytes);
    await using server = await serve(bmc, { port: 0 });
    lookupMock.mockImplementation(never);
    await using client = await connect({ ...where(server.port), host: "127.0.0.1", username, password });
    expect(client.snapshot().phase).toBe("open");
    expect(lookupMock).not.toHaveBeenCalled();
  });
});

import type { BmcConfig, BmcEngine } from "@ruipmi/bmc";
import { type ClientOptions, IpmiClient } from "@ruipmi/client";
import { PasswordOperation, setUserPassword } from "@ruipmi/commands";
import type { CipherSuiteId } from "@ruipmi/core";
import { getDeviceId } from "@ruipmi/core/wire";
import {
  attachManagedSystem,
  MockNetwork,
  mockSurroundings,
  seededRandomBytes,
  tracePcap,
} from "@ruipmi/transport-mock";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Haystack } from "../../core/test/support/haystack.ts";
import { MemoryWatch } from "../../core/test/support/memory-watch.ts";
import { impatient, makeBmc, rejection, text, username } from "./support/world.ts";

const password = "v9Xq-3mTz_7wKc.2rHb+";
const kg = "kg/5dQs#8nJd=4pLf!6s";
const nextPassword = "G7#uPz!x0LqE9sBt";
const secrets = { password: text(password), kg: text(kg), nextPassword: text(nextPassword) };
const nothing = { secrets: [], hashes: 0, streams: 0 };

let watch: MemoryWatch;
beforeEach(() => {
  watch = new MemoryWatch();
});
afterEach(() => watch.end());

/** A client and a managed system on a network; the memory of the client's side alone is watched. */
function world(options: Partial<ClientOptions> = {}, config: Partial<BmcConfig> = {}) {
  const network = new MockNetwork();
  const haystack = new Haystack();
  const bmc = watch.unwatched(() => {
    const user = { name: text(username), password: text(password), privilegeLimit: 4 } as const;
    return apart(makeBmc(seededRandomBytes(2), { users: [user], kg: text(kg), ...config }));
  });
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  network.refuse("closed");
  const onEvent: ClientOptions["onEvent"] = (event) => void watch.unwatched(() => haystack.show(event));
  const surroundings = mockSurroundings(network, { address: "console", peer: "bmc" });
  const given = { ...surroundings, username, password, kg, retry: impatient, traceMessages: true, onEvent, ...options };
  const client = new IpmiClient(given);
  const settle = <T>(promise: Promise<T>): Promise<T> => network.clock.settle(promise);
  const open = (): Promise<unknown> => settle(client.connect());
  const failure = (promise: Promise<unknown>): Promise<unknown> => settle(rejection(promise));
  return { network, haystack, bmc, client, settle, open, failure };
}

/** What the managed system does is not the client's doing. */
function apart(bmc: BmcEngine): BmcEngine {
  const { handleInput, pollOutput } = bmc;
  bmc.handleInput = (input) => watch.unwatched(() => handleInput.call(bmc, input));
  bmc.pollOutput = () => watch.unwatched(() => pollOutput.call(bmc));
  return bmc;
}

describe("nothing that a client gives out shows a secret", () => {
  const suites: readonly CipherSuiteId[] = [3, 8, 12, 17];
  it.each(suites)("client, events, answers, trace and capture file of a session with suite %i", async (suite) => {
    const { network, haystack, client, settle, open } = world({ cipherSuites: [suite] }, { cipherSuites: [suite] });
    haystack.show(client);
    haystack.show(await open());
    haystack.show(await settle(client.request(getDeviceId)));
    const body = { userId: 2, operation: PasswordOperation.setPassword, passwordSize: 16 } as const;
    haystack.show(await settle(client.request(setUserPassword, { ...body, password: text(nextPassword) })));
    haystack.show(client).show(client.session).show(client.snapshot());
    haystack.show(await settle(client.close()));
    haystack.show(client).keep(network.trace).keep(tracePcap(network.trace));
    expect(haystack.text).toContain("sessionOpened");
    expect(haystack.find(secrets, { window: 8 })).toEqual([]);
  });

  it("no error, its causes and its stack", async () => {
    const haystack = new Haystack();
    const wrong = async (options: Partial<ClientOptions>): Promise<void> => {
      const { client, failure, haystack: heard } = world(options);
      haystack
        .show(await failure(client.connect()))
        .show(await failure(client.request(getDeviceId)))
        .keep(heard.text);
    };
    await wrong({ password: nextPassword });
    await wrong({ kg: nextPassword });
    await wrong({ cipherSuites: [7] });
    await wrong({ username: "nobody" });
    const { client, failure, open, bmc, haystack: heard } = world();
    await open();
    const body = { userId: 62, operation: PasswordOperation.setPassword, passwordSize: 16 } as const;
    haystack.show(await failure(client.request(setUserPassword, { ...body, password: text(nextPassword) })));
    bmc.faults.silent = true;
    haystack.show(await failure(client.request(setUserPassword, { ...body, password: text(nextPassword) })));
    haystack.show(await failure(client.request(getDeviceId))).keep(heard.text);
    for (const code of ["wrongPassword", "wrongKg", "cipherSuiteRefused", "unknownUser", "completionCode", "timeout"])
      expect(haystack.text).toContain(code);
    expect(haystack.find(secrets, { window: 8 })).toEqual([]);
  });

  it.each([
    ["password", { password: `${password}${nextPassword}` }],
    ["kg", { kg: `${kg}${nextPassword}` }],
    ["password", { password: 7 as never, kg }],
  ] as const)("nor what is thrown for a %s that does not fit", (_name, options) => {
    let thrown: unknown;
    try {
      world(options);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(Error);
    expect(watch.unwatched(() => new Haystack().show(thrown).find(secrets, { window: 8 }))).toEqual([]);
    expect(watch.remains(secrets, 8)).toEqual(nothing);
  });
});

describe("no secret is left in memory", () => {
  const left = (): ReturnType<MemoryWatch["remains"]> => watch.remains(secrets, 8);

  it("after close", async () => {
    const { client, settle, open } = world();
    await open();
    await settle(client.request(getDeviceId));
    expect(left()).toMatchObject({ secrets: ["password raw", "kg raw"], hashes: 2 });
    await settle(client.close());
    expect(left()).toEqual(nothing);
  });

  it("after the block of `await using`", async () => {
    const { client, settle, open } = world();
    await settle(
      (async () => {
        await using used = client;
        await open();
        await used.request(getDeviceId);
      })(),
    );
    expect(left()).toEqual(nothing);
  });

  it("of a client that never connected", async () => {
    const { client, settle } = world();
    expect(left().secrets).toEqual(["password raw", "kg raw"]);
    await settle(client.close());
    expect(left()).toEqual(nothing);
  });

  it("after a wrong password", async () => {
    const { client, failure } = world({ password: nextPassword });
    await failure(client.connect());
    expect(left()).toEqual(nothing);
  });

  it("after connecting was aborted", async () => {
    const { client, failure, settle, network } = world();
    network.setConditions({ delay: 10 });
    const controller = new AbortController();
    const failed = failure(client.connect({ signal: controller.signal }));
    await settle(new Promise<void>((resolve) => void network.clock.setTimer(55, resolve)));
    expect(left().hashes).toBe(2);
    controller.abort();
    await failed;
    await settle(client.close());
    expect(left()).toEqual(nothing);
  });

  it("after a request was aborted", async () => {
    const { client, failure, settle, open } = world();
    await open();
    const controller = new AbortController();
    const failed = failure(client.request(getDeviceId, undefined, { signal: controller.signal }));
    controller.abort();
    await failed;
    await settle(client.close());
    expect(left()).toEqual(nothing);
  });

  it("after a listener threw at every event", async () => {
    let mistakes = 0;
    const onEvent = (): never => {
      mistakes += 1;
      throw new Error("listener");
    };
    const { client, settle } = world({ onEvent });
    // The clock reports what its timers throw; what was waited for comes all the same.
    const despite = async (promise: Promise<unknown>): Promise<unknown> => {
      for (;;) {
        const outcome = await settle(promise).catch((error: Error) => error.message);
        if (outcome !== "listener") return outcome;
      }
    };
    await despite(client.connect());
    await despite(client.request(getDeviceId));
    await despite(client.close());
    expect(mistakes).toBeGreaterThan(10);
    expect(left()).toEqual(nothing);
  });

  it("after the session was lost", async () => {
    const { bmc, client, failure, open, haystack } = world();
    await open();
    bmc.faults.silent = true;
    for (let each = 0; each < 3; each++) await failure(client.request(getDeviceId));
    expect(haystack.text).toContain("sessionLost");
    expect(left()).toEqual(nothing);
  });
});

import { refuse } from "@ruipmi/bmc";
import { IpmiClient, mayHaveExecuted } from "@ruipmi/client";
import { type CipherSuiteId, MalformedMessageError, RefusalError } from "@ruipmi/core";
import {
  type Command,
  CompletionCode,
  completionCodeName,
  emptyBody,
  type GetChannelAuthenticationCapabilitiesResponse,
  type GetChannelCipherSuitesResponse,
  getChannelAuthenticationCapabilities,
  getChannelCipherSuites,
  getDeviceId,
} from "@ruipmi/core/wire";
import { attachManagedSystem, MockNetwork, mockSurroundings, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { commandRefusedError } from "../src/refusal-advice.ts";
import { impatient, makeBmc, password, rejection, username } from "./support/world.ts";

async function openClient(config: { readonly cipherSuites?: readonly CipherSuiteId[] } = {}) {
  const network = new MockNetwork();
  const bmc = makeBmc(seededRandomBytes(2), config);
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  const surroundings = mockSurroundings(network, { address: "console", peer: "bmc" });
  const client = new IpmiClient({ ...surroundings, username, password, retry: impatient, ...config });
  await network.clock.settle(client.connect());
  return { bmc, client, network, settle: <T>(promise: Promise<T>) => network.clock.settle(promise) };
}

const counted: Command<number, number> = {
  name: "Count",
  netFn: 0x2c,
  cmd: 0x7f, // not one of DCMI's
  section: "none: of this test",
  groupExtension: 0xdc,
  request: { encode: (value, writer) => void writer.u8(value), decode: (reader) => reader.u8("count") },
  response: { encode: (value, writer) => void writer.u8(value), decode: (reader) => reader.u8("count") },
  completionCodes: { 128: "Too many" },
};

describe("a refused command", () => {
  it("has the command's own names for its own codes", () => {
    const error = commandRefusedError(counted, { completionCode: 0x80 });
    expect(error).toBeInstanceOf(RefusalError);
    expect(error).toMatchObject({
      code: "completionCode",
      completionCode: 0x80,
      message: "Count refused: Too many (80h)",
    });
  });

  it("names any code once, in one line", () => {
    for (let completionCode = 1; completionCode < 256; completionCode++) {
      const { message } = commandRefusedError({ name: "Count" }, { completionCode });
      expect(message).toContain(completionCodeName(completionCode));
      const number = `${completionCode.toString(16).toUpperCase().padStart(2, "0")}h`;
      expect(message.split(number)).toHaveLength(2);
      expect(message).not.toContain("\n");
    }
  });

  it("says that it was the bridge that refused", () => {
    const { message } = commandRefusedError(counted, { completionCode: 0x83, refusedByBridge: true });
    expect(message).toBe(
      "Send Message on the way of Count refused: NAK on Write (83h); check the target's address and channel, and whether it is powered",
    );
  });

  it("may have been executed where the code leaves that open", () => {
    const open = [
      CompletionCode.timeout,
      CompletionCode.responseCouldNotBeProvided,
      CompletionCode.cannotExecuteDuplicatedRequest,
    ];
    for (let completionCode = 1; completionCode < 256; completionCode++) {
      const error = commandRefusedError({ name: "Count" }, { completionCode });
      expect(mayHaveExecuted(error)).toBe(open.some((code) => code === completionCode));
    }
    expect(mayHaveExecuted(undefined)).toBe(false);
    expect(mayHaveExecuted(new Error("other"))).toBe(false);
  });
});

describe("bodies", () => {
  it("have the group's number in front, both ways", async () => {
    const { bmc, client, settle } = await openClient();
    const seen: number[][] = [];
    bmc.handleRaw(({ data }) => {
      seen.push([...data]);
      return { completionCode: 0, data: Uint8Array.of(0xdc, data[1]! + 1) };
    });
    expect(await settle(client.request(counted, 41))).toBe(42);
    expect(seen).toEqual([[0xdc, 41]]);
  });

  it("have the OEM's number in front, both ways", async () => {
    const { bmc, client, settle } = await openClient();
    const { groupExtension: _, ...rest } = counted;
    const oem = { ...rest, netFn: 0x2e, iana: 0x00a0b1 };
    bmc.handleRaw(({ data }) => ({ completionCode: 0, data }));
    expect(await settle(client.request(oem, 7))).toBe(7);
    bmc.handleRaw(() => ({ completionCode: 0, data: Uint8Array.of(1, 0, 0, 7) }));
    expect(await settle(rejection(client.request(oem, 7)))).toBeInstanceOf(MalformedMessageError);
  });

  it.each([
    ["too short", [0xdc]],
    ["too long", [0xdc, 1, 2]],
    ["of another group", [0xdd, 1]],
  ])("that are %s are malformed, and the command was executed", async (_, data) => {
    const { bmc, client, settle } = await openClient();
    bmc.handleRaw(() => ({ completionCode: 0, data: Uint8Array.from(data) }));
    const error = await settle(rejection(client.request(counted, 1)));
    expect(error).toBeInstanceOf(MalformedMessageError);
    expect(mayHaveExecuted(error)).toBe(true);
    expect((error as MalformedMessageError).field).toContain("Count response");
  });

  it("go to the command's LUN, unless the caller says another", async () => {
    const { client, network, settle } = await openClient({ cipherSuites: [2] }); // authenticated, and readable
    const command = { ...getDeviceId, lun: 3 };
    const lunOfLast = (): number => network.trace.findLast(({ from }) => from === "console")!.datagram[17]! & 3;
    await settle(rejection(client.request(command, undefined)));
    expect(lunOfLast()).toBe(3);
    await settle(rejection(client.request(command, undefined, { lun: 1 })));
    expect(lunOfLast()).toBe(1);
    await settle(client.request(getDeviceId));
    expect(lunOfLast()).toBe(0);
  });
});

/** What a managed system of v1.5 says. */
const limited: GetChannelAuthenticationCapabilitiesResponse = {
  channelNumber: 1,
  extendedCapabilities: false,
  authenticationTypes: { none: false, md2: false, md5: true, password: false, oem: false },
  kgIsSet: false,
  perMessageAuthenticationDisabled: false,
  userLevelAuthenticationDisabled: false,
  nonNullUsernamesEnabled: true,
  nullUsernamesEnabled: false,
  anonymousLoginEnabled: false,
  supportsIpmiV20: false,
  supportsIpmiV15: false,
  oemId: 0,
  oemAuxiliaryData: 0,
};

describe("asking without a session", () => {
  it("asks the v1.5 way where the v2.0 way is refused", async () => {
    const { bmc, client, settle } = await openClient();
    const asked: boolean[] = [];
    bmc.handle(
      getChannelAuthenticationCapabilities,
      ({ extendedCapabilities }) => {
        asked.push(extendedCapabilities);
        return extendedCapabilities ? refuse(CompletionCode.invalidDataField) : limited;
      },
      { outsideSession: true },
    );
    expect(await settle(client.getChannelAuthenticationCapabilities())).toEqual(limited);
    expect(asked).toEqual([true, false]);
  });

  it("reports silence, refusal and nonsense each as what it is", async () => {
    const { bmc, client, settle } = await openClient();
    bmc.faults.silent = true;
    expect(await settle(rejection(client.getChannelCipherSuites()))).toMatchObject({ code: "timeout" });
    expect(await settle(rejection(client.ping()))).toMatchObject({ code: "timeout", attempts: 2 });
    expect(await settle(rejection(client.ping({ timeout: 5 })))).toMatchObject({ code: "timeout", elapsed: 5 });
    bmc.faults.silent = false;
    const command: Command<void, void> = {
      name: "Nothing",
      netFn: 0x3a,
      cmd: 1,
      section: "none: of this test",
      request: emptyBody,
      response: emptyBody,
    };
    expect(await settle(rejection(client.requestOutsideSession(command, undefined)))).toMatchObject({
      code: "completionCode",
    });
  });

  it("says where a list of cipher suites cannot be read", async () => {
    const { bmc, client, settle } = await openClient();
    const nothing = (): GetChannelCipherSuitesResponse => ({ channelNumber: 1, chunk: new Uint8Array(0) });
    bmc.handle(getChannelCipherSuites, nothing, { outsideSession: true });
    const error = await settle(rejection(client.getChannelCipherSuites()));
    expect(error).toBeInstanceOf(MalformedMessageError);
    expect(error).toMatchObject({ field: "Get Channel Cipher Suites response: list", offset: 1 });
  });

  it("can be aborted in the middle of the discovery", async () => {
    const { bmc, client, settle } = await openClient();
    bmc.faults.silent = true;
    const controller = new AbortController();
    const discovery = rejection(client.getChannelCipherSuites({ signal: controller.signal }));
    controller.abort();
    expect(await settle(discovery)).toMatchObject({ code: "cancelled" });
  });
});

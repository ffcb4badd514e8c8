import { BmcEngine, type Cassette, CassettePlayer, type CassettePlayerOptions } from "@ruipmi/bmc";
import { IpmiEngine, PrivilegeLevel } from "@ruipmi/core";
import {
  attachConsole,
  attachManagedSystem,
  MockNetwork,
  seededRandomBytes,
  VirtualClock,
} from "@ruipmi/transport-mock";
import { ascii } from "./mock-capture.ts";

/** A request, and what came of it. */
export interface Played {
  readonly completionCode: number | undefined;
  readonly data: Uint8Array;
  /** Milliseconds that it took. */
  readonly took: number;
}

/** A request by its numbers. */
export interface PlayedRequest {
  readonly netFn: number;
  readonly cmd: number;
  readonly lun?: number;
  readonly data: Uint8Array;
  readonly bridge?: { readonly channel: number; readonly address: number };
}

/** Asks a managed system that plays a cassette, one request after the other, over the mock. */
export function askCassette(
  cassette: Cassette,
  requests: readonly PlayedRequest[],
  options: CassettePlayerOptions = {},
): { readonly answers: readonly Played[]; readonly player: CassettePlayer } {
  const user = { name: ascii("admin"), password: ascii("mock-password"), privilegeLimit: PrivilegeLevel.administrator };
  const bmc = new BmcEngine({ users: [user], randomBytes: seededRandomBytes(1), builtInCommands: "session" });
  const player = new CassettePlayer(cassette, options);
  bmc.handleRaw(player.handle);
  const clock = new VirtualClock();
  const network = new MockNetwork({ clock, seed: 1, conditions: {} });
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  const engine = new IpmiEngine({
    username: user.name,
    password: user.password,
    keepaliveInterval: 0,
    randomBytes: seededRandomBytes(2),
  });
  const answers: Played[] = [];
  let askedAt = 0;
  const ask = (): void => {
    const request = requests[answers.length];
    if (request === undefined) return;
    askedAt = clock.now();
    const { bridge, ...rest } = request;
    attached.input({
      type: "request",
      requestId: answers.length,
      request: {
        type: "command",
        ...rest,
        ...(bridge && { bridge: { targetAddress: bridge.address, targetChannel: bridge.channel } }),
      },
    });
  };
  const attached = attachConsole(network, {
    address: "console",
    peer: "bmc",
    engine,
    onEvent: (event) => {
      if (event.type === "sessionOpened") ask();
      if (event.type !== "response" && event.type !== "requestFailed") return;
      const response = event.type === "response" && event.response.type === "command" ? event.response : undefined;
      answers.push({
        completionCode: response?.completionCode,
        data: response?.data ?? new Uint8Array(0),
        took: clock.now() - askedAt,
      });
      ask();
    },
  });
  attached.input({ type: "openSession" });
  clock.advance(3_600_000);
  return { answers, player };
}

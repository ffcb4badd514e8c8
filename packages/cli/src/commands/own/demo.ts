import { setTimeout as delay } from "node:timers/promises";
import type { IpmiClient } from "@ruipmi/client";
import { chassisControl, getChassisStatus, getDeviceId, PowerControl } from "@ruipmi/commands";
import type { EngineEvent } from "@ruipmi/core";
import { createClient } from "@ruipmi/transport-node";
import { startDemoBmc } from "../../demo/demo-bmc.ts";
import { closing, opening } from "../../demo/frame.ts";
import { Narrator } from "../../demo/narrator.ts";
import { UsageError } from "../../errors.ts";
import type { Io } from "../../io.ts";
import { styleFor } from "../../output/style.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";

/** How often the demo looks whether the power is back. */
const pollInterval = 250;
const maxPolls = 40;

/** `demo`: a whole session over real UDP, every message named and explained as it passes. */
export const demo: CliCommand = {
  name: "demo",
  usage: "",
  summary: "a whole session over real UDP, each message explained",
  details: [
    "Starts a simulated BMC on a free port of 127.0.0.1, opens a session of cipher",
    "suite 17 with it, asks who it is, cycles its power, and closes the session.",
  ],
  scope: "demo",
  schema: undefined,
  examples: [],
  prepare(args) {
    requireNoArguments("demo", args);
    return async ({ io, options }) => {
      if (options.json)
        throw new UsageError("demo is for people and has no JSON: leave --json out, or use -v with a command");
      return await runDemo(io);
    };
  },
};

/** Milliseconds between two chapters where somebody reads along. */
const readingPause = 700;

async function runDemo(io: Io): Promise<number> {
  const style = styleFor(io.stdout, io.env);
  const narrator = new Narrator(io.stdout, style);
  const bmc = await startDemoBmc((event) => narrator.bmcEvent(event));
  io.stdout.write(opening(style, bmc.server.port));
  const client = createClient({
    host: "127.0.0.1",
    port: bmc.server.port,
    username: bmc.username,
    password: bmc.password,
    cipherSuites: [17],
    traceMessages: true,
    onEvent: (event: EngineEvent) => narrator.clientEvent(event),
  });
  const close = (): void => void client.close();
  io.interrupted.addEventListener("abort", close, { once: true });
  const chapter = async (title: string): Promise<void> => {
    if (io.stdout.isTerminal) await delay(readingPause);
    narrator.chapter(title);
  };
  try {
    narrator.begin();
    await showSession(client, narrator, chapter);
    await chapter("4  Good bye");
    const { confirmed } = await client.close();
    narrator.end();
    io.stdout.write(closing(style, narrator.tally(), confirmed));
    return 0;
  } finally {
    io.interrupted.removeEventListener("abort", close);
    await client.close();
    await bmc.server.close();
  }
}

async function showSession(
  client: IpmiClient,
  narrator: Narrator,
  chapter: (title: string) => Promise<void>,
): Promise<void> {
  await chapter("1  The handshake: prove it without saying it");
  await client.connect();
  await chapter("2  Who is there?");
  narrator.device(await client.request(getDeviceId, undefined));
  await chapter("3  A power cycle");
  narrator.power(await client.request(getChassisStatus, undefined));
  await client.request(chassisControl, { control: PowerControl.powerCycle });
  let seenOff = false;
  for (let poll = 1; poll <= maxPolls; poll++) {
    await delay(pollInterval);
    const status = await client.request(getChassisStatus, undefined);
    narrator.power(status);
    if (seenOff && status.powerIsOn) return;
    seenOff ||= !status.powerIsOn;
  }
}

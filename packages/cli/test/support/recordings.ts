import { readdirSync, readFileSync } from "node:fs";
import { FakeIo } from "./fake-io.ts";
import { type Outcome, ruipmiIn } from "./ruipmi.ts";

/** What is known of a capture that other programs recorded. */
export interface Recording {
  readonly client: string;
  readonly cipherSuite?: number;
  readonly ipmiVersion?: string;
  readonly authType?: string;
  readonly username: string;
  readonly password: string | null;
  readonly kg?: string;
  readonly sessions?: number;
  readonly outcome: string;
}

const folder = new URL("../../../capture/test/captures/", import.meta.url);

/** The recordings, by file name. */
export const recordings: Readonly<Record<string, Recording>> = (
  JSON.parse(readFileSync(new URL("captures.json", folder), "utf8")) as { captures: Record<string, Recording> }
).captures;

/** A recording's bytes. */
export function recordingBytes(name: string): Uint8Array {
  return readFileSync(new URL(name, folder));
}

/** What the client printed while it was recorded; `undefined` where that was not kept. */
export function printedBesides(name: string): string | undefined {
  const printed = name.replace(/\.pcap(ng)?$/, ".stdout");
  return readdirSync(folder).includes(printed) ? readFileSync(new URL(printed, folder), "utf8") : undefined;
}

/** The options that give a recording's secrets. */
export function secretsOf({ username, password, kg }: Recording): readonly string[] {
  return ["--user", `${username}:${password ?? ""}`, ...(kg === undefined ? [] : ["--kg", kg])];
}

/** A world with a recording in it, as `bmc.pcap`. */
export function ioWith(name: string): FakeIo {
  const io = new FakeIo();
  io.files.set("bmc.pcap", recordingBytes(name));
  return io;
}

/** Runs a command about a recording, with its secrets. */
export async function ruipmiOn(name: string, ...argv: readonly string[]): Promise<Outcome> {
  return await ruipmiIn(ioWith(name), ...argv, ...secretsOf(recordings[name]!));
}

/** Lines of JSON. */
export function jsonLines<T>({ out }: Outcome): readonly T[] {
  return out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

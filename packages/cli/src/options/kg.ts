import { maxKgLength } from "@ruipmi/core";
import { UsageError } from "../errors.ts";
import type { Io } from "../io.ts";
import { requireLength, utf8 } from "./values.ts";

/** Where the BMC key comes from. */
export type KgSource =
  /** `-k` or `-y` */
  | { readonly type: "value"; readonly kg: Uint8Array }
  /** `-K` */
  | { readonly type: "environment" }
  /** `-Y` */
  | { readonly type: "prompt" }
  /** Nowhere: sessions are opened with the user's password alone. */
  | { readonly type: "none" };

/** The environment variable of `-K`. */
export const kgVariable = "IPMI_KGKEY";

/** Fetches the BMC key from its source: 0 to 20 bytes, never cut; `undefined` for none. */
export async function readKg(source: KgSource, io: Io): Promise<Uint8Array | undefined> {
  switch (source.type) {
    case "value":
      return source.kg;
    case "environment":
      return requireKg("-K", utf8(fromEnvironment(io)));
    case "prompt":
      return requireKg("-Y", utf8(await fromTerminal(io)));
    case "none":
      return undefined;
  }
}

/** Refuses a key that is too long. */
export function requireKg(option: string, kg: Uint8Array): Uint8Array {
  return requireLength(`${option}: the BMC key`, kg, maxKgLength);
}

function fromEnvironment(io: Io): string {
  const key = io.env[kgVariable];
  if (key !== undefined) return key;
  throw new UsageError(`-K takes the BMC key from ${kgVariable}, which is not set: export it, or use -k, -y or -Y`);
}

async function fromTerminal(io: Io): Promise<string> {
  const key = await io.askPassword("Key: ");
  if (key !== undefined) return key;
  throw new UsageError("-Y asks for the BMC key on the terminal, and there is none here: use -K");
}

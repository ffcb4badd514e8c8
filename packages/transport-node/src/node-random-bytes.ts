import { randomFillSync } from "node:crypto";
import type { RandomBytes } from "@ruipmi/core";

/** The operating system's random bytes: cryptographically strong. */
export const nodeRandomBytes: RandomBytes = (length) => randomFillSync(new Uint8Array(length));

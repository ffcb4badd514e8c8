import { NetFn } from "@ruipmi/core/wire";
import type { CassetteRequest } from "./cassette.ts";

/** Where secrets begin in the data of the commands that carry some, up to its end: in the request, and in the response. */
const secrets: ReadonlyMap<number, { readonly request: number; readonly response: number | undefined }> = new Map([
  // Set User Password: behind user ID and operation (IPMI v2.0 §22.30).
  [0x47, { request: 2, response: undefined }],
  // Set Channel Security Keys: behind channel, operation and key ID; in the response behind the lock status (IPMI v2.0 §22.25).
  [0x56, { request: 3, response: 1 }],
]);

/**
 * Where a password or a key begins in the data of a message, behind the completion code of a response; `undefined` where
 * there is none.
 *
 * @param netFn - even for a request, odd for a response
 */
export function secretAt(netFn: number, cmd: number): number | undefined {
  if ((netFn & 0x3e) !== NetFn.app) return undefined;
  return secrets.get(cmd)?.[(netFn & 1) === 0 ? "request" : "response"];
}

/** A copy of a message's data with zeros where a password or a key is: nobody who reads a cassette, or what is said of one, needs them. */
export function dataWithoutSecrets({ netFn, cmd, data }: CassetteRequest): Uint8Array {
  const copy = data.slice();
  const at = secretAt(netFn, cmd);
  return at === undefined ? copy : copy.fill(0, at);
}

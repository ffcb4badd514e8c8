import { equalConstantTime } from "@ruipmi/core/wire";

/** What managed systems of well-known makers are, or were, delivered with: public knowledge, listed in their manuals. */
const delivered: readonly (readonly [username: string, password: string])[] = [
  ["ADMIN", "ADMIN"],
  ["admin", "admin"],
  ["admin", "password"],
  ["admin", "changeme"],
  ["Administrator", "password"],
  ["root", "0penBmc"],
  ["root", "calvin"],
  ["root", "changeme"],
  ["root", "root"],
  ["root", "superuser"],
  ["sysadmin", "superuser"],
  ["USERID", "PASSW0RD"],
  ["", ""],
];

/** Whether managed systems are delivered with this user and password. */
export function isDefaultPassword(username: Uint8Array, password: Uint8Array): boolean {
  return delivered.some(
    ([name, word]) => equalConstantTime(ascii(name), username) && equalConstantTime(ascii(word), password),
  );
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

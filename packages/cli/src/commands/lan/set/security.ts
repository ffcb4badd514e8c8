import type { LanAuthenticationTypeEnables, LanAuthenticationTypes } from "@ruipmi/commands";
import { UsageError } from "../../../errors.ts";
import { parseWhole, quote } from "../../../options/values.ts";
import { levelLetters, printedLevels } from "../../../output/lan/print-text.ts";
import { type LanSetting, parseWord, presentParameter, setParameter } from "./lan-setting.ts";

/** How sessions are protected. */
export const securitySettings: readonly LanSetting[] = [
  {
    name: "auth",
    usage: "LEVEL[,…] TYPE[,…]",
    summary: "v1.5 authentication types (none, md2, md5, password, oem) of a level",
    count: [2, 2],
    words: ["callback", "user", "operator", "admin"],
    parse([levels, types]) {
      const change = parseEnables(levels!, types!);
      return async (context) => {
        const present = await presentParameter(context, "authenticationTypeEnables");
        return await setParameter(context, "authenticationTypeEnables", { ...present, ...change });
      };
    },
  },
  {
    name: "cipher_privs",
    usage: "XXXXXXXXXXXXXXX",
    summary: "highest level of each cipher suite: X unused, c, u, o, a, O",
    count: [1, 1],
    parse([text]) {
      const levels = parseLevels(text!);
      return async (context) => {
        const present = await presentParameter(context, "cipherSuitePrivilegeLevels");
        // ipmitool knows fifteen of the sixteen; the last one stays as it is.
        const all = [...levels, ...present.slice(printedLevels)];
        return await setParameter(context, "cipherSuitePrivilegeLevels", all);
      };
    },
  },
  {
    name: "bad_pass_thresh",
    usage: "COUNT 0|1 RESET LOCKOUT",
    summary: "when wrong passwords disable a user; intervals in tens of seconds",
    count: [4, 4],
    parse([count, event, reset, lockout]) {
      const value = {
        threshold: parseWhole("COUNT", count!, 0, 255),
        generateEvent: parseWhole("whether an event is logged", event!, 0, 1) === 1,
        resetInterval: parseWhole("RESET", reset!, 0, 0xffff) * 10,
        lockoutInterval: parseWhole("LOCKOUT", lockout!, 0, 0xffff) * 10,
      };
      return async (context) => await setParameter(context, "badPasswordThreshold", value);
    },
  },
];

const levelNames = {
  callback: "callback",
  user: "user",
  operator: "operator",
  admin: "administrator",
  oem: "oem",
} as const satisfies Readonly<Record<string, keyof LanAuthenticationTypeEnables>>;

const noTypes: LanAuthenticationTypes = { none: false, md2: false, md5: false, password: false, oem: false };

function parseEnables(levels: string, types: string): Partial<LanAuthenticationTypeEnables> {
  const named = types.split(",").map((type) => {
    const word = parseWord("TYPE", type, ["none", "md2", "md5", "password", "key", "oem"]);
    return word === "key" ? "password" : word;
  });
  const enabled = { ...noTypes, ...Object.fromEntries(named.map((type) => [type, true])) };
  const words = Object.keys(levelNames) as (keyof typeof levelNames)[];
  const entries = levels.split(",").map((level) => [levelNames[parseWord("LEVEL", level, words)], enabled]);
  return Object.fromEntries(entries) as Partial<LanAuthenticationTypeEnables>;
}

function parseLevels(text: string): readonly number[] {
  const levels = Array.from(text, (letter) => levelLetters.indexOf(letter));
  if (levels.length === printedLevels && !levels.includes(-1)) return levels;
  const problem = levels.length === printedLevels ? "" : ` (${levels.length} letters)`;
  throw new UsageError(
    `cipher_privs takes ${printedLevels} of the letters X, c, u, o, a, O, not ${quote(text)}${problem}`,
  );
}

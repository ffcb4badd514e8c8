import type { LanAuthenticationTypes } from "@ruipmi/commands";
import { boolean, type JsonSchema, object } from "../json-schema.ts";

/** The types that are there, each with a blank behind it, as ipmitool has them: `MD5 PASSWORD `. */
export function authenticationTypeNames(types: LanAuthenticationTypes): string {
  return typeNames.map((name) => (types[name] ? `${name.toUpperCase()} ` : "")).join("");
}

/** The authentication types of IPMI v1.5, as `--json` prints them. */
export const authenticationTypesSchema: JsonSchema = object(
  { none: boolean(), md2: boolean(), md5: boolean(), password: boolean(), oem: boolean() },
  "authentication types of IPMI v1.5",
);

const typeNames = ["none", "md2", "md5", "password", "oem"] as const;

/** `--json lan print`: the parameters by their names, those that the managed system does not have left out. */
import { IpAddressSource, type LanParameterValues } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import {
  array,
  boolean,
  byte,
  integer,
  type JsonSchema,
  nameOrNumber,
  object,
  optional,
  quantity,
  string,
} from "../json-schema.ts";
import { keyOf } from "../key-of.ts";
import { authenticationTypesSchema } from "./authentication-types.ts";

/** What `--json` prints. */
export function lanPrintDocument(channelNumber: number, values: Readonly<Partial<LanParameterValues>>): object {
  const { cipherSuiteEntrySupport, cipherSuiteEntries, cipherSuitePrivilegeLevels, badPasswordThreshold, ...plain } =
    values;
  const { ipAddressSource, setInProgress, gratuitousArpInterval } = plain;
  return {
    channelNumber,
    ...plain,
    ...map("setInProgress", setInProgress, (state) => keyOf(setInProgressStates, state)),
    ...map("ipAddressSource", ipAddressSource, (source) => keyOf(IpAddressSource, source)),
    ...map("gratuitousArpInterval", gratuitousArpInterval, (time) => ({ value: time / 1000, unit: "s" })),
    ...map("cipherSuites", cipherSuiteEntries?.slice(0, cipherSuiteEntrySupport), (ids) =>
      ids.map((id, index) => ({
        id,
        ...map("privilegeLimit", cipherSuitePrivilegeLevels?.[index], (level) => keyOf(suiteLevels, level)),
      })),
    ),
    ...map("badPasswordThreshold", badPasswordThreshold, (threshold) => ({
      ...threshold,
      resetInterval: { value: threshold.resetInterval, unit: "s" },
      lockoutInterval: { value: threshold.lockoutInterval, unit: "s" },
    })),
  };
}

const setInProgressStates = { setComplete: 0, setInProgress: 1, commitWrite: 2 };
const suiteLevels = { unused: 0, ...PrivilegeLevel };

/** The schema of {@link lanPrintDocument}. */
export const lanPrintSchema: JsonSchema = object({
  channelNumber: integer(undefined, 0, 15),
  setInProgress: optional(nameOrNumber(setInProgressStates)),
  authenticationTypeSupport: optional(authenticationTypesSchema),
  authenticationTypeEnables: optional(
    object({
      callback: authenticationTypesSchema,
      user: authenticationTypesSchema,
      operator: authenticationTypesSchema,
      administrator: authenticationTypesSchema,
      oem: authenticationTypesSchema,
    }),
  ),
  ipAddress: optional(string("IPv4 address")),
  ipAddressSource: optional(nameOrNumber(IpAddressSource, "where it is from")),
  macAddress: optional(string()),
  subnetMask: optional(string()),
  ipv4HeaderParameters: optional(
    object({
      timeToLive: byte(),
      flags: integer('2 is "do not fragment"', 0, 7),
      precedence: integer(undefined, 0, 7),
      typeOfService: integer(undefined, 0, 15),
    }),
  ),
  arpControl: optional(object({ arpResponses: boolean(), gratuitousArps: boolean() }, "which ARPs it sends")),
  gratuitousArpInterval: optional(quantity("s")),
  defaultGateway: optional(string("IPv4 address")),
  defaultGatewayMacAddress: optional(string()),
  backupGateway: optional(string("IPv4 address")),
  backupGatewayMacAddress: optional(string()),
  communityString: optional(string("of SNMP traps")),
  vlanId: optional(object({ enabled: boolean(), id: integer(undefined, 0, 4095) })),
  vlanPriority: optional(integer(undefined, 0, 7)),
  cipherSuites: optional(
    array(
      object({
        id: byte("0 to 19 are the specification's"),
        privilegeLimit: optional(nameOrNumber(suiteLevels, "the highest level in a session with it")),
      }),
    ),
  ),
  badPasswordThreshold: optional(
    object({
      generateEvent: boolean("whether it is logged"),
      threshold: byte("so many wrong passwords disable a user; 0 never"),
      resetInterval: quantity("s", "after which wrong passwords are forgotten; 0 never"),
      lockoutInterval: quantity("s", "that the user is disabled for; 0 until somebody enables it"),
    }),
  ),
});

function map<Value>(name: string, value: Value | undefined, to: (value: Value) => unknown): object {
  return value === undefined ? {} : { [name]: to(value) };
}

import {
  type DcmiConfigurationParameter,
  DcmiConfigurationSelector,
  getDcmiConfigurationParameters,
  setDcmiConfigurationParameters,
} from "@ruipmi/commands";
import { UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { configurationText } from "../../output/dcmi/configuration-text.ts";
import {
  array,
  boolean,
  hexBytes,
  integer,
  type JsonSchema,
  literal,
  object,
  oneOf,
  words,
} from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const parameterSchema: JsonSchema = oneOf([
  object({ kind: literal("activateDhcp"), activate: boolean() }),
  object({
    kind: literal("discoveryConfiguration"),
    managementControllerIdString: boolean("option 12"),
    vendorClass: boolean("options 60 and 43"),
    randomBackOff: boolean(),
  }),
  object({
    kind: words(["initialTimeoutInterval", "serverContactTimeoutInterval", "serverContactRetryInterval"]),
    seconds: integer(),
  }),
  object({ kind: literal("unknown"), data: hexBytes() }),
]);

/** `dcmi get_conf_param`: how the controller gets its address by DHCP. */
export const dcmiGetConfParam: CliCommand = {
  name: "dcmi get_conf_param",
  usage: "",
  summary: "how it uses DHCP (Get DCMI Configuration Parameters)",
  details: [],
  scope: "session",
  schema: object({ parameters: array(parameterSchema) }),
  examples: ["dcmi get_conf_param"],
  prepare(args) {
    requireNoArguments("dcmi get_conf_param", args);
    return inSession(async (session, { output }) => {
      const parameters: DcmiConfigurationParameter[] = [];
      for (const parameterSelector of readSelectors) {
        const request = { parameterSelector, setSelector: 0 };
        parameters.push((await session.request(getDcmiConfigurationParameters, request)).parameter);
      }
      output.result({ parameters }, () => configurationText(parameters));
      return 0;
    });
  },
};

/** `dcmi set_conf_param`: another way of using DHCP. */
export const dcmiSetConfParam: CliCommand = {
  name: "dcmi set_conf_param",
  usage: "activate_dhcp|dhcp_config|init|timeout|retry [VALUE]",
  summary: "change how it uses DHCP (Set DCMI Configuration Parameters)",
  details: [
    "activate_dhcp  ask the DHCP server now",
    "dhcp_config    1 tells it option 12, 2 options 60 and 43, 3 both, 0 neither;",
    "               128 more for a random wait",
    "init           seconds to wait for the first answer, 0 to 255",
    "timeout        seconds after which no server is there, 0 to 65535",
    "retry          seconds to wait before asking again, 0 to 65535",
  ],
  scope: "session",
  schema: object({ parameter: parameterSchema }),
  examples: ["dcmi set_conf_param init 5", "dcmi set_conf_param activate_dhcp"],
  words: [["activate_dhcp", "dhcp_config", "init", "timeout", "retry"]],
  prepare(args) {
    const parameter = parseParameter(args);
    return inSession(async (session, { output }) => {
      const parameterSelector = DcmiConfigurationSelector[parameter.kind];
      await changing(session.request(setDcmiConfigurationParameters, { parameterSelector, setSelector: 0, parameter }));
      // ipmitool ends every dcmi command with an empty line, and this one says nothing before it.
      output.result({ parameter }, () => "\n");
      return 0;
    });
  },
};

/** Activate DHCP is not among them: it always says 0. */
const readSelectors = [
  DcmiConfigurationSelector.discoveryConfiguration,
  DcmiConfigurationSelector.initialTimeoutInterval,
  DcmiConfigurationSelector.serverContactTimeoutInterval,
  DcmiConfigurationSelector.serverContactRetryInterval,
];

type KnownParameter = Exclude<DcmiConfigurationParameter, { readonly kind: "unknown" }>;

/** By ipmitool's words: the most that each takes, and what is made of it. */
const parameters: Readonly<Record<string, readonly [most: number, make: (value: number) => KnownParameter]>> = {
  activate_dhcp: [1, () => ({ kind: "activateDhcp", activate: true })],
  dhcp_config: [
    0xff,
    (value) => ({
      kind: "discoveryConfiguration",
      managementControllerIdString: (value & 1) !== 0,
      vendorClass: (value & 2) !== 0,
      randomBackOff: (value & 0x80) !== 0,
    }),
  ],
  init: [0xff, (seconds) => ({ kind: "initialTimeoutInterval", seconds })],
  timeout: [0xffff, (seconds) => ({ kind: "serverContactTimeoutInterval", seconds })],
  retry: [0xffff, (seconds) => ({ kind: "serverContactRetryInterval", seconds })],
};

function parseParameter([word, value, surplus]: readonly string[]): KnownParameter {
  const names = Object.keys(parameters);
  if (word === undefined) throw new UsageError(`dcmi set_conf_param needs one of ${names.join(", ")}`);
  const [most, make] = parameters[word] ?? [];
  if (most === undefined || make === undefined) {
    throw new UsageError(`dcmi set_conf_param takes ${names.join(", ")}, not ${quote(word)}${didYouMean(word, names)}`);
  }
  if (surplus !== undefined) throw new UsageError(`dcmi set_conf_param: ${quote(surplus)} is one word too many`);
  if (value === undefined) {
    if (word === "activate_dhcp") return make(1);
    throw new UsageError(`dcmi set_conf_param ${word} needs a number`);
  }
  return make(parseWhole(word, value, 0, most));
}

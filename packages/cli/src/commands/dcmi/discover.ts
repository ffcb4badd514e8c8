import { type DcmiCapabilityParameter, DcmiCapabilitySelector, getDcmiCapabilitiesInfo } from "@ruipmi/commands";
import { capabilitiesText } from "../../output/dcmi/capabilities-text.ts";
import { array, boolean, integer, literal, object, oneOf, optional, string, words } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { inSession } from "../in-session.ts";

const yes = boolean();
const channel = integer("255 for none", 0, 255);

/** `dcmi discover`: what of DCMI there is. */
export const dcmiDiscover: CliCommand = {
  name: "dcmi discover",
  usage: "",
  summary: "what of DCMI the managed system has (Get DCMI Capabilities Info)",
  details: [],
  scope: "session",
  schema: object({
    version: string("of DCMI, for example 1.5"),
    parameterRevision: integer(),
    parameters: array(
      oneOf([
        object({
          kind: literal("supportedCapabilities"),
          ...{ identification: yes, selLogging: yes, chassisPower: yes, temperatureMonitor: yes },
          ...{ powerManagement: yes, inBandChannel: yes, serialTerminalMode: yes, secondaryLan: yes },
          ...{ primaryLan: yes, sol: yes, vlan: yes },
        }),
        object({
          kind: literal("mandatoryPlatformAttributes"),
          selEntries: integer(),
          ...{ selAutomaticRollover: yes, selEntireFlushUponRollover: yes, selRecordFlushUponRollover: yes },
          ...{ guid: yes, dhcpHostName: yes, assetTag: yes },
          ...{ inletTemperature: yes, processorTemperature: yes, baseboardTemperature: yes },
          temperatureSamplingPeriod: optional(integer("seconds")),
        }),
        object({
          kind: literal("optionalPlatformAttributes"),
          powerManagementSlaveAddress: integer(),
          powerManagementChannel: integer(),
          powerManagementDeviceRevision: integer(),
        }),
        object({
          kind: literal("manageabilityAccessAttributes"),
          ...{ primaryLanChannel: channel, secondaryLanChannel: channel, serialChannel: channel },
        }),
        object({
          kind: literal("enhancedPowerStatisticsAttributes"),
          rollingAveragePeriods: array(
            object({ duration: integer(), unit: words(["seconds", "minutes", "hours", "days"]) }),
          ),
        }),
      ]),
    ),
  }),
  examples: ["dcmi discover"],
  prepare(args) {
    requireNoArguments("dcmi discover", args);
    return inSession(async (session, { output }) => {
      const ask = (parameterSelector: number) => session.request(getDcmiCapabilitiesInfo, { parameterSelector });
      const first = await ask(DcmiCapabilitySelector.supportedCapabilities);
      const parameters: DcmiCapabilityParameter[] = [first.parameter];
      for (const selector of furtherSelectors) parameters.push((await ask(selector)).parameter);
      const version = `${first.dcmiMajorVersion}.${first.dcmiMinorVersion}`;
      const document = { version, parameterRevision: first.parameterRevision, parameters };
      output.result(document, () => `${parameters.map(capabilitiesText).join("")}\n`);
      return 0;
    });
  },
};

/** The fifth came with DCMI v1.1 and is not asked for by ipmitool: `dcmi power reading` refuses a period that is not there. */
const furtherSelectors = [
  DcmiCapabilitySelector.mandatoryPlatformAttributes,
  DcmiCapabilitySelector.optionalPlatformAttributes,
  DcmiCapabilitySelector.manageabilityAccessAttributes,
];

import type { GetChannelAuthenticationCapabilitiesResponse } from "@ruipmi/commands";
import { abled } from "../ipmi-names.ts";
import { boolean, integer, type JsonSchema, object, optional } from "../json-schema.ts";
import { authenticationTypeNames, authenticationTypesSchema } from "../lan/authentication-types.ts";

/** `channel authcap` in ipmitool's lines. */
export function authcapText(capabilities: GetChannelAuthenticationCapabilitiesResponse): string {
  const { authenticationTypes: types, extendedCapabilities: extended } = capabilities;
  return [
    `Channel number             : ${capabilities.channelNumber}`,
    `IPMI v1.5  auth types      : ${authenticationTypeNames(types)}`,
    ...(extended ? [`KG status                  : ${capabilities.kgIsSet ? "non-zero" : "default (all zeroes)"}`] : []),
    `Per message authentication : ${abled(!capabilities.perMessageAuthenticationDisabled)}`,
    `User level authentication  : ${abled(!capabilities.userLevelAuthenticationDisabled)}`,
    `Non-null user names exist  : ${yesNo(capabilities.nonNullUsernamesEnabled)}`,
    `Null user names exist      : ${yesNo(capabilities.nullUsernamesEnabled)}`,
    `Anonymous login enabled    : ${yesNo(capabilities.anonymousLoginEnabled)}`,
    ...(extended
      ? [
          `Channel supports IPMI v1.5 : ${yesNo(capabilities.supportsIpmiV15)}`,
          `Channel supports IPMI v2.0 : ${yesNo(capabilities.supportsIpmiV20)}`,
        ]
      : []),
    ...(types.oem
      ? [
          `IANA Number for OEM        : ${capabilities.oemId}`,
          `OEM Auxiliary Data         : 0x${capabilities.oemAuxiliaryData.toString(16)}`,
        ]
      : []),
    "",
  ].join("\n");
}

/** `--json channel authcap`: what only IPMI v2.0 says is left out where the managed system did not say it. */
export function authcapDocument(capabilities: GetChannelAuthenticationCapabilitiesResponse): object {
  const { extendedCapabilities, kgIsSet, supportsIpmiV15, supportsIpmiV20, oemId, oemAuxiliaryData, ...others } =
    capabilities;
  return {
    ...others,
    ...(extendedCapabilities ? { kgIsSet, supportsIpmiV15, supportsIpmiV20 } : {}),
    ...(others.authenticationTypes.oem ? { oemId, oemAuxiliaryData } : {}),
  };
}

/** The schema of {@link authcapDocument}. */
export const authcapSchema: JsonSchema = object({
  channelNumber: integer(undefined, 0, 15),
  authenticationTypes: authenticationTypesSchema,
  perMessageAuthenticationDisabled: boolean("IPMI v1.5: whether only the opening of a session is authenticated"),
  userLevelAuthenticationDisabled: boolean("IPMI v1.5: whether commands of level USER need no authentication"),
  nonNullUsernamesEnabled: boolean("whether there are users with a name"),
  nullUsernamesEnabled: boolean("whether there is a user with a password but no name"),
  anonymousLoginEnabled: boolean("whether there is a user with neither name nor password"),
  kgIsSet: optional(boolean("whether sessions need the BMC key besides the password")),
  supportsIpmiV15: optional(boolean("whether IPMI v1.5 sessions can be opened")),
  supportsIpmiV20: optional(boolean("whether IPMI v2.0 sessions can be opened")),
  oemId: optional(integer("IANA enterprise number behind the OEM's authentication type", 0, 0xffffff)),
  oemAuxiliaryData: optional(integer("what that one gives a meaning to", 0, 255)),
});

function yesNo(value: boolean): string {
  return value ? "yes" : "no";
}

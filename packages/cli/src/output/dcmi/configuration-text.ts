import type { DcmiConfigurationParameter } from "@ruipmi/commands";

/** The configuration parameters in the layout of ipmitool's `dcmi get_conf_param`. */
export function configurationText(parameters: readonly DcmiConfigurationParameter[]): string {
  return `${parameters.map(parameterText).join("")}\n`;
}

function parameterText(parameter: DcmiConfigurationParameter): string {
  switch (parameter.kind) {
    case "discoveryConfiguration": {
      const enabled = (isEnabled: boolean): string => (isEnabled ? "enabled" : "disabled");
      const informations = "Vendor class identifier DCMI IANA and Vendor class-specific Informationa are";
      return [
        "\n\tDHCP Discovery method\t: ",
        `\n\t\tManagement Controller ID String is ${enabled(parameter.managementControllerIdString)}`,
        `\n\t\t${informations} ${enabled(parameter.vendorClass)}`,
      ].join("");
    }
    case "initialTimeoutInterval":
      return `\n\tInitial timeout interval\t: ${parameter.seconds} seconds`;
    case "serverContactTimeoutInterval":
      return `\n\tServer contact timeout interval\t: ${parameter.seconds} seconds`;
    case "serverContactRetryInterval":
      return `\n\tServer contact retry interval\t: ${parameter.seconds} seconds`;
    default:
      return "";
  }
}

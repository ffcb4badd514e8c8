import { type PefActions, pefActionNames } from "@ruipmi/commands";
import { boolean, type JsonSchema, object } from "../json-schema.ts";

/** Actions as ipmitool calls them, in the order of their bits, and whether they are on. */
export function actionFlags(actions: PefActions): readonly (readonly [label: string, isOn: boolean])[] {
  return pefActionNames.map((name) => [labels[name], actions[name]]);
}

/** Those that are on, with commas between; `None`. */
export function actionText(actions: PefActions): string {
  const on = actionFlags(actions).filter(([, isOn]) => isOn);
  return on.length === 0 ? "None" : on.map(([label]) => label).join(",");
}

/** Actions as `--json` prints them. */
export const actionsSchema: JsonSchema = object({
  alert: boolean("sends an alert"),
  powerOff: boolean("switches power off"),
  reset: boolean("resets the system"),
  powerCycle: boolean("switches power off and on"),
  oem: boolean("the manufacturer's action"),
  diagnosticInterrupt: boolean("a diagnostic interrupt (NMI)"),
});

const labels: Readonly<Record<keyof PefActions, string>> = {
  alert: "Alert",
  powerOff: "Power-off",
  reset: "Reset",
  powerCycle: "Power-cycle",
  oem: "OEM-defined",
  diagnosticInterrupt: "Diagnostic-interrupt",
};

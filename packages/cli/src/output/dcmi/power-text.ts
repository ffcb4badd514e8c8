import type { GetPowerReadingResponse, PowerLimit } from "@ruipmi/commands";
import { ipmiTimestampText } from "../local-time.ts";

/**
 * A power reading in the layout of ipmitool's `dcmi power reading`.
 *
 * @param period - the rolling average period by ipmitool's word; `undefined` without one
 */
export function powerReadingText(power: GetPowerReadingResponse, period: string | undefined, utc: boolean): string {
  const seconds = Math.floor(power.statisticsReportingPeriod / 1000);
  const rows: readonly (readonly [name: string, text: string])[] = [
    ["Instantaneous power reading:", watts(power.currentPower)],
    ["Minimum during sampling period:", watts(power.minimumPower)],
    ["Maximum during sampling period:", watts(power.maximumPower)],
    ["Average power reading over sample period:", watts(power.averagePower)],
    ["IPMI timestamp:", ipmiTimestampText(power.timestamp, utc)],
    ["Sampling period:", period === undefined ? `${String(seconds).padStart(8, "0")} Seconds.` : `${period} `],
    ["Power reading state is:", power.measurementActive ? "activated" : "deactivated"],
  ];
  return `\n${rows.map(([name, text]) => `    ${name.padEnd(42)}${text}\n`).join("")}\n\n`;
}

/** A power limit in the layout of ipmitool's `dcmi power get_limit`. */
export function powerLimitText(isActive: boolean, limit: PowerLimit): string {
  return [
    "",
    `    Current Limit State: ${isActive ? "Power Limit Active" : "No Active Power Limit"}`,
    `    Exception actions:   ${exceptionText(limit.exceptionActions)}`,
    `    Power Limit:         ${limit.powerLimit} Watts`,
    `    Correction time:     ${limit.correctionTimeLimit} milliseconds`,
    `    Sampling period:     ${limit.statisticsSamplingPeriod} seconds`,
    "",
    "",
    "",
  ].join("\n");
}

function watts(value: number): string {
  return `${String(value).padStart(8)} Watts`;
}

function exceptionText(actions: number): string {
  if (actions === 0) return "No Action";
  if (actions === 0x01) return "Hard Power Off & Log Event to SEL";
  if (actions === 0x11) return "Log Event to SEL";
  const hex = actions.toString(16);
  return actions <= 0x10 ? `OEM reserved (${hex.padStart(2, "0")}h)` : `Unknown (0x${hex})`;
}

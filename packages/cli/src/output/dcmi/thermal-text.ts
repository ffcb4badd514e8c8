import type { TemperatureReading, ThermalLimit } from "@ruipmi/commands";

/** A thermal limit in the layout of ipmitool's `dcmi thermalpolicy get`. */
export function thermalLimitText(limit: ThermalLimit): string {
  const active = (isActive: boolean): string => (isActive ? "active" : "inactive");
  return [
    "",
    `    Persistence flag is:                      ${limit.persistent ? "set" : "notset"}`,
    "    Exception Actions, taken if the Temperature Limit exceeded:",
    `        Hard Power Off system and log event:  ${active(limit.hardPowerOff)}`,
    `        Log event to SEL only:                ${active(limit.logOnly)}`,
    `    Temperature Limit                         ${limit.temperatureLimit} degrees`,
    `    Exception Time                            ${limit.exceptionTime} seconds`,
    "",
    "",
    "",
    "",
  ].join("\n");
}

/** The temperatures of an entity. */
export interface EntityTemperatures {
  /** What ipmitool calls the entity. */
  readonly description: string;
  /** What they are. */
  readonly readings: readonly TemperatureReading[];
}

/** Temperatures in the layout of ipmitool's `dcmi get_temp_reading`. */
export function temperaturesText(entities: readonly EntityTemperatures[]): string {
  const lines = entities.flatMap(({ description, readings }) => {
    return readings.map(({ celsius, entityInstance }) => {
      const sign = celsius < 0 ? "-" : "+";
      return `${description}\t\t${entityInstance}\t\t${sign}${Math.abs(celsius)} C`;
    });
  });
  return `${["", "\tEntity ID\t\t\tEntity Instance\t   Temp. Readings", ...lines].join("\n")}\n`;
}

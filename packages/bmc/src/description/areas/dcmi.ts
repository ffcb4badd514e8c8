import type { RollingAveragePeriod } from "@ruipmi/commands";
import {
  createDcmi,
  type DcmiDhcpState,
  type DcmiPowerLimitState,
  type DcmiPowerState,
  type DcmiState,
} from "../../device/dcmi/index.ts";
import { checked, field, list, object } from "../compounds.ts";
import { byte, flag, orNothing, real, text, whole, word } from "../scalars.ts";
import { DescriptionError, keyAt, type Shape } from "../shape.ts";
import { entityIdShape } from "./names.ts";

const watts = whole({ least: 0, most: 0xffff });
const exactWatts = real({ least: 0, most: 0xffff });

const rollingAveragePeriod = object<RollingAveragePeriod, keyof RollingAveragePeriod>(
  {
    duration: field(whole({ least: 0, most: 63 }), "How many of the unit."),
    unit: field(word(["seconds", "minutes", "hours", "days"]), "The unit."),
  },
  () => ({}),
);

const power = object<DcmiPowerState, keyof DcmiPowerState>(
  {
    sensorNumber: field(orNothing(byte), "The number of the sensor that measures the system's power."),
    watts: field(exactWatts, "Watts while power is on, where there is no such sensor."),
    standbyWatts: field(exactWatts, "Watts while power is off."),
    statisticsPeriod: field(whole({ least: 0, most: 0xffff_ffff }), "Milliseconds that the statistics are over."),
    rollingAveragePeriods: field(list(rollingAveragePeriod, 255), "Periods that may be asked for besides."),
  },
  () => createDcmi().power,
);

const powerLimit = object<DcmiPowerLimitState, keyof DcmiPowerLimitState>(
  {
    active: field(flag, "Whether it holds."),
    exceptionActions: field(byte, "What happens when it cannot be kept: 1 power off, 17 an event."),
    powerLimit: field(watts, "Watts."),
    correctionTimeLimit: field(whole({ least: 0, most: 0xffff_ffff }), "Milliseconds that there are to get below it."),
    statisticsSamplingPeriod: field(watts, "Seconds that it is measured over."),
  },
  () => createDcmi().powerLimit,
);

const powerLimitRange = checked(
  object<DcmiState["powerLimitRange"], "minimum" | "maximum">(
    { minimum: field(watts, "The least."), maximum: field(watts, "The most.") },
    () => createDcmi().powerLimitRange,
  ),
  ({ minimum, maximum }, at) => {
    if (minimum > maximum) throw new DescriptionError(keyAt(at, "maximum"), `less than the minimum, ${minimum}`);
  },
);

type ThermalLimit = DcmiState["thermalLimits"][number];
const thermalLimit = object<ThermalLimit, keyof ThermalLimit>(
  {
    entityId: field(entityIdShape, "What it is for."),
    entityInstance: field(byte, "Which of them."),
    persistent: field(flag, "Whether it is kept when power goes."),
    temperatureLimit: field(byte, "Degrees Celsius."),
    hardPowerOff: field(flag, "Whether power goes off then."),
    logOnly: field(flag, "Whether an event is logged."),
    exceptionTime: field(whole({ least: 0, most: 0xffff }), "Seconds that it may be exceeded for."),
  },
  () => ({ entityInstance: 1, persistent: false, hardPowerOff: false, logOnly: true, exceptionTime: 60 }),
);

const seconds = whole({ least: 0, most: 0xffff });
const dhcp = object<DcmiDhcpState, keyof DcmiDhcpState>(
  {
    managementControllerIdString: field(flag, "Whether it tells the DHCP server its identifier string."),
    vendorClass: field(flag, "Whether it tells the DHCP server the vendor class of DCMI."),
    randomBackOff: field(flag, "Whether it waits a random time before it asks again."),
    initialTimeoutInterval: field(byte, "Seconds."),
    serverContactTimeoutInterval: field(seconds, "Seconds."),
    serverContactRetryInterval: field(seconds, "Seconds."),
  },
  () => createDcmi().dhcp,
);

/** DCMI. */
export const dcmiShape: Shape<DcmiState> = object<DcmiState, keyof DcmiState>(
  {
    power: field(power, "Power."),
    powerLimit: field(powerLimit, "The power limit as it is set."),
    powerLimitRange: field(powerLimitRange, "Watts that a power limit may have."),
    thermalLimits: field(list(thermalLimit, 64), "Thermal limits, one for an entity."),
    managementControllerId: field(text(63), "The management controller identifier string."),
    dhcp: field(dhcp, "How it gets its address by DHCP."),
  },
  createDcmi,
);

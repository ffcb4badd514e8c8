import type { PowerLimit, RollingAveragePeriod, ThermalEntity, ThermalLimit } from "@ruipmi/commands";
import { defaultSensorNumbers } from "../sensors/index.ts";

/** What the system takes, where no sensor says so. */
export interface DcmiPowerState {
  /** The number of the sensor that measures the system's power in watts; `undefined` for none. */
  sensorNumber: number | undefined;
  /** Watts while power is on, where there is no such sensor. */
  watts: number;
  /** Watts while power is off. */
  standbyWatts: number;
  /** Milliseconds that minimum, maximum and average are over. */
  statisticsPeriod: number;
  /** Periods that Get Power Reading may be asked for besides; at most 255. */
  rollingAveragePeriods: RollingAveragePeriod[];
}

/** The power limit as it is set, whether it holds or not. */
export interface DcmiPowerLimitState extends PowerLimit {
  /** Whether it holds. */
  active: boolean;
}

/** DCMI: plain state, to be read and set at any time. The asset tag is that of FRU 0's product info area. */
export interface DcmiState {
  /** Power. */
  power: DcmiPowerState;
  /** The power limit. */
  powerLimit: DcmiPowerLimitState;
  /** Watts that a power limit may have; others are refused with 84h. */
  powerLimitRange: {
    /** The lowest, in watts. */
    minimum: number;
    /** The highest, in watts. */
    maximum: number;
  };
  /** Thermal limits, one for an entity. */
  thermalLimits: (ThermalEntity & ThermalLimit)[];
  /** The management controller identifier string, at most 63 characters of Latin 1. */
  managementControllerId: string;
  /** How it gets its address by DHCP. */
  dhcp: DcmiDhcpState;
}

/** The configuration parameters of DCMI. */
export interface DcmiDhcpState {
  /** Whether it tells the DHCP server its identifier string. */
  managementControllerIdString: boolean;
  /** Whether it tells the DHCP server the vendor class of DCMI. */
  vendorClass: boolean;
  /** Whether it waits a random time before it asks again. */
  randomBackOff: boolean;
  /** Seconds, 0–255. */
  initialTimeoutInterval: number;
  /** Seconds. */
  serverContactTimeoutInterval: number;
  /** Seconds. */
  serverContactRetryInterval: number;
}

/** What a device has that nobody described. */
export function createDcmi(): DcmiState {
  return {
    power: {
      sensorNumber: defaultSensorNumbers.systemPower,
      watts: 316,
      standbyWatts: 14,
      statisticsPeriod: 60_000,
      rollingAveragePeriods: [
        { duration: 30, unit: "seconds" },
        { duration: 1, unit: "minutes" },
        { duration: 15, unit: "minutes" },
        { duration: 1, unit: "hours" },
      ],
    },
    powerLimit: {
      active: false,
      exceptionActions: 0x11,
      powerLimit: 700,
      correctionTimeLimit: 5000,
      statisticsSamplingPeriod: 60,
    },
    powerLimitRange: { minimum: 150, maximum: 1600 },
    thermalLimits: [
      {
        entityId: 0x37,
        entityInstance: 1,
        persistent: false,
        temperatureLimit: 42,
        hardPowerOff: false,
        logOnly: true,
        exceptionTime: 60,
      },
    ],
    managementControllerId: "ruipmi-bmc",
    // The defaults of DCMI v1.5 table 6-7.
    dhcp: {
      managementControllerIdString: true,
      vendorClass: true,
      randomBackOff: true,
      initialTimeoutInterval: 4,
      serverContactTimeoutInterval: 120,
      serverContactRetryInterval: 64,
    },
  };
}

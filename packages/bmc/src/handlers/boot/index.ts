import { ChassisIdentifyState } from "@ruipmi/commands";
import { expireBootFlags } from "../../device/boot/index.ts";
import type { BmcHost } from "../../host.ts";
import type { HandlerTable } from "../handler-table.ts";
import { chassisIdentifyHandler } from "./chassis-identify.ts";
import { getChassisCapabilitiesHandler } from "./get-chassis-capabilities.ts";
import { getPohCounterHandler } from "./get-poh-counter.ts";
import { getSystemBootOptionsHandler } from "./get-system-boot-options.ts";
import { getSystemRestartCauseHandler } from "./get-system-restart-cause.ts";
import { setFrontPanelEnablesHandler } from "./set-front-panel-enables.ts";
import { setPowerCycleIntervalHandler } from "./set-power-cycle-interval.ts";
import { setPowerRestorePolicyHandler } from "./set-power-restore-policy.ts";
import { setSystemBootOptionsHandler } from "./set-system-boot-options.ts";

/** Puts the handlers of this area into the table; the identify light and the boot flags run out by themselves. */
export function addBootHandlers(table: HandlerTable, { config, timed }: BmcHost): void {
  table.add(getChassisCapabilitiesHandler);
  table.add(chassisIdentifyHandler);
  table.add(setPowerRestorePolicyHandler);
  table.add(getSystemRestartCauseHandler);
  table.add(setSystemBootOptionsHandler);
  table.add(getSystemBootOptionsHandler);
  table.add(setFrontPanelEnablesHandler);
  table.add(setPowerCycleIntervalHandler);
  table.add(getPohCounterHandler);
  const { device } = config;
  timed.push({
    nextDeadline: () => device.chassis.identifyUntil,
    advance: (now) => {
      const { chassis } = device;
      if (chassis.identifyUntil === undefined || chassis.identifyUntil > now) return;
      chassis.identifyUntil = undefined;
      chassis.identifyState = ChassisIdentifyState.off;
    },
  });
  timed.push({
    nextDeadline: () => device.boot.flagsValidUntil,
    advance: (now) => expireBootFlags(device.boot, now),
  });
}

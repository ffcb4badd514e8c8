import { getThermalLimit, setThermalLimit, type ThermalEntity, type ThermalLimit } from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import { ipmiEntityId } from "../../device/dcmi/dcmi-temperatures.ts";
import type { DcmiState } from "../../device/dcmi/index.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";

/** Get Thermal Limit (DCMI v1.5 §6.7.1). */
export const getThermalLimitHandler: BuiltInHandler<ThermalEntity, ThermalLimit> = {
  command: getThermalLimit,
  handler: (entity, { device: { dcmi } }) =>
    dcmi.thermalLimits[indexOf(dcmi, entity)] ?? refuse(CompletionCode.notPresent),
};

/** Set Thermal Limit (DCMI v1.5 §6.7.2): of the entities that have one. */
export const setThermalLimitHandler: BuiltInHandler<ThermalEntity & ThermalLimit, void> = {
  command: setThermalLimit,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (limit, { device: { dcmi } }) => {
    const index = indexOf(dcmi, limit);
    const present = dcmi.thermalLimits[index];
    if (present === undefined) return refuse(CompletionCode.notPresent);
    const { entityId, entityInstance } = present;
    dcmi.thermalLimits[index] = { ...limit, entityId, entityInstance };
    return undefined;
  },
};

function indexOf({ thermalLimits }: DcmiState, { entityId, entityInstance }: ThermalEntity): number {
  const wanted = ipmiEntityId(entityId) ?? entityId;
  return thermalLimits.findIndex(
    (limit) => (ipmiEntityId(limit.entityId) ?? limit.entityId) === wanted && limit.entityInstance === entityInstance,
  );
}

import { DcmiEntityId, type DcmiSensorQuery } from "@ruipmi/commands";
import type { BmcDevice } from "../device.ts";
import type { ThresholdSensorState } from "../sensors/index.ts";

/** The sensors that a query asks for, in the order of their instances: all, and those from the first one wanted on. */
export interface FoundSensors {
  /** All instances of the entity. */
  readonly total: number;
  /** Those asked for, at most eight (DCMI v1.5 §6.5.2). */
  readonly wanted: readonly ThresholdSensorState[];
}

/** The temperature sensors that a query asks for; `undefined` for entities and types that DCMI does not know. */
export function findTemperatures({ sensors }: BmcDevice, query: DcmiSensorQuery): FoundSensors | undefined {
  const entityId = ipmiEntityId(query.entityId);
  if (query.sensorType !== temperatureSensor || entityId === undefined) return undefined;
  const all = sensors
    .filter((sensor): sensor is ThresholdSensorState => sensor.kind === "threshold")
    .filter((sensor) => sensor.sensorType === temperatureSensor && sensor.entityId === entityId)
    .sort((left, right) => left.entityInstance - right.entityInstance);
  const wanted = all.filter(({ entityInstance }) =>
    query.entityInstance === 0 ? entityInstance >= query.entityInstanceStart : entityInstance === query.entityInstance,
  );
  return { total: all.length, wanted: wanted.slice(0, mostInOneResponse) };
}

/** DCMI has numbers of its own for three entities of IPMI v2.0 table 43-13, and knows both (DCMI v1.5 §6.5.2). */
export function ipmiEntityId(entityId: number): number | undefined {
  switch (entityId) {
    case DcmiEntityId.inlet:
    case airInlet:
      return airInlet;
    case DcmiEntityId.processor:
    case processor:
      return processor;
    case DcmiEntityId.baseboard:
    case systemBoard:
      return systemBoard;
    default:
      return undefined;
  }
}

const airInlet = 0x37;
const processor = 0x03;
const systemBoard = 0x07;
const temperatureSensor = 0x01;
const mostInOneResponse = 8;

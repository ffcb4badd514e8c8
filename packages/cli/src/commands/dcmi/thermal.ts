import {
  DcmiEntityId,
  getThermalLimit,
  readDcmiTemperatures,
  setThermalLimit,
  type ThermalEntity,
  type ThermalLimit,
} from "@ruipmi/commands";
import { RefusalError } from "@ruipmi/core";
import { errorDocument, UsageError } from "../../errors.ts";
import { didYouMean } from "../../nearest.ts";
import { parseWhole, quote } from "../../options/values.ts";
import { type EntityTemperatures, temperaturesText, thermalLimitText } from "../../output/dcmi/thermal-text.ts";
import { array, boolean, byte, object, quantity, string } from "../../output/json-schema.ts";
import { requireNoArguments } from "../arguments.ts";
import type { CliCommand } from "../cli-command.ts";
import { changing, inSession } from "../in-session.ts";

const limitSchema = object({
  entityId: byte(),
  entityInstance: byte(),
  persistent: boolean("whether it is kept when power goes"),
  temperatureLimit: quantity("degrees C"),
  hardPowerOff: boolean("whether power goes off, and an event is logged"),
  logOnly: boolean("whether an event is logged"),
  exceptionTime: quantity("s"),
});

/** `dcmi thermalpolicy get`: how warm an entity may be. */
export const dcmiThermalPolicyGet: CliCommand = {
  name: "dcmi thermalpolicy get",
  usage: "ENTITY INSTANCE",
  summary: "how warm an entity may be (Get Thermal Limit)",
  details: ["The entity of the air inlet is 0x37, or 0x40."],
  scope: "session",
  schema: limitSchema,
  examples: ["dcmi thermalpolicy get 0x37 1"],
  prepare(args) {
    const entity = parseEntity("dcmi thermalpolicy get", args.slice(0, 2));
    requireNoMore("dcmi thermalpolicy get", args.slice(2));
    return inSession(async (session, { output }) => {
      const limit = await session.request(getThermalLimit, entity);
      output.result(limitDocument(entity, limit), () => thermalLimitText(limit));
      return 0;
    });
  },
};

/** `dcmi thermalpolicy set`: how warm an entity may be from now on. */
export const dcmiThermalPolicySet: CliCommand = {
  name: "dcmi thermalpolicy set",
  usage: "ENTITY INSTANCE volatile|nonvolatile poweroff|nopoweroff sel|nosel DEGREES SECONDS",
  summary: "how warm an entity may be from now on (Set Thermal Limit)",
  details: ["Each of the three words may be disabled, which is the same as not."],
  scope: "session",
  schema: limitSchema,
  examples: ["dcmi thermalpolicy set 0x37 1 volatile nopoweroff sel 45 60"],
  words: [[], [], ["volatile", "nonvolatile"], ["poweroff", "nopoweroff"], ["sel", "nosel"]],
  prepare(args) {
    const name = "dcmi thermalpolicy set";
    const entity = parseEntity(name, args.slice(0, 2));
    const [persistence, power, sel, degrees, seconds, ...surplus] = args.slice(2);
    if (degrees === undefined || seconds === undefined) {
      throw new UsageError(`${name} needs more: for example ${name} 0x37 1 volatile nopoweroff sel 45 60`);
    }
    requireNoMore(name, surplus);
    const limit: ThermalLimit = {
      persistent: parseFlag(persistence!, "nonvolatile", "volatile"),
      hardPowerOff: parseFlag(power!, "poweroff", "nopoweroff"),
      logOnly: parseFlag(sel!, "sel", "nosel"),
      temperatureLimit: parseWhole("DEGREES", degrees, 0, 0xff),
      exceptionTime: parseWhole("SECONDS", seconds, 0, 0xffff),
    };
    return inSession(async (session, { output }) => {
      await changing(session.request(setThermalLimit, { ...entity, ...limit }));
      const { entityId, entityInstance } = entity;
      output.result(limitDocument(entity, limit), () => {
        const hex = entityId.toString(16).toUpperCase();
        return `\nThermal policy ${entityInstance} for ${hex}h entity successfully set.\n\n\n`;
      });
      return 0;
    });
  },
};

/** `dcmi get_temp_reading`: the temperatures that DCMI asks for. */
export const dcmiGetTempReading: CliCommand = {
  name: "dcmi get_temp_reading",
  usage: "",
  summary: "inlet, processor and baseboard temperatures (Get Temperature Readings)",
  details: [],
  scope: "session",
  schema: object({
    readings: array(
      object({
        entity: string(),
        entityId: byte(),
        entityInstance: byte(),
        temperature: quantity("degrees C"),
      }),
    ),
  }),
  examples: ["dcmi get_temp_reading"],
  prepare(args) {
    requireNoArguments("dcmi get_temp_reading", args);
    return inSession(async (session, { io, output }) => {
      const found: FoundTemperatures[] = [];
      for (const { entity, entityId, description } of entities) {
        try {
          const { readings } = await session.run(readDcmiTemperatures(entityId));
          found.push({ entity, entityId, description, readings });
        } catch (error) {
          // As with ipmitool, an entity that a managed system does not know does not hide the others.
          if (!(error instanceof RefusalError)) throw error;
          io.stderr.write(`ruipmi: ${entity}: ${errorDocument(error).error.message}\n`);
        }
      }
      const readings = found.flatMap(({ entity, entityId, readings }) => {
        return readings.map(({ celsius, entityInstance }) => {
          return { entity, entityId, entityInstance, temperature: { value: celsius, unit: "degrees C" } };
        });
      });
      output.result({ readings }, () => temperaturesText(found));
      return found.length === 0 ? 1 : 0;
    });
  },
};

interface FoundTemperatures extends EntityTemperatures {
  readonly entity: string;
  readonly entityId: number;
}

const entities = [
  { entity: "inlet", entityId: DcmiEntityId.inlet, description: "Inlet air temperature(40h)" },
  { entity: "processor", entityId: DcmiEntityId.processor, description: "CPU temperature sensors(41h)" },
  { entity: "baseboard", entityId: DcmiEntityId.baseboard, description: "Baseboard temperature sensors(42h)" },
];

function limitDocument({ entityId, entityInstance }: ThermalEntity, limit: ThermalLimit): object {
  return {
    entityId,
    entityInstance,
    ...limit,
    temperatureLimit: { value: limit.temperatureLimit, unit: "degrees C" },
    exceptionTime: { value: limit.exceptionTime, unit: "s" },
  };
}

function parseEntity(command: string, [entity, instance]: readonly string[]): ThermalEntity {
  if (entity === undefined || instance === undefined) {
    throw new UsageError(`${command} needs an entity and its instance, for example 0x37 1`);
  }
  return {
    entityId: parseWhole("the entity ID", entity, 0, 0xff),
    entityInstance: parseWhole("the entity instance", instance, 0, 0xff),
  };
}

/** `disabled` stands for the second word of each. */
function parseFlag(text: string, on: string, off: string): boolean {
  const word = text.toLowerCase();
  if (word === on) return true;
  if (word === off || word === "disabled") return false;
  const words = [on, off, "disabled"];
  throw new UsageError(`here is one of ${words.join(", ")}, not ${quote(text)}${didYouMean(text, words)}`);
}

function requireNoMore(command: string, [surplus]: readonly string[]): void {
  if (surplus !== undefined) throw new UsageError(`${command}: ${quote(surplus)} is one word too many`);
}

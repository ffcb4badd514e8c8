import {
  addSelEntry,
  BootOptionSelector,
  type Command,
  chassisControl,
  getChassisStatus,
  getLanConfigurationParameters,
  getSdr,
  getSelEntry,
  getSensorReading,
  getSensorThresholds,
  getSystemBootOptions,
  getUserName,
  type LanParameter,
  type LanParameterName,
  lanParameterFormats,
  type PowerControl,
  readFruData,
  readingValue,
  reserveSdrRepository,
  selRecord,
  setSensorThresholds,
  setSystemBootOptions,
  type ThresholdName,
  thresholdNames,
  writeFruData,
} from "@ruipmi/commands";
import { ByteWriter, encodeToBytes } from "@ruipmi/core/wire";
import fc from "fast-check";
import { isPlainLanParameter } from "../../src/device/lan/index.ts";
import { repositoryRecords } from "../../src/device/sdr/index.ts";
import { type BmcDevice, fruImage } from "../../src/index.ts";
import { fruSize } from "./any-device.ts";
import { sensorReadings, thresholdRaws } from "./sensor-oracle.ts";

const pick = fc.nat({ max: 1000 });
const byte = fc.nat({ max: 255 });

/** What a script asks. Numbers that pick something count modulo what there is. */
export type Ask =
  | { readonly ask: "chassisStatus" | "bootFlags" | "reserveSdr" | "addSel" | "bootInitiator" | "writeFru" }
  | { readonly ask: "reading" | "thresholds" | "userName" | "lan" | "selEntry"; readonly pick: number }
  | { readonly ask: "sdr" | "fru"; readonly pick: number; readonly offset: number; readonly count: number }
  | { readonly ask: "power"; readonly control: number }
  | { readonly ask: "setThresholds"; readonly pick: number; readonly mask: number; readonly raws: readonly number[] };

/** What a script may ask. */
export const anyAsk: fc.Arbitrary<Ask> = fc.oneof(
  fc.record({ ask: fc.constantFrom("chassisStatus", "bootFlags", "reserveSdr") }),
  fc.record({ ask: fc.constantFrom("addSel", "bootInitiator", "writeFru") }),
  fc.record({ ask: fc.constantFrom("reading", "reading", "thresholds", "userName", "lan", "selEntry"), pick }),
  fc.record({
    ask: fc.constantFrom("sdr", "fru"),
    pick,
    offset: fc.oneof(fc.constant(0), byte, fc.nat({ max: 600 })),
    count: fc.oneof(fc.constant(0xff), byte),
  }),
  fc.record({ ask: fc.constant("power"), control: fc.nat({ max: 6 }) }),
  fc.record({
    ask: fc.constant("setThresholds"),
    pick,
    mask: fc.nat({ max: 63 }),
    raws: fc.array(byte, { minLength: 6, maxLength: 6 }),
  }),
);

/** A request, and what a machine says to it. */
export interface Question {
  readonly ask: Ask;
  /** Different for each question, so that its effect is known by it. */
  readonly mark: number;
  readonly netFn: number;
  readonly cmd: number;
  readonly data: Uint8Array;
  /** All answers that are right, as the device is right after it executed the request. */
  answers(device: BmcDevice): readonly RightAnswer[];
}

/** Completion code and data, each a byte or several that are all right. */
export type RightAnswer = readonly (number | readonly number[])[];

/** Whether an answer is right. */
export function fits(right: RightAnswer, completionCode: number, data: Uint8Array): boolean {
  const bytes = [completionCode, ...data];
  return (
    bytes.length === right.length &&
    right.every((each, index) => (typeof each === "number" ? each === bytes[index] : each.includes(bytes[index]!)))
  );
}

/** Where a question writes into FRU device 0: nobody else writes there. */
export function fruSlot(mark: number): number {
  return fruSize / 2 + 4 * mark;
}

/** What a question writes into its slot. */
export function fruSlotBytes(mark: number): Uint8Array {
  return Uint8Array.of(0x5a, mark, mark ^ 0xff, 0xa5);
}

/** The data of the SEL record that a question adds. */
export function selMark(mark: number): Uint8Array {
  return new Uint8Array(13).fill(0x77).fill(mark, 12);
}

/** Makes a question of what a script asks, of a machine as it is now. */
export function questionOf(ask: Ask, mark: number, device: BmcDevice): Question {
  const put = <Req, Res>(
    command: Command<Req, Res>,
    request: Req,
    right: (device: BmcDevice) => Res | number | readonly (Res | number)[],
  ): Question => ({
    ask,
    mark,
    netFn: command.netFn,
    cmd: command.cmd,
    data: encodeToBytes(command.request, request),
    answers: (then) => {
      const answers = right(then);
      return ((Array.isArray(answers) ? answers : [answers]) as readonly (Res | number)[]).map((answer) => {
        if (typeof answer === "number") return [answer];
        const writer = new ByteWriter();
        command.response.encode(answer, writer, request);
        return [0, ...writer.toBytes()];
      });
    },
  });
  switch (ask.ask) {
    case "chassisStatus":
      return put(getChassisStatus, undefined, ({ chassis }) => chassis);
    case "bootFlags": {
      const parameterSelector = BootOptionSelector.bootFlags;
      return put(getSystemBootOptions, { parameterSelector, setSelector: 0, blockSelector: 0 }, ({ boot }) => {
        return {
          parameterVersion: 1,
          markedInvalid: false,
          parameterSelector,
          option: { kind: "bootFlags" as const, ...boot.flags },
        };
      });
    }
    case "reserveSdr":
      return put(reserveSdrRepository, undefined, ({ sdr }) => ({ reservationId: sdr.reservationId }));
    case "reading": {
      const { number } = device.sensors[ask.pick % device.sensors.length]!;
      return put(getSensorReading, { sensorNumber: number }, (then) => sensorReadings(then, number));
    }
    case "thresholds": {
      const { number } = device.sensors[ask.pick % device.sensors.length]!;
      return {
        ...put(getSensorThresholds, { sensorNumber: number }, () => 0),
        answers: (then) => {
          const raws = thresholdRaws(then, number);
          if (raws === undefined) return [[0xcd]];
          const mask = raws.reduce((bits, each, index) => bits | (each === undefined ? 0 : 1 << index), 0);
          return [[0, mask, ...raws.map((each) => each ?? 0)]];
        },
      };
    }
    case "userName": {
      const userId = 1 + (ask.pick % device.accounts.users.length);
      return put(getUserName, { userId }, ({ accounts }) => ({ name: accounts.users[userId - 1]!.name }));
    }
    case "lan": {
      const names = (Object.keys(lanParameterFormats) as LanParameterName[]).filter(
        (name) => isPlainLanParameter(name) || name === "badPasswordThreshold",
      );
      const parameter = names[ask.pick % names.length]!;
      const { selector: parameterSelector } = lanParameterFormats[parameter];
      const request = { channelNumber: 1, revisionOnly: false, parameterSelector, setSelector: 0, blockSelector: 0 };
      return put(getLanConfigurationParameters, request, (then) => {
        return { parameterRevision: 0x11, parameter: { parameter, value: lanValue(then, parameter) } as LanParameter };
      });
    }
    case "selEntry":
      return selQuestion(ask.pick);
    case "sdr":
      return sdrQuestion(ask.pick, ask.offset & 0xff, ask.count);
    case "fru": {
      const { fruDeviceId } = device.fru.devices[ask.pick % device.fru.devices.length]!;
      const { offset, count } = ask;
      return put(readFruData, { fruDeviceId, offset, count }, ({ fru }) => {
        if (offset >= fruSize) return 0xc9;
        if (count > 240) return 0xca;
        const data = fruImage(fru.devices[fruDeviceId]!).slice(offset, offset + count);
        return { countReturned: data.length, data };
      });
    }
    case "power":
      return put(chassisControl, { control: ask.control as PowerControl }, ({ chassis }) => {
        if (ask.control > 5) return 0xcc;
        return ask.control === 2 && !chassis.powerIsOn ? 0xd5 : 0;
      });
    case "addSel": {
      const record = { kind: "oem", recordId: 0, recordType: 0xe1, data: selMark(mark) } as const;
      return put(addSelEntry, record, ({ sel }) => {
        const added = sel.records.filter((each) => each.kind === "oem" && isSame(each.data, selMark(mark)));
        return added.length === 0 ? 0xc4 : added.map(({ recordId }) => ({ recordId }));
      });
    }
    case "bootInitiator": {
      const option = { kind: "bootInitiatorInfo", channelNumber: 1, sessionId: 0x1234, timestamp: mark } as const;
      // One that it has not set is not one that it executed: no answer is right.
      return put(setSystemBootOptions, { parameterSelector: 6, markInvalid: false, option }, ({ boot }) => {
        return boot.initiatorInfo.timestamp === mark ? 0 : [];
      });
    }
    case "writeFru": {
      const slot = fruSlot(mark);
      return put(writeFruData, { fruDeviceId: 0, offset: slot, data: fruSlotBytes(mark) }, ({ fru }) => {
        const written = fruImage(fru.devices[0]!).slice(slot, slot + 4);
        return isSame(written, fruSlotBytes(mark)) ? { countWritten: 4 } : [];
      });
    }
    case "setThresholds": {
      const { number: sensorNumber } = device.sensors[ask.pick % device.sensors.length]!;
      const named = thresholdNames.filter((_name, index) => ((ask.mask >>> index) & 1) === 1);
      const entries = named.map((name) => [name, ask.raws[thresholdNames.indexOf(name)]!]);
      const thresholds = Object.fromEntries(entries) as { [Name in ThresholdName]?: number };
      return put(setSensorThresholds, { sensorNumber, thresholds }, ({ sensors }) => {
        const sensor = sensors.find(({ number }) => number === sensorNumber)!;
        if (sensor.kind !== "threshold") return 0xcd;
        if (!named.every((name) => sensor.settableThresholds.includes(name))) return 0xcc;
        const isSet = (name: ThresholdName): boolean =>
          sensor.thresholds[name] === (readingValue(sensor, thresholds[name]!) ?? sensor.thresholds[name]);
        return named.every(isSet) ? 0 : [];
      });
    }
  }

  function selQuestion(which: number): Question {
    const { records } = device.sel;
    const ids = [0, 0xffff, ...records.map(({ recordId }) => recordId)];
    const recordId = ids[which % ids.length]!;
    return put(getSelEntry, { reservationId: 0, recordId, offset: 0, bytesToRead: 0xff }, ({ sel }) => {
      const last = sel.records.length - 1;
      const named = sel.records.findIndex((record) => record.recordId === recordId);
      const index = recordId === 0 ? Math.min(0, last) : recordId === 0xffff ? last : named;
      const record = sel.records[index];
      if (record === undefined) return 0xcb;
      const nextRecordId = sel.records[index + 1]?.recordId ?? 0xffff;
      return { nextRecordId, recordData: encodeToBytes(selRecord, record) };
    });
  }

  function sdrQuestion(which: number, offset: number, bytesToRead: number): Question {
    const { reservationId } = device.sdr;
    const recordId = which % (repositoryRecords(device).length + 1);
    return put(getSdr, { reservationId, recordId, offset, bytesToRead }, (then) => {
      const isReserved = reservationId !== 0 && reservationId === then.sdr.reservationId;
      if (!isReserved && (offset > 0 || reservationId !== 0)) return 0xc5;
      const record = repositoryRecords(then)[Math.max(0, recordId - 1)]!;
      const bytes = record.bytes();
      if (offset > bytes.length) return 0xc9;
      const data = bytesToRead === 0xff ? bytes.slice(offset) : bytes.slice(offset, offset + bytesToRead);
      return { nextRecordId: record.nextRecordId ?? 0xffff, data };
    });
  }
}

function lanValue({ lan, accounts }: BmcDevice, name: LanParameterName): unknown {
  switch (name) {
    case "cipherSuiteEntrySupport":
      return lan.parameters.cipherSuiteEntries!.length;
    case "badPasswordThreshold":
      return {
        ...accounts.badPasswords,
        resetInterval: 0,
        lockoutInterval: accounts.badPasswords.lockoutInterval / 1000,
      };
    default:
      return isPlainLanParameter(name) ? lan.parameters[name] : undefined;
  }
}

function isSame(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

import { RefusalError } from "@ruipmi/core";
import type { AnyCommand } from "@ruipmi/core/wire";
import {
  getFruInventoryAreaInfo,
  type ReadFruDataRequest,
  readFruData,
  type WriteFruDataRequest,
  writeFruData,
} from "../../src/index.ts";
import type { Answer } from "./run-procedure.ts";

/** A FRU device as a managed system may have it. */
export interface ScriptedFru {
  image: Uint8Array;
  /** What Get FRU Inventory Area Info says, where that is not true. */
  readonly areaSize?: number;
  readonly byWords?: boolean;
  /** Longest part in bytes, and the code that a longer one is refused with. */
  readonly most?: { readonly bytes: number; readonly code: number };
  /** Gives no more than so many bytes, whatever it is asked for. */
  readonly gives?: number;
  /** Refuses to be written here, with 80h. */
  readonly protectedFrom?: number;
  readonly protectedTo?: number;
  /** How often it is busy before it answers. */
  busy?: number;
  /** Says that it wrote, and does not. */
  readonly forgets?: boolean;
  readonly asked: { readonly offset: number; readonly count: number }[];
}

export function refusal(code: number): RefusalError {
  return new RefusalError("completionCode", "refused", { completionCode: code });
}

/** Answers the FRU commands for a device. */
export function answering(fru: ScriptedFru): Answer {
  const unit = fru.byWords === true ? 2 : 1;
  const check = (bytes: number): void => {
    if ((fru.busy ?? 0) > 0) {
      fru.busy = fru.busy! - 1;
      throw refusal(0x81);
    }
    if (fru.most !== undefined && bytes > fru.most.bytes) throw refusal(fru.most.code);
  };
  return (command: AnyCommand, request: unknown) => {
    switch (command.name) {
      case getFruInventoryAreaInfo.name:
        return { areaSize: fru.areaSize ?? fru.image.length, accessedByWords: fru.byWords === true };
      case readFruData.name: {
        const { offset, count } = request as ReadFruDataRequest;
        fru.asked.push({ offset: offset * unit, count: count * unit });
        check(count * unit);
        if (offset * unit >= fru.image.length) throw refusal(0xc9);
        const given = Math.min(count * unit, fru.gives ?? 255);
        const data = fru.image.slice(offset * unit, offset * unit + given);
        return { countReturned: data.length / unit, data };
      }
      case writeFruData.name: {
        const { offset, data } = request as WriteFruDataRequest;
        const at = offset * unit;
        fru.asked.push({ offset: at, count: data.length });
        check(data.length);
        const { protectedFrom = 0, protectedTo = 0 } = fru;
        if (at < protectedTo && at + data.length > protectedFrom) throw refusal(0x80);
        if (fru.forgets !== true) fru.image.set(data, at);
        return { countWritten: data.length / unit };
      }
      default:
        throw refusal(0xc1);
    }
  };
}

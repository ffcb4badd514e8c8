/** Clear SEL, 0Ah/47h (IPMI v2.0 §31.9); bodies in formats/erasure.ts. */
import { type Command, NetFn } from "@ruipmi/core/wire";
import { type EraseRequest, type EraseResponse, eraseRequest, eraseResponse } from "../formats/erasure.ts";

/** What Clear SEL can do (IPMI v2.0 §31.9). */
export const ClearSelAction = {
  /** Say how far the erasure is. */
  getErasureStatus: 0x00,
  /** Erase. */
  initiateErase: 0xaa,
} as const;

/** One of {@link ClearSelAction}. */
export type ClearSelAction = (typeof ClearSelAction)[keyof typeof ClearSelAction];

/** Asks for all records to be erased, or how far that is; the action is one of {@link ClearSelAction}. */
export type ClearSelRequest = EraseRequest;

/** How far the erasure is (IPMI v2.0 §31.9). */
export const ErasureProgress = {
  /** Under way. */
  inProgress: 0,
  /** Over. */
  completed: 1,
} as const;

/** One of {@link ErasureProgress}. */
export type ErasureProgress = (typeof ErasureProgress)[keyof typeof ErasureProgress];

/** How far it is: one of {@link ErasureProgress}. */
export type ClearSelResponse = EraseResponse;

/** Clear SEL: needs OPERATOR. The reservation is void once it has begun. */
export const clearSel: Command<ClearSelRequest, ClearSelResponse> = {
  name: "Clear SEL",
  netFn: NetFn.storage,
  cmd: 0x47,
  section: "IPMI v2.0 §31.9",
  request: eraseRequest,
  response: eraseResponse,
};

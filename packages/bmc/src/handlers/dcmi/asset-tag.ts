import {
  type GetStringPartRequest,
  type GetStringPartResponse,
  getAssetTag,
  type SetStringPartRequest,
  type SetStringPartResponse,
  setAssetTag,
} from "@ruipmi/commands";
import { CompletionCode, PrivilegeLevel } from "@ruipmi/core/wire";
import type { FruDeviceState, FruState } from "../../device/fru/index.ts";
import { findFruDevice } from "../fru/find-fru-device.ts";
import { type BuiltInHandler, refuse } from "../handler.ts";
import { bytesText, readPart, textBytes, writePart } from "./string-parts.ts";

/** Get Asset Tag (DCMI v1.5 §6.4.2): that of the product info area of FRU 0. */
export const getAssetTagHandler: BuiltInHandler<GetStringPartRequest, GetStringPartResponse> = {
  command: getAssetTag,
  handler: (request, { device: { fru } }) => {
    const product = productFru(fru);
    if (product === undefined) return refuse(CompletionCode.notPresent);
    const refusal = encodingRefusal(product);
    return refusal === undefined ? readPart(tagOf(product), request) : refuse(refusal);
  },
};

/** Set Asset Tag (DCMI v1.5 §6.4.3). */
export const setAssetTagHandler: BuiltInHandler<SetStringPartRequest, SetStringPartResponse> = {
  command: setAssetTag,
  options: { privilegeLevel: PrivilegeLevel.operator },
  handler: (request, { device: { fru } }) => {
    const product = productFru(fru);
    if (product === undefined) return refuse(CompletionCode.notPresent);
    const refusal = encodingRefusal(product);
    if (refusal !== undefined) return refuse(refusal);
    return writePart(tagOf(product), request, longestTag, (bytes) => {
      const { inventory } = product;
      product.inventory = { ...inventory, product: { ...inventory.product!, assetTag: bytesText(bytes) } };
    });
  },
};

/** Bytes (DCMI v1.5 §6.4.2): what a type/length byte can announce. */
const longestTag = 63;

function productFru(fru: FruState): FruDeviceState | undefined {
  const device = findFruDevice(fru, 0);
  return device?.inventory.product === undefined ? undefined : device;
}

function tagOf({ inventory }: FruDeviceState): Uint8Array {
  const tag = inventory.product?.assetTag;
  return textBytes(typeof tag === "string" ? tag : "");
}

/** 80h–82h: the tag is there, and not in an encoding that DCMI carries (DCMI v1.5 §6.4.2). */
function encodingRefusal({ inventory }: FruDeviceState): number | undefined {
  const tag = inventory.product?.assetTag;
  if (tag === undefined || typeof tag === "string" || tag.encoding === "latin1") return undefined;
  return { binary: 0x80, bcdPlus: 0x81, sixBitAscii: 0x82 }[tag.encoding];
}

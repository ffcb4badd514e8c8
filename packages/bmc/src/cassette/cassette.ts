import type { BridgeMode } from "../device/satellite.ts";
import type { Millis } from "../types.ts";

/** What a managed system answered, to be answered again: a recording without sessions, keys and sequence numbers. */
export interface Cassette {
  /** What it is a recording of, for who reads the file. */
  readonly about: string;
  /** The managed system's GUID, 16 bytes in the order of the wire; absent where the recording does not say. */
  readonly guid?: Uint8Array;
  /** How the answers of controllers behind it came over the bridge. */
  readonly bridgeMode: BridgeMode;
  /** What was asked, and what was answered, in the order of the recording. */
  readonly exchanges: readonly CassetteExchange[];
}

/** A request with its answer. */
export interface CassetteExchange {
  /** The command's name, for who reads the file; nothing depends on it. */
  readonly name: string;
  /** Network function of the request, even. */
  readonly netFn: number;
  /** Command number. */
  readonly cmd: number;
  /** The LUN that was asked, 0 to 3; 0 where it is absent. */
  readonly lun?: number;
  /** The way to the controller that was asked; absent where that is the managed system itself. */
  readonly bridge?: CassetteBridge;
  /** Request data; without passwords and keys: zeros are in their place. */
  readonly data: Uint8Array;
  /** Completion code of the answer. */
  readonly completionCode: number;
  /** Response data behind the completion code. */
  readonly response: Uint8Array;
  /** Milliseconds between request and answer. */
  readonly delay: Millis;
}

/** The way to a controller behind the managed system, over one bridge or two (IPMI v2.0 §6.13). */
export interface CassetteBridge {
  /** The channel that leads to it, 0 to 15; with a transit controller the channel of that one. */
  readonly channel: number;
  /** Its slave address, 8 bits. */
  readonly address: number;
  /** The managed system's channel that leads to the transit controller; absent where there is none between. */
  readonly transitChannel?: number;
  /** The slave address of the transit controller. */
  readonly transitAddress?: number;
  /** Whose Send Message was refused, with the completion code of the exchange; absent where the controller itself answered. */
  readonly refusedBy?: "managedSystem" | "transit";
}

/** A request, as a cassette looks for its answer. */
export type CassetteRequest = Pick<CassetteExchange, "netFn" | "cmd" | "lun" | "bridge" | "data">;

import type { Codec } from "@ruipmi/core/wire";

/** A parameter's number, its data and whether it can be set. */
export interface LanParameterFormat<Value> {
  /** Parameter selector (IPMI v2.0 table 23-4). */
  readonly selector: number;
  /** Its data, both ways. */
  readonly codec: Codec<Value>;
  /** Whether Set LAN Configuration Parameters is refused with 82h. */
  readonly readOnly?: true;
}

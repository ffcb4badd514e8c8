import { createDevice, type SatelliteController } from "@ruipmi/bmc";
import type { BridgePath } from "@ruipmi/core/wire";
import type { SeededRandom } from "@ruipmi/transport-mock";

/** One hop to 30h and to 82h, two to 72h behind it. */
const paths: readonly BridgePath[] = [
  { targetAddress: 0x30 },
  { targetAddress: 0x82 },
  { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82, transitChannel: 0 },
];

/**
 * The controllers behind the IPMB. What they say of their firmware is how many commands were executed there so far, so
 * that each answer is the answer to one request.
 */
export class Satellites {
  readonly controllers: SatelliteController[];
  #executed = 0;

  constructor() {
    this.controllers = createDevice().satellites.map((each) => this.#counting(each));
  }

  /** How many commands were executed. */
  get executed(): number {
    return this.#executed;
  }

  /** The way to one of them. */
  anyPath(random: SeededRandom): BridgePath {
    return paths[random.below(paths.length)]!;
  }

  /** Whether it answers Get Device ID at the end of the way, executed when so many had been before, or later. */
  isAnswer(data: Uint8Array, path: BridgePath, since: number): boolean {
    if (data.length !== 15) return false;
    const view = new DataView(data.buffer, data.byteOffset);
    // Product ID and auxiliary firmware revision (IPMI v2.0 table 20-2).
    if (view.getUint16(9, true) !== 0x1000 + path.targetAddress) return false;
    const order = view.getUint32(11, true);
    return order >= since && order < this.#executed;
  }

  #counting(controller: SatelliteController): SatelliteController {
    const { deviceId } = controller;
    const next = (): Uint8Array => {
      const count = new DataView(new ArrayBuffer(4));
      count.setUint32(0, this.#executed++, true);
      return new Uint8Array(count.buffer);
    };
    return {
      ...controller,
      satellites: controller.satellites.map((each) => this.#counting(each)),
      get deviceId() {
        return { ...deviceId, auxiliaryFirmwareRevision: next() };
      },
    };
  }
}

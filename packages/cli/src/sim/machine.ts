import { type BmcConfig, type BmcDevice, createDevice, createSel } from "@ruipmi/bmc";
import { nodeRandomBytes } from "@ruipmi/transport-node";
import type { Io } from "../io.ts";
import type { Options } from "../options/options.ts";
import { readDeviceFile } from "./device-file.ts";
import { individualize, locate } from "./individual.ts";

/** How the machines of `sim` are configured. */
export interface MachinePlan {
  /**
   * What the engine at an address and port is made with: a device of its own each time, whose clock has run since the
   * plan was made.
   */
  configOf(address: string, port: number): BmcConfig;
}

/** Where the time is from. */
export interface Clocks {
  /** What the clock of a machine shows that no file describes. */
  wall(): Date;
  /** Milliseconds from any origin, which never go back. */
  monotonic(): number;
}

/** Understands what the options say of the machines. Throws `UsageError` for a device file with a mistake. */
export function planMachines(options: Options, io: Io, clocks: Clocks): MachinePlan {
  const { simUsers, simSuites, simFaults, simSeed, simDevice, simAddresses, kgSource } = options;
  const kg = kgSource.type === "value" ? kgSource.kg : undefined;
  const isDescribed = simDevice !== undefined;
  const makeDevice = isDescribed ? readDeviceFile(simDevice, io) : () => defaultDevice(clocks.wall());
  const isAlone = simAddresses.length === 1;
  const startedAt = clocks.monotonic();
  return {
    configOf: (address, port) => {
      const device = makeDevice();
      // A machine that is made late has a clock that began with the others'; the wall clock did so by itself.
      if (isDescribed) device.sel.clock.seconds += (clocks.monotonic() - startedAt) / 1000;
      // Of the only one of its kind the file has the last word.
      if (!(isDescribed && isAlone)) locate(device, address, port);
      return {
        users: simUsers,
        cipherSuites: simSuites,
        faults: simFaults,
        ...(kg === undefined ? {} : { kg }),
        device,
        seed: isAlone ? simSeed : individualize(device, { address, seed: simSeed }),
        randomBytes: nodeRandomBytes,
      };
    },
  };
}

/** A machine whose clock is right and whose history is recent. */
function defaultDevice(now: Date): BmcDevice {
  return createDevice({ sel: createSel(Math.floor(now.getTime() / 1000)) });
}

import { type BmcConfig, type BmcDevice, createDevice, createSel } from "@ruipmi/bmc";
import { nodeRandomBytes } from "@ruipmi/transport-node";
import type { Io } from "../io.ts";
import type { Options } from "../options/options.ts";
import { readDeviceFile } from "./device-file.ts";
import { individualize } from "./individual.ts";

/** How the machines of `sim` are configured. */
export interface MachinePlan {
  /** What the engine at an address is made with: a device of its own each time. */
  configOf(address: string): BmcConfig;
}

/**
 * Understands what the options say of the machines. Throws `UsageError` for a device file with a mistake.
 *
 * @param wallClock - what the clock of a machine shows that no file describes
 */
export function planMachines(options: Options, io: Io, wallClock: () => Date): MachinePlan {
  const { simUsers, simSuites, simFaults, simSeed, simDevice, simAddresses, kg } = options;
  const makeDevice = simDevice === undefined ? () => defaultDevice(wallClock()) : readDeviceFile(simDevice, io);
  const positions = new Map(simAddresses.map((address, index) => [address, index + 1]));
  return {
    configOf: (address) => {
      const device = makeDevice();
      const position = positions.get(address) ?? 0;
      const isAlone = positions.size === 1;
      return {
        users: simUsers,
        cipherSuites: simSuites,
        faults: simFaults,
        ...(kg === undefined ? {} : { kg }),
        device,
        seed: isAlone ? simSeed : individualize(device, { address, position, seed: simSeed }),
        randomBytes: nodeRandomBytes,
      };
    },
  };
}

/** A machine whose clock is right and whose history is recent. */
function defaultDevice(now: Date): BmcDevice {
  return createDevice({ sel: createSel(Math.floor(now.getTime() / 1000)) });
}

import { fileURLToPath } from "node:url";
import type { CipherSuite } from "@ruipmi/core";
import { debianPython, type Peer } from "./peers.ts";
import { ruipmi } from "./ruipmi.ts";
import { type Finished, run } from "./run.ts";

/** Simulated BMCs that differ in what a client needs to come to a suite. */
export type SuiteSim = "standard" | "dialect" | "without17";

/** How to start each of {@link SuiteSim}, besides the users. */
export const suiteSims: Readonly<Record<SuiteSim, readonly string[]>> = {
  standard: [],
  dialect: ["--fault", "openipmiMd5"],
  without17: ["--suites", "0-16,18-19"],
};

/** A client that logs in as a user of its own name, so that the BMC can tell which of them it was. */
export interface SuiteClient {
  readonly name: string;
  /** The Debian package whose version the table tells; ruipmi has none. */
  readonly debianPackage?: string;
  readonly peers: readonly Peer[];
  /** The BMC that the client is tried at with this suite; `undefined` where it has no way to ask for the suite. */
  simFor(suite: CipherSuite): SuiteSim | undefined;
  /** Opens a session, gets the device ID and closes the session. */
  getDeviceId(port: number, suite: CipherSuite): Promise<Finished>;
}

const everySuite = (): SuiteSim => "standard";

/** What openipmicmd calls the algorithms, each list in the order of their numbers (IPMI v2.0 §13.28). */
const openipmiNames: Readonly<Record<"authentication" | "integrity" | "confidentiality", readonly string[]>> = {
  authentication: ["rakp_none", "rakp_hmac_sha1", "rakp_hmac_md5"],
  integrity: ["none", "hmac_sha1", "hmac_md5", "md5"],
  confidentiality: ["none", "aes_cbc_128", "xrc4_128", "xrc4_40"],
};

/** The password of every client. */
export const suitePassword = "password";

/** All that a table of clients and suites is made of. */
export const suiteClients: readonly SuiteClient[] = [
  {
    name: "ruipmi",
    peers: [],
    simFor: everySuite,
    getDeviceId: (port, { id }) =>
      ruipmi([...atPort(port), "-U", "ruipmi", "-P", suitePassword, "-C", String(id), "mc", "info"]),
  },
  {
    name: "ipmitool",
    debianPackage: "ipmitool",
    peers: ["ipmitool"],
    simFor: everySuite,
    getDeviceId(port, { id }) {
      const login = ["-I", "lanplus", ...atPort(port), "-U", "ipmitool", "-P", suitePassword, "-C", String(id)];
      return run("ipmitool", [...login, "mc", "info"]);
    },
  },
  {
    name: "FreeIPMI",
    debianPackage: "freeipmi-tools",
    peers: ["bmc-info"],
    simFor: everySuite,
    getDeviceId(port, { id }) {
      const login = ["-h", `127.0.0.1:${port}`, "-u", "FreeIPMI", "-p", suitePassword, "-l", "ADMIN"];
      return run("bmc-info", ["-D", "LAN_2_0", ...login, "-I", String(id), "--get-device-id"]);
    },
  },
  {
    name: "OpenIPMI",
    debianPackage: "openipmi",
    peers: ["openipmicmd"],
    simFor({ id, authentication }) {
      if (openipmiNames.authentication[authentication] === undefined) return undefined;
      return id === 12 ? "dialect" : "standard";
    },
    getDeviceId(port, { authentication, integrity, confidentiality }) {
      const algorithms = [
        ...["-Ra", openipmiNames.authentication[authentication]!],
        ...["-Ri", openipmiNames.integrity[integrity]!, "-Rc", openipmiNames.confidentiality[confidentiality]!],
      ];
      const login = ["-U", "OpenIPMI", "-P", suitePassword, "-p", String(port), "-A", "rmcp+", ...algorithms];
      return run("openipmicmd", ["-k", "0f 00 06 01", "lan", ...login, "127.0.0.1"]);
    },
  },
  {
    name: "pyghmi",
    debianPackage: "python3-pyghmi",
    peers: ["pyghmi"],
    simFor: ({ id }) => (id === 17 ? "standard" : id === 3 ? "without17" : undefined),
    getDeviceId: (port) => run(debianPython, [pyghmiScript, String(port), "pyghmi", suitePassword]),
  },
];

const pyghmiScript = fileURLToPath(new URL("../../python/pyghmi-device-id.py", import.meta.url));

function atPort(port: number): readonly string[] {
  return ["-H", "127.0.0.1", "-p", String(port)];
}

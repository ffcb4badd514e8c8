import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The programs and libraries that ruipmi is tried against, and the Debian package each is in. */
const packages = {
  ipmi_sim: "openipmi",
  ipmitool: "ipmitool",
  openipmicmd: "openipmi",
  "bmc-info": "freeipmi-tools",
  "ipmi-chassis": "freeipmi-tools",
  "ipmi-dcmi": "freeipmi-tools",
  "ipmi-fru": "freeipmi-tools",
  "ipmi-sel": "freeipmi-tools",
  "ipmi-sensors": "freeipmi-tools",
  ipmiconsole: "freeipmi-tools",
  ipmiping: "freeipmi-tools",
  ipmipower: "freeipmi-tools",
  rmcpping: "freeipmi-tools",
  tshark: "tshark",
  pyghmi: "python3-pyghmi",
} as const;

/** What is a module of Debian's own Python rather than a program on the path. */
const pythonModules: ReadonlySet<string> = new Set(["pyghmi"]);

/** The Python whose modules Debian installs; another that comes first on the path would not have them. */
export const debianPython = "/usr/bin/python3";

/** One of {@link packages}. */
export type Peer = keyof typeof packages;

/**
 * Whether the programs are installed. Where they are not, the tests that need them are passed over with a message that
 * says what to install, unless RUIPMI_INTEROP=required: then that is a failure.
 */
export function installed(...peers: readonly Peer[]): boolean {
  const missing = peers.filter((peer) => !(pythonModules.has(peer) ? isPythonModule(peer) : isOnPath(peer)));
  if (missing.length === 0) return true;
  const install = [...new Set(missing.map((peer) => packages[peer]))].join(" ");
  const text = `interop: ${missing.join(", ")} not found; to run these tests: apt-get install ${install}`;
  if (process.env["RUIPMI_INTEROP"] === "required") throw new Error(text);
  console.warn(text);
  return false;
}

function isPythonModule(name: string): boolean {
  return spawnSync(debianPython, ["-c", `import ${name}`], { stdio: "ignore" }).status === 0;
}

function isOnPath(program: string): boolean {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/sbin"];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

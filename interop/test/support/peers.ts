import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** The programs that ruipmi is tried against, and the Debian package each is in. */
const packages = {
  ipmi_sim: "openipmi",
  ipmitool: "ipmitool",
  "bmc-info": "freeipmi-tools",
  ipmiconsole: "freeipmi-tools",
  ipmipower: "freeipmi-tools",
} as const;

/** A program of {@link packages}. */
export type Peer = keyof typeof packages;

/**
 * Whether the programs are installed. Where they are not, the tests that need them are passed over with a message that
 * says what to install, unless RUIPMI_INTEROP=required: then that is a failure.
 */
export function installed(...peers: readonly Peer[]): boolean {
  const missing = peers.filter((peer) => !isOnPath(peer));
  if (missing.length === 0) return true;
  const install = [...new Set(missing.map((peer) => packages[peer]))].join(" ");
  const text = `interop: ${missing.join(", ")} not found; to run these tests: apt-get install ${install}`;
  if (process.env["RUIPMI_INTEROP"] === "required") throw new Error(text);
  console.warn(text);
  return false;
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

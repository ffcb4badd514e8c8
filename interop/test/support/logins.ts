import { type Finished, run } from "./run.ts";

/** Runs a program with the arguments that log the default user of `ruipmi sim` in, and then these. */
export type Client = (...args: readonly string[]) => Promise<Finished>;

/** ipmitool over RMCP+, at a simulated BMC on this port of loopback. */
export function ipmitoolAt(port: number): Client {
  return (...args) => run("ipmitool", [...ipmitoolLogin(port, "admin", "password"), ...args]);
}

/** What tells ipmitool where to log in, and as whom. */
export function ipmitoolLogin(port: number, username: string, password: string): readonly string[] {
  return ["-I", "lanplus", "-H", "127.0.0.1", "-p", String(port), "-U", username, "-P", password];
}

/** One of FreeIPMI's programs over RMCP+, at a simulated BMC on this port of loopback. */
export function freeipmiAt(port: number, program: string, suite = 17): Client {
  const login = ["-D", "LAN_2_0", "-h", `127.0.0.1:${port}`, "-u", "admin", "-p", "password", "-l", "ADMIN"];
  return (...args) => run(program, [...login, "-I", String(suite), ...args]);
}

/**
 * OpenIPMI's library through openipmicmd, which runs one command: `<lun> <netFn> <command> <data>` in hex after 0f, the
 * BMC's own channel.
 */
export function openipmicmdAt(port: number, command: string): Client {
  const login = ["-U", "admin", "-P", "password", "-p", String(port)];
  return (...args) => run("openipmicmd", ["-k", command, "lan", ...login, ...args, "127.0.0.1"], { timeout: 10_000 });
}

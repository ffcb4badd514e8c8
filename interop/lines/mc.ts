import { superMicroX9, unknownMaker } from "../test/support/makers.ts";
import { type LineGroup, line, reasons } from "./line.ts";

const setenables = "ipmitool 1.8.19 never sees its own option: it compares the whole of `oem0=on` with `oem0`";
const noPresentCountdown = {
  ipmi_sim: "ipmi_sim leaves the present countdown out; ipmitool prints what was in its buffer, ruipmi says unknown",
} as const;
const unlawful = {
  ipmi_sim: "ipmi_sim sends 35 bytes of its memory behind the answer; ruipmi says so, and that it may have been done",
} as const;
const emptyLine = "ipmitool prints an empty line for what it could not read";
const watchdogGet = line("mc watchdog get", {
  differs: noPresentCountdown,
  ours: (theirs) => theirs.replace(/^(Present Countdown: +).*$/m, "$1unknown"),
});
const refusedBySim = { differs: { ipmi_sim: reasons.exit0 }, fails: true } as const;
const unread = (text: string): ReturnType<typeof line> =>
  line(text, { on: "ipmi_sim", differs: `${reasons.exit0}; ${emptyLine}`, fails: true, ours: () => "" });

/** The lines of `mc`. */
export const mcLines: readonly LineGroup[] = [
  {
    name: "mc",
    lines: [
      line("mc info"),
      line("mc info", { asProcess: true, on: "ruipmi sim" }),
      line("bmc info"),
      line("-c mc info"),
      line("mc guid"),
      line("mc guid auto"),
      line("mc guid smbios"),
      line("mc guid ipmi"),
      line("mc guid rfc"),
      line("mc guid dump"),
      line("mc selftest"),
      line("mc getenables"),
      line("mc setenables oem0=on system_event_log=off", {
        on: "ruipmi sim",
        differs: setenables,
        ours: (theirs) =>
          `Enabling OEM 0\nDisabling System Event Logging\n${theirs}`
            .replace("Nothing to change", "Verifying")
            .replace(/(System Event Logging +: )enabled/, "$1disabled")
            .replace(/(OEM 0 +: )disabled/, "$1enabled"),
      }),
      line("mc setenables oem0=on system_event_log=off", {
        on: "ipmi_sim",
        differs: `${setenables}; ipmi_sim refuses what ruipmi sends`,
        fails: true,
        ours: () => "",
      }),
      line("mc setenables nothing=on", { differs: setenables, fails: true, ours: () => "" }),
      watchdogGet,
      line("mc watchdog reset"),
      line("mc watchdog set timeout=300 pretimeout=10 int=nmi use=sms action=cycle", refusedBySim),
      watchdogGet,
      line("mc watchdog reset"),
      watchdogGet,
      line("mc watchdog set timeout=60 use=frb2 clear=frb2 clear=sms action=poweroff nolog dontstop", refusedBySim),
      watchdogGet,
      line("mc watchdog set t=20 p=1 i=msg u=post a=reset n", refusedBySim),
      watchdogGet,
      line("mc watchdog off", { differs: unlawful, fails: true, ours: () => "" }),
      watchdogGet,
      line("mc watchdog set timeout=7000", {
        differs: "ipmitool says that the value is wrong and sends the command all the same, without it",
        fails: true,
      }),
      line("mc watchdog"),
      line("mc watchdog stop"),
      line("mc getsysinfo system_name", { on: "ruipmi sim" }),
      line("mc getsysinfo system_fw_version", { on: "ruipmi sim" }),
      line("mc getsysinfo os_name", { on: "ruipmi sim" }),
      line("mc getsysinfo primary_os_name", { on: "ruipmi sim" }),
      unread("mc getsysinfo system_name"),
      unread("mc getsysinfo os_name"),
      line("mc getsysinfo delloem_os_version", {
        differs: `${reasons.exit0}; ${emptyLine}`,
        fails: true,
        ours: () => "",
      }),
      line("mc setsysinfo system_name a-name", refusedBySim),
      line("mc getsysinfo system_name", { on: "ruipmi sim" }),
      line('mc setsysinfo os_name "An operating system whose name takes some blocks of its own"', refusedBySim),
      line("mc getsysinfo os_name", { on: "ruipmi sim" }),
      line("mc getsysinfo serial"),
      line("mc"),
      line("mc foo"),
      line("mc reset"),
      line("-N 1 -R 1 mc reset warm"),
      line("mc reset cold", {
        differs: { ipmi_sim: "refused; ipmitool does not look at the answer to Cold Reset" },
        fails: true,
        ours: () => "",
      }),
      line("mc info"),
    ],
  },
  {
    name: "mc",
    on: "ruipmi sim",
    device: superMicroX9,
    lines: [line("mc info"), line("mc guid"), line("mc selftest")],
  },
  {
    name: "mc",
    on: "ruipmi sim",
    device: unknownMaker,
    lines: [
      line("mc info", {
        differs: "Carnegie Mellon makes no servers: ruipmi ships the names of those who do, not all of IANA's registry",
        ours: (theirs) => theirs.replace("Carnegie Mellon", "Unknown (0x03)"),
      }),
      line("mc guid"),
      line("mc selftest"),
    ],
  },
];

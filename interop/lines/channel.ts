import { type LineGroup, line } from "./line.ts";

const everySuite = {
  differs: { ipmi_sim: "ipmitool stops after 12 suites, the size of one of its structures; ruipmi lists them all" },
};
const offIsOff = {
  differs: 'ipmitool takes "off" for "on": it stores the switch before it looks at the word (1.8.19)',
};
const noMaybe = { differs: "ipmitool takes any word for on; ruipmi refuses what is neither on nor off" };

/** The lines of `channel`. */
export const channelLines: readonly LineGroup[] = [
  {
    name: "channel",
    lines: [
      line("channel info"),
      line("channel info 1"),
      line("channel info 0"),
      line("channel info 15"),
      line("channel info 7"),
      line("channel info 12"),
      line("channel info x"),
      line("channel info 1 2"),
      line("channel getaccess 1"),
      line("channel getaccess 14 2"),
      line("channel getaccess 1 64"),
      line("channel getaccess 7"),
      line("channel getaccess"),
      line("channel authcap 1 4"),
      line("channel authcap 14 2"),
      line("channel authcap 1 6"),
      line("channel authcap 1"),
      line("channel authcap 7 4"),
      line("channel getciphers ipmi", everySuite),
      line("channel getciphers ipmi 1", everySuite),
      line("channel getciphers sol", everySuite),
      line("-c channel getciphers ipmi", everySuite),
      line("channel getciphers xyz"),
      line("channel getciphers"),
    ],
  },
  {
    name: "channel setaccess",
    lines: [
      line("channel setaccess 1 5 callin=on ipmi=on link=on privilege=3"),
      line("channel getaccess 1 5"),
      line("channel setaccess 1 5 privilege=USER"),
      line("channel getaccess 1 5"),
      line("channel setaccess 1 5 link=off ipmi=off callin=off"),
      line("channel getaccess 1 5", offIsOff),
      line("channel setaccess 1 5 link=maybe", noMaybe),
      line("channel setaccess 1 5 privilege=king"),
      line("channel setaccess 1 5 colour=red"),
      line("channel setaccess 1 5"),
      line("channel setaccess 7 5 ipmi=on"),
      line("channel setaccess 1 63 ipmi=on"),
    ],
  },
  {
    name: "channel setkg",
    on: "ruipmi sim",
    lines: [
      line("channel setkg plain twenty-byte-bmc-key1", {
        differs: "ipmitool has no such command in 1.8.19, only in what came after it",
      }),
    ],
  },
  { name: "channel, wrong words", lines: [line("channel"), line("channel infos")] },
];

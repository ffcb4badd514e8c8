import { type LineGroup, type LineOptions, line } from "./line.ts";

/** Strings end with a zero, which ipmitool prints. */
const zeroAtTheEnd: LineOptions = {
  differs: "ipmitool prints the zero that ends the string",
  ours: (theirs) => theirs.replaceAll("\0", ""),
};

/** ipmitool 1.8.19 forgets to end the line of the timestamp. */
const endsLines: LineOptions = {
  differs: { "ruipmi sim": "ipmitool forgets to end the line of the timestamp" },
  ours: (theirs) => theirs.replace("UTC    Sampling", "UTC\n    Sampling"),
};

const period: LineOptions = {
  differs: "ipmitool forgets to end a line, and looks milliseconds up among the codes of periods",
  ours: (theirs) => endsLines.ours!(theirs).replace(/Unknown \(0x[0-9a-f]+\)/, "15_min"),
};

/** Of a command that failed. */
const emptyLine: LineOptions = {
  differs: "ipmitool ends every dcmi command with an empty line, those that failed too",
  ours: () => "",
};

const onIpmiSim: LineOptions = { ...emptyLine, differs: { ipmi_sim: String(emptyLine.differs) } };
const exitCode = "ipmitool exits 0, although the managed system refused all it was asked";
const usage = "ipmitool exits 0, and ruipmi says what would be right";
const guessed = "ipmitool takes a word that it does not know for nopoweroff";
const bars = "ipmitool prints the bars between the words that it prints elsewhere";

/** The lines of `dcmi`. */
export const dcmiLines: readonly LineGroup[] = [
  {
    name: "dcmi",
    lines: [
      line("dcmi discover"),
      line("dcmi power reading", { on: "ruipmi sim", ...endsLines }),
      line("dcmi power reading", { on: "ipmi_sim", ...onIpmiSim }),
      line("dcmi power get_limit", onIpmiSim),
      line("dcmi sensors", onIpmiSim),
      line("dcmi asset_tag"),
      line("dcmi get_mc_id_string", { on: "ruipmi sim", ...zeroAtTheEnd }),
      line("dcmi get_mc_id_string", { on: "ipmi_sim" }),
      line("dcmi thermalpolicy get 0x37 1", onIpmiSim),
      line("dcmi get_temp_reading", { differs: { ipmi_sim: exitCode } }),
      line("dcmi get_conf_param"),
    ],
  },
  {
    name: "dcmi, set",
    on: "ruipmi sim",
    lines: [
      line("dcmi power reading 15_min", period),
      line("dcmi power set_limit limit 500"),
      line("dcmi power set_limit action power_off correction 6000 sample 30"),
      line("dcmi power set_limit action sel_logging limit 600 correction 5000 sample 60"),
      line("dcmi power activate"),
      line("dcmi power get_limit"),
      line("dcmi power reading", endsLines),
      line("dcmi power deactivate"),
      line("dcmi set_asset_tag RACK9-U01"),
      line("dcmi asset_tag"),
      line("dcmi set_asset_tag ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
      line("dcmi asset_tag"),
      line("dcmi set_mc_id_string host-1", zeroAtTheEnd),
      line("dcmi get_mc_id_string", zeroAtTheEnd),
      line("dcmi thermalpolicy set 0x37 1 nonvolatile poweroff sel 50 90"),
      line("dcmi thermalpolicy get 0x37 1"),
      line("dcmi thermalpolicy set 0x37 1 volatile nopoweroff nosel 44 60"),
      line("dcmi thermalpolicy get 0x40 1"),
      line("dcmi set_conf_param init 5"),
      line("dcmi set_conf_param timeout 300"),
      line("dcmi set_conf_param retry 70"),
      line("dcmi set_conf_param dhcp_config 1"),
      line("dcmi set_conf_param activate_dhcp"),
      line("dcmi get_conf_param"),
    ],
  },
  {
    name: "dcmi, refused",
    on: "ruipmi sim",
    lines: [
      line("dcmi"),
      line("dcmi power"),
      line("dcmi nonsense"),
      line("dcmi power nonsense", { differs: usage }),
      line("dcmi power reading 14_min", { differs: bars, ours: () => "" }),
      line("dcmi power reading 5_sec", emptyLine),
      line("dcmi power set_limit limit 9999", emptyLine),
      line("dcmi power set_limit limit", emptyLine),
      line("dcmi power set_limit nonsense 1", emptyLine),
      line("dcmi power set_limit limit abc", emptyLine),
      line("dcmi set_asset_tag"),
      line("dcmi thermalpolicy get 0x37", emptyLine),
      line("dcmi thermalpolicy get 0x37 9", emptyLine),
      line("dcmi thermalpolicy set 0x37 1 volatile nonsense sel 50 90", { differs: guessed }),
      line("dcmi set_conf_param nonsense 1", { differs: usage }),
      line("dcmi set_conf_param init"),
    ],
  },
];

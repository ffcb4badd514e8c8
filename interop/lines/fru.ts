import type { BmcDevice, FruDeviceState } from "@ruipmi/bmc";
import {
  blankFru,
  errantFru,
  packedFru,
  psuFru,
  ucs2Fru,
  unendedFru,
} from "../../packages/commands/test/support/fru-images.ts";
import { type LineGroup, line } from "./line.ts";

const notThere = "ipmitool says nothing and ends as if it had done it";
const packedNames = "the SDR's name is packed in 6-bit ASCII: ipmitool prints its bytes";
const packedBlanks = "ipmitool prints the blanks that fill up the last byte of packed text, and Latin 1 as its bytes";
const unicode = "ipmitool takes UCS-2 for bytes";

const beyondTheEnd = "ipmitool reads on behind the end of an area, in memory of its own";
const nothingCut = "ipmitool cuts a file that is larger than the FRU; ruipmi writes nothing and exits 1";
const sizes =
  "ipmitool exits 1 having done it, prints how it goes about it, and makes up an offset of records that there are not";
const notSent = "ipmitool asks the FRU before it looks at the section, and tells the mistake on stdout";
const onStderr = "ruipmi says why on stderr, as for every refused command";

const internalUse = "left out: fru print --json has these bytes, as internalUse";
const oemRecords = "left out: ipmitool knows one record of one vendor here; fru print --json has every record";
const presencePing = "left out: it is a presence ping, which ruipmi ping sends";

/** The lines of `fru`. */
export const fruLines: readonly LineGroup[] = [
  {
    name: "fru",
    lines: [
      ...["fru", "fru print", "fru list", "-v fru print"].map((text) => {
        return line(text, { differs: { ipmi_sim: packedNames }, ours: withName });
      }),
      line("-v fru print 0"),
      line("fru print 0"),
      line("fru print 0x1"),
      line("fru print 99"),
      line("fru print 300"),
      line("fru print abc"),
      line("-c fru print 1"),
      line("-t 0x30 fru print 0"),
      line("-t 0x30 fru print"),
      line("fru nonsense"),
      line("fru read 0 fru.bin", { writes: ["fru.bin"] }),
      line("-v fru read 1 fru.bin", { writes: ["fru.bin"] }),
      line("fru read 99 none.bin", { writes: ["none.bin"], differs: notThere }),
      line("fru read 0"),
      line("fru read 300 none.bin", { writes: ["none.bin"] }),
    ],
  },
  {
    name: "fru of every kind",
    on: "ruipmi sim",
    device: withFrus,
    lines: [
      line("fru print 1"),
      line("-v fru print 1"),
      line("fru print 2", { differs: packedBlanks, ours: unpacked }),
      line("-v fru print 2", { differs: packedBlanks, ours: unpacked }),
      line("fru print 3"),
      line("fru print 4", { differs: unicode }),
      line("fru print 5"),
      line("fru print 6", { differs: beyondTheEnd }),
      line("fru print 7"),
      line("fru", { differs: packedBlanks }),
    ],
  },
  {
    name: "fru of every kind, over a bridge too",
    on: "ipmi_sim",
    ipmiSim: "ipmi-sim-fru",
    lines: [
      line("fru", { differs: packedNames, ours: (theirs) => unpacked(withName(theirs)) }),
      line("-v fru print 1"),
      line("fru print 0", { differs: packedBlanks, ours: unpacked }),
      line("-t 0x30 fru print 0"),
      line("-v -t 0x30 fru print 0"),
      line("-t 0x30 fru read 0 far.bin", { writes: ["far.bin"] }),
      line("-t 0x30 fru edit 0 field p 4 SN-2"),
      line("-t 0x30 fru print 0"),
    ],
  },
  {
    name: "fru, left out",
    on: "ruipmi sim",
    device: withFrus,
    lines: [
      line("fru internaluse 2 info", { differs: internalUse }),
      line("fru internaluse 2 print", { differs: internalUse }),
      line("fru get 1", { differs: oemRecords }),
      line("fru get 1 oem 4753 list", { differs: oemRecords }),
      line("fru upgEkey 1 ekey.bin", { files: { "ekey.bin": psuFru } }),
      line("dcmi oob_discover", { differs: presencePing }),
    ],
  },
  {
    name: "fru write",
    lines: [
      line("fru write 1 new.bin", { files: { "new.bin": ucs2Fru } }),
      line("-v fru write 1 new.bin"),
      line("fru read 1 back.bin", { writes: ["back.bin"] }),
      line("fru write 99 new.bin", { differs: notThere }),
      line("fru write 1 none.bin", { differs: notThere }),
      line("fru write 1 large.bin", { files: { "large.bin": new Uint8Array(300) }, differs: nothingCut }),
      line("fru read 1 back.bin", { writes: ["back.bin"], differs: nothingCut }),
      line("fru write 1"),
    ],
  },
  {
    name: "fru edit",
    lines: [
      line("fru edit 0 field p 5 RACK7-U22"),
      line("fru edit 0 field c 0 CH-PART-02", { on: "ipmi_sim" }),
      line("fru print 0"),
      line("fru read 0 back.bin", { writes: ["back.bin"] }),
      line("fru edit 0 field p 5 RACK7-U22-LEFT", { differs: sizes }),
      line("fru print 0"),
      line("fru edit 0 field b 1 Board", { differs: sizes }),
      line("fru print 0"),
      line("fru edit 0 field p 9 X"),
      line("fru edit 0 field x 0 X", { differs: notSent }),
      line("fru edit 99 field p 0 X", { differs: onStderr }),
      line("fru edit 0 field p"),
      line("fru edit 0 feild p 5 X"),
      line("fru edit abc field p 5 X"),
    ],
  },
];

/** ipmitool cannot read the packed name of ipmi_sim's memory module. */
function withName(theirs: string): string {
  return theirs.replace(/^FRU Device Description : .* \(ID 1\)$/m, "FRU Device Description : DIMM A1 FRU (ID 1)");
}

/** Fields without the blanks that fill up packed text, and Latin 1 as text. */
function unpacked(theirs: string): string {
  return theirs.replace(/^( .*?) +$/gm, "$1").replace("Caf\ufffd", "Café");
}

function withFrus({ fru }: BmcDevice): void {
  const [board] = fru.devices;
  const device = (fruDeviceId: number, name: string, image: Uint8Array): FruDeviceState => ({
    ...{ fruDeviceId, name, entityId: 10, entityInstance: fruDeviceId, inventory: {} },
    ...{ areaSize: image.length, writeProtected: false, image },
  });
  fru.devices = [
    board!,
    device(1, "PSU", psuFru),
    device(2, "Packed", packedFru),
    device(3, "Errant", errantFru),
    device(4, "Unicode", ucs2Fru),
    device(5, "Blank", blankFru),
    device(6, "Unended", unendedFru),
  ];
}

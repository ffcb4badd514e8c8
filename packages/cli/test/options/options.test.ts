import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.ts";
import { type Options, parseOptions } from "../../src/options/options.ts";
import { tokenize, wantsJson } from "../../src/options/tokenize.ts";

const parse = (line: string): Options => parseOptions(tokenize(line.split(" ")).given);
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

describe("tokenize", () => {
  it("finds the command wherever the options stand", () => {
    for (const line of [
      "-H h -v mc info",
      "mc info -H h -v",
      "mc -H h info -v",
      "-vH h mc info",
      "-Hh mc -v info",
      "-vHh -- mc info",
    ]) {
      const { words, given } = tokenize(line.split(" "));
      expect(words).toEqual(["mc", "info"]);
      expect(given.get("host")).toEqual(["h"]);
      expect(given.get("verbose")).toHaveLength(1);
    }
  });

  it("takes a value that looks like an option: passwords may begin with a hyphen", () => {
    expect(tokenize(["-P", "-v", "-U", "--json"]).given).toEqual(
      new Map([
        ["password", ["-v"]],
        ["username", ["--json"]],
      ]),
    );
    expect(wantsJson(["-P", "--json"])).toBe(false);
    expect(wantsJson(["mc", "--json", "info", "--nonsense"])).toBe(true);
  });

  it("takes negative numbers for words: sensors have thresholds below zero", () => {
    const { words, given } = tokenize(["-4", "sensor", "thresh", "T", "lower", "-4", "-6.5", "-.5", "-N", "-1"]);
    expect(words).toEqual(["sensor", "thresh", "T", "lower", "-4", "-6.5", "-.5"]);
    expect([...given]).toEqual([
      ["ipv4", [""]],
      ["firstWait", ["-1"]],
    ]);
  });

  it.each(["d", "D", "A", "m", "o", "g", "s", "O", "z", "n"])("says why ipmitool's -%s is not taken", (letter) => {
    expect(() => tokenize([`-${letter}`, "x", "mc", "info"])).toThrow(new RegExp(`^-${letter} .*(leave it out|-H|-W)`));
  });

  it.each([
    [["--jsn"], /did you mean --json\?/],
    [["--hostname", "h"], /no option "--hostname"/],
    [["--password=hunter2"], /no option "--password"/],
    [["-j"], /no option "-j"/],
    [["mc", "info", "-H"], /-H needs a value: -H HOST/],
    [["--json=yes"], /--json takes no value/],
    [["-vq"], /no option "-q"/],
  ])("refuses %j", (argv, message) => {
    expect(() => tokenize(argv)).toThrow(UsageError);
    expect(() => tokenize(argv)).toThrow(message);
    expect(() => tokenize(argv)).not.toThrow(/hunter2/);
  });
});

describe("parseOptions", () => {
  it("has a default for everything", () => {
    expect(parseOptions(new Map())).toEqual({
      username: new Uint8Array(0),
      passwordSource: { type: "none" },
      allowLowerPrivilege: false,
      namePrivilegeLookup: false,
      kgSource: { type: "none" },
      usesSdrCache: true,
      reconnect: false,
      escapeCharacter: "~",
      yes: false,
      csv: false,
      utc: false,
      retry: {},
      quirks: [],
      simUsers: [{ name: bytes("admin"), password: bytes("password"), privilegeLimit: 4 }],
      simSuites: Array.from({ length: 20 }, (_, id) => id),
      simAddresses: ["127.0.0.1"],
      simFaults: {},
      simSeed: 1,
      verbosity: 0,
      json: false,
    });
  });

  it.each<[string, Partial<Options>]>([
    ["-H ::1", { host: "::1" }],
    ["-H bmc.example", { host: "bmc.example" }],
    ["-H [::1]", { host: "::1" }],
    ["-H fe80::1%eth0", { host: "fe80::1%eth0" }],
    ["-H [fe80::1%eth0]", { host: "fe80::1%eth0" }],
    ["-H 2001:db8::1:623", { host: "2001:db8::1:623" }],
    ["-p 0x26f", { port: 623 }],
    ["--port 9623", { port: 9623 }],
    ["-U root", { username: bytes("root") }],
    ["-P secret", { passwordSource: { type: "value", password: bytes("secret") } }],
    ["-E", { passwordSource: { type: "environment" } }],
    ["-f /etc/bmc", { passwordSource: { type: "file", path: "/etc/bmc" } }],
    ["-a", { passwordSource: { type: "prompt" } }],
    ["-C 17,3", { cipherSuites: [17, 3] }],
    ["-L Operator", { privilegeLevel: 3 }],
    ["--allow-lower-privilege", { allowLowerPrivilege: true }],
    ["-L administrator+", { privilegeLevel: 4, namePrivilegeLookup: true }],
    ["-k key", { kgSource: { type: "value", kg: bytes("key") } }],
    ["--kg key", { kgSource: { type: "value", kg: bytes("key") } }],
    ["-y 00ff", { kgSource: { type: "value", kg: Uint8Array.of(0, 255) } }],
    ["-K", { kgSource: { type: "environment" } }],
    ["-Y", { kgSource: { type: "prompt" } }],
    ["-l 2", { lun: 2 }],
    ["-4", { family: 4 }],
    ["-6", { family: 6 }],
    ["-S cache", { sdrCacheFile: "cache" }],
    ["--no-cache", { usesSdrCache: false }],
    ["-e &", { escapeCharacter: "&" }],
    ["--yes", { yes: true }],
    ["-c", { csv: true }],
    ["-Z", { utc: true }],
    ["-t 0x30", { bridge: { targetAddress: 0x30 } }],
    [
      "-t 0x72 -b 7 -T 130 -B 0",
      { bridge: { targetAddress: 0x72, targetChannel: 7, transitAddress: 0x82, transitChannel: 0 } },
    ],
    ["-R 2 -N 0.5", { retry: { tries: 2, firstWait: 500 } }],
    ["-W opensesspriv,openipmiMd5", { quirks: ["opensesspriv", "openipmiMd5"] }],
    ["-I lanplus", {}],
    ["-vv -v", { verbosity: 3 }],
    ["--json", { json: true }],
    ["--suites 3,15-17", { simSuites: [3, 15, 16, 17] }],
    ["--address ::1 --address 127.0.0.9", { simAddresses: ["::1", "127.0.0.9"] }],
    ["--device server.json", { simDevice: "server.json" }],
    ["--fault busy --fault lateAnswers=250", { simFaults: { busy: true, lateAnswers: 250 } }],
    ["--seed 0x10", { simSeed: 16 }],
    ["-H one -H two", { host: "two" }],
  ])("reads %s", (line, expected) => {
    expect(parse(line)).toMatchObject(expected);
  });

  it("asks the BMC itself without a bridge", () => {
    expect(parse("-t 0x20").bridge).toBeUndefined();
    expect(parse("-t 0x20 -b 6").bridge).toEqual({ targetAddress: 0x20, targetChannel: 6 });
  });

  it("takes every user of sim", () => {
    expect(parse("--user a:b:user --user c:d:oem").simUsers).toHaveLength(2);
  });

  it.each([
    ["-p 65536", /-p is a number from 0 to 65535/],
    ["-p x", /-p/],
    ["-U 12345678901234567", /-U: the user name has 17 bytes; IPMI takes at most 16/],
    ["-P 123456789012345678901", /-P: the password has 21 bytes/],
    ["-P a -E", /exclude each other/],
    ["-f a -a", /exclude each other/],
    ["-k key -y 00", /-k, -y, -K and -Y exclude each other/],
    ["-k 123456789012345678901", /-k: the BMC key has 21 bytes/],
    ["-y 000000000000000000000000000000000000000000", /-y: the BMC key has 21 bytes/],
    ["-y 0", /-y takes an even number of hex digits/],
    ["-C 20", /-C/],
    ["-l 4", /-l is a number from 0 to 3/],
    ["-4 -6", /-4 and -6 exclude each other/],
    ["-S cache --no-cache", /give one of them/],
    ["-e &&", /-e is one character/],
    ["-L admin", /-L is one of/],
    ["-H 127.0.0.1:19623", /give the port with -p 19623$/],
    ["-H bmc.example:623", /give the port with -p 623$/],
    ["-H [::1]:623", /give the port with -p 623$/],
    ["-H bmc.example:http", /-H is an IPv4 or IPv6 address or a host name/],
    ["-H https://bmc", /-H is an IPv4 or IPv6 address or a host name/],
    ["-H [bmc.example]", /-H is an IPv4 or IPv6 address or a host name/],
    ["-H 1:2:3", /-H is an IPv4 or IPv6 address or a host name/],
    ["-t 0x31", /-t is an even 8-bit slave address/],
    ["-t 0x100", /-t/],
    ["-t 0x30 -b 16", /-b is a number from 0 to 15/],
    ["-b 7", /-b .* -t/],
    ["-T 0x82", /-T .* -t/],
    ["-B 0", /-B .* -t/],
    ["-t 0x30 -B 0", /-B .* -T/],
    ["-t 0x30 -T 0x83", /-T is an even/],
    ["-R 0", /-R is a number from 1 to 100/],
    ["-R 1.5", /-R/],
    ["-N 0", /-N is a number of seconds/],
    ["-W opensespriv", /did you mean opensesspriv\?/],
    ["-W ,", /-W knows/],
    ["-I lan", /IPMI v1\.5.*use -I lanplus/],
    ["-I open", /use -I lanplus/],
    ["--suites 3-1", /--suites/],
    ["--user x", /--user takes name:password:level/],
    ["--address 192.0.2.1", /--dangerously-beyond-loopback/],
    ["--fault bsy", /did you mean busy\?/],
    ["--seed -1", /--seed is a number from 0 to 4294967295/],
  ])("refuses %s", (line, message) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(message);
  });

  it("refuses a host that is none", () => {
    for (const host of ["", "a b", "a\nb"]) expect(() => parseOptions(new Map([["host", [host]]]))).toThrow(/-H/);
  });
});

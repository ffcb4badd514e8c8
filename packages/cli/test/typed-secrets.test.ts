import { describe, expect, it } from "vitest";
import { commandTable } from "../src/commands/index.ts";
import { optionTable } from "../src/options/option-table.ts";
import { hideArguments, mayHoldSecret } from "../src/typed-secrets.ts";

describe("mayHoldSecret", () => {
  it.each([
    ["-P secret mc info"],
    ["-H host -Psecret mc info"],
    ["-vP secret mc info"],
    ["-k key mc info"],
    ["-y 00 mc info"],
    ["--kg=key mc info"],
    ["--kg-hex 00 capture show file"],
    ["sim --user admin:secret:user"],
    ["capture show --user=admin:secret file"],
    ["-E user set password 2 secret"],
    ["user test 2 16 secret"],
    ["channel setkg plain key"],
    ["lan set 1 password secret"],
    ["set password secret"],
    ["set pass secret"],
    ["raw 6 0x47 2 2 115 101"],
    ["raw -l 0 0x06 0x56 1 1 1"],
    ["-P"],
  ])("%s: yes", (line) => {
    expect(mayHoldSecret(line.split(" "))).toBe(true);
  });

  it.each([
    ["-H host -U admin -E mc info"],
    ["-H host -U admin -f /run/secrets/bmc -C 17 -v sdr list"],
    ["-H host -a -L user --json --allow-lower-privilege sol activate"],
    ["-K -Y chassis power status"],
    ["sim --port 0 --seed 3"],
    ["capture show --password-file users.txt file.pcap"],
    ["raw 6 1"],
    ["mc selftest"],
  ])("%s: no", (line) => {
    expect(mayHoldSecret(line.split(" "))).toBe(false);
  });

  it("knows every option that takes a password or a key", () => {
    const secret = optionTable.filter(({ value }) => /PASSWORD|KEY|HEX/.test(value ?? ""));
    expect(secret.map(({ key }) => key)).toEqual(expect.arrayContaining(["password", "kg", "kgHex", "user"]));
    for (const { letter, long } of secret) {
      for (const name of [letter && `-${letter}`, long && `--${long}`]) {
        if (name !== undefined) expect([name, mayHoldSecret([name, "x"])]).toEqual([name, true]);
      }
    }
  });

  it("knows every command that takes one", () => {
    const secret = commandTable.filter(({ usage }) => /PASSWORD|KEY/.test(usage));
    expect(secret.length).toBeGreaterThanOrEqual(3);
    for (const { name } of secret) expect([name, mayHoldSecret(name.split(" "))]).toEqual([name, true]);
  });
});

describe("hideArguments", () => {
  const titleAfter = (platform: string, ...words: string[]): string => {
    const process = { argv: ["node", "main.js", ...words], platform, title: "node main.js" };
    hideArguments(process);
    return process.title;
  };

  it("names the process alone where a secret may be among its arguments", () => {
    expect(titleAfter("linux", "-P", "secret", "mc", "info")).toBe("ruipmi");
    expect(titleAfter("darwin", "-P", "secret", "mc", "info")).toBe("ruipmi");
  });

  it("leaves what others may see, and the title of a window", () => {
    expect(titleAfter("linux", "-E", "mc", "info")).toBe("node main.js");
    expect(titleAfter("win32", "-P", "secret", "mc", "info")).toBe("node main.js");
  });
});

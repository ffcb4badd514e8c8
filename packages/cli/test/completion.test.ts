import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandTable } from "../src/commands/index.ts";
import { completionRows } from "../src/completion/completion-table.ts";
import { lineCandidates } from "../src/completion/line-candidates.ts";
import { ruipmi } from "./support/ruipmi.ts";

const folder = mkdtempSync(join(tmpdir(), "ruipmi-completion-"));
const scriptOf = (shell: string): string => join(folder, `ruipmi.${shell}`);
const found = (shell: string): boolean => [`/bin/${shell}`, `/usr/bin/${shell}`].some((path) => existsSync(path));

beforeAll(async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const { code, out, err } = await ruipmi("completion", shell);
    expect([code, err]).toEqual([0, ""]);
    writeFileSync(scriptOf(shell), out);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What bash makes of the words of a line whose last is being typed. */
function completed(...words: string[]): readonly string[] {
  const program = `source "$0"; COMP_WORDS=(ruipmi "$@"); COMP_CWORD=$#; _ruipmi; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync("bash", ["-c", program, scriptOf("bash"), ...words], { encoding: "utf8", cwd: folder });
  return printed.split("\n").filter((line) => line !== "");
}

describe("completionRows", () => {
  it("has every word of every command, after those before it", () => {
    const rows = completionRows(commandTable);
    for (const { name } of commandTable) {
      const words = name.split(" ");
      for (const [index, word] of words.entries()) {
        const after = words.slice(0, index).join(" ");
        expect(rows.find((row) => row.after === after && row.anyArguments === 0)?.words).toContain(word);
      }
    }
  });

  it("has the row that says most first: the shells take the first that fits", () => {
    const [said, any, last] = ["one", "two", "three"].map((word) => [word]);
    const command = { ...commandTable[0]!, name: "group", words: [said!, any!, last!] };
    const rows = completionRows([command, { ...command, name: "group one", words: [["four"]] }]);
    expect(rows.map(({ after, anyArguments }) => `${after}+${anyArguments}`)).toEqual([
      "group one+0",
      "help group+0",
      "group+2",
      "group+1",
      "+0",
      "group+0",
      "help+0",
    ]);
    const candidates = (line: string): readonly string[] => lineCandidates([command], line)[0];
    expect([candidates("group "), candidates("group x "), candidates("group x y ")]).toEqual([said, any, last]);
  });

  it("has words that can be quoted", () => {
    for (const { words, after } of completionRows(commandTable)) {
      for (const word of words) expect(word, after).toMatch(/^[^'"\\]+$/);
    }
  });
});

describe("the script for bash", () => {
  it.each<[string[], string[]]>([
    [["chass"], ["chassis"]],
    [["chassis", "statu"], ["status"]],
    [["-H", "chassis", "mc", "inf"], ["info"]],
    [["-v", "-H", "host", "chassis", "power", "cy"], ["cycle"]],
    [["power", "cy"], ["cycle"]],
    [["help", "chassis", "statu"], ["status"]],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["-L", "op"], ["operator"]],
    [["-I", ""], ["lanplus"]],
    [["--jso"], ["--json"]],
    [["-H", ""], []],
    [["-f", "ruipmi.z"], ["ruipmi.zsh"]],
    [["elephant", ""], []],
  ])("%j", (words, expected) => {
    expect(completed(...words)).toEqual(expected);
  });

  it("is registered for ruipmi", () => {
    const printed = execFileSync("bash", ["-c", 'source "$0"; complete -p ruipmi', scriptOf("bash")], {
      encoding: "utf8",
    });
    expect(printed).toBe("complete -o default -F _ruipmi ruipmi\n");
  });
});

describe.runIf(found("zsh"))("the script for zsh", () => {
  it.each<[string[], string]>([
    [["chassis", ""], "status"],
    [["-H", "host", "power", ""], "cycle"],
    [["-L", ""], "operator"],
    [["help", "chassis", ""], "status"],
  ])("%j", (words, expected) => {
    // compadd is what would show the candidates; here it prints them.
    const program = `compdef() { :; }; compadd() { shift; print -l -- "$@"; }; _files() { :; }
      source "$1"; shift; words=(ruipmi "$@"); CURRENT=$#words; _ruipmi`;
    const printed = execFileSync("zsh", ["-fc", program, "zsh", scriptOf("zsh"), ...words], { encoding: "utf8" });
    expect(printed.split("\n")).toContain(expected);
  });
});

describe.runIf(found("fish"))("the script for fish", () => {
  it.each<[string, string]>([
    ["ruipmi chassis ", "status"],
    ["ruipmi -H host power ", "cycle"],
    ["ruipmi -L ", "operator"],
    ["ruipmi help chassis ", "status"],
    ["ruipmi --js", "--json"],
  ])("%j", (line, expected) => {
    const program = `source ${scriptOf("fish")}; complete -C '${line}'`;
    const printed = execFileSync("fish", ["--no-config", "-c", program], {
      encoding: "utf8",
      env: { ...process.env, HOME: folder },
    });
    expect(printed.split("\n")).toContain(expected);
  });
});

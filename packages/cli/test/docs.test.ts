import { readdirSync, readFileSync } from "node:fs";
import { createDevice, noFaults, readCassette, readDevice } from "@ruipmi/bmc";
import { describe, expect, it } from "vitest";
import { findCommand } from "../src/commands/find-command.ts";
import { parseOptions, requireScope } from "../src/options/options.ts";
import { splitLine } from "../src/options/split-line.ts";
import { tokenize } from "../src/options/tokenize.ts";
import { messageSchema } from "../src/output/capture/message-document.ts";
import { sessionSchema } from "../src/output/capture/session-document.ts";
import { FakeIo } from "./support/fake-io.ts";
import { ruipmi, ruipmiIn } from "./support/ruipmi.ts";
import { startTestBmc } from "./support/test-bmc.ts";

const guide = readFileSync(new URL("../../../docs/simulator.md", import.meta.url), "utf8");

function codeBlocks(language: string, page: string = guide): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map((match) => match[1]!);
}

describe("docs/simulator.md", () => {
  it("has a row for each fault, and none for others", () => {
    const rows = [...guide.matchAll(/^\| `(\w+)(=N)?` \| .+ \| .+ \|$/gm)].filter(([row]) => !row.includes("`,"));
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(noFaults));
    for (const [, name, value] of rows) {
      expect(value !== undefined).toBe(typeof noFaults[name as keyof typeof noFaults] === "number");
    }
  });

  it("describes devices that can be read", () => {
    expect(codeBlocks("json")).toHaveLength(1);
    const device = readDevice(JSON.parse(codeBlocks("json")[0]!));
    expect(device.chassis).toMatchObject({
      powerIsOn: false,
      delays: { on: 800, off: createDevice().chassis.delays.off },
    });
    expect(device.sensors.map(({ name }) => name)).toEqual(["Inlet Temp", "P12V", "PSU1 Status"]);
  });

  it("has a row for each part of a device", () => {
    const rows = [...guide.matchAll(/^\| ((?:`\w+`(?:, )?)+) \| [^|]+ \|$/gm)].flatMap(([, keys]) =>
      [...keys!.matchAll(/`(\w+)`/g)].map(([, key]) => key!),
    );
    expect(rows.toSorted()).toEqual(Object.keys(createDevice()).toSorted());
  });
});

/** Parses a line as the program would, and sends nothing. */
function understand(line: string): void {
  const { words, given } = tokenize(splitLine(line.replace(/ \| .*/, "")).slice(1));
  if (words[0] === "help" || given.has("help")) return;
  const { command, args } = findCommand(words);
  requireScope(given, command.scope, command.name);
  command.prepare(args);
  parseOptions(given, command.scope);
}

describe.each(["README.md", "docs/simulator.md", "docs/cli.md", "docs/captures.md", "docs/replay-and-cassettes.md"])(
  "%s",
  (name) => {
    it("shows command lines that are understood", () => {
      const blocks = codeBlocks("sh", readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8"));
      const lines = blocks.flatMap((block) => block.split("\n").filter((line) => line.startsWith("ruipmi ")));
      expect(lines.length).toBeGreaterThan(3);
      for (const line of lines) expect(() => understand(line), line).not.toThrow();
    });
  },
);

describe("docs/cli.md", () => {
  const blocks = codeBlocks("console", readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8"));
  const lines = blocks.flatMap((block) => block.split(/^\$ /m).slice(1));

  it.each(lines)("shows what is printed: %s", async (text) => {
    const bmc = await startTestBmc();
    const [line, ...printed] = text.split("\n");
    const argv = splitLine(line!.replace("ruipmi -H 10.0.0.5 -U admin -E", ""));
    const { out, err } = await ruipmi(...bmc.options, ...argv);
    await bmc.close();
    expect(out + err).toBe(printed.join("\n"));
  });
});

describe("docs/captures.md", () => {
  const page = readFileSync(new URL("../../../docs/captures.md", import.meta.url), "utf8");
  const lines = shownLines(page);

  it("shows something of each kind", () => {
    expect(lines).toHaveLength(6);
  });

  it.each(lines)("shows what is printed: %s", async (text) => {
    await expectPrinted(text);
  });

  it("has a row for each field of a message, and for each state", () => {
    const named = new Set([...page.matchAll(/^\| (`.+?`) \|/gm)].flatMap(([, row]) => row!.match(/\w+/g) ?? []));
    const { properties } = messageSchema as { properties: object };
    const { state } = (sessionSchema as { properties: { state: { enum: string[] } } }).properties;
    const extra = ["sessionSequenceNumber"];
    expect([...named].toSorted()).toEqual(
      [...Object.keys(properties).filter((name) => !extra.includes(name)), ...state.enum, "state"].toSorted(),
    );
  });
});

describe("docs/replay-and-cassettes.md", () => {
  const page = readFileSync(new URL("../../../docs/replay-and-cassettes.md", import.meta.url), "utf8");

  it.each(shownLines(page))("shows what is printed: %s", async (text) => {
    await expectPrinted(text);
  });

  it("shows a cassette that can be read", () => {
    const [cassette] = codeBlocks("json", page);
    expect(readCassette(JSON.parse(cassette!)).exchanges).toHaveLength(2);
  });
});

/** What a page shows of running the program: the line, and all that it prints. */
function shownLines(page: string): readonly string[] {
  return codeBlocks("console", page).flatMap((block) => block.split(/^\$ /m).slice(1));
}

/** Runs a line that a page shows, in a folder with the recorded captures. */
async function expectPrinted(text: string): Promise<void> {
  const folder = new URL("../../capture/test/captures/", import.meta.url);
  const [line, ...printed] = text.split("\n");
  const io = new FakeIo();
  for (const name of readdirSync(folder)) io.files.set(name, readFileSync(new URL(name, folder)));
  const { out, err } = await ruipmiIn(io, ...splitLine(line!).slice(1));
  expect(out + err).toBe(printed.join("\n"));
}

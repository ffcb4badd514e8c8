import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cipherSuites, describeCipherSuite } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { installed } from "./support/peers.ts";
import { startRuipmiSim } from "./support/ruipmi.ts";
import type { Finished } from "./support/run.ts";
import { type SuiteClient, type SuiteSim, suiteClients, suitePassword, suiteSims } from "./support/suite-clients.ts";

const document = fileURLToPath(new URL("../../docs/interop-suites.md", import.meta.url));

/** What became of a client with a suite; `yes` is a session in that suite and an answer in it, by the BMC's account too. */
type Outcome = "yes" | "dialect" | "aborts" | "fails" | "refuses" | "cannot ask" | "UNEXPLAINED";

describe.skipIf(!installed(...suiteClients.flatMap(({ peers }) => peers)))("every client at every cipher suite", () => {
  it("opens a session, as docs/interop-suites.md says", async () => {
    const outcomes = await tryAll();
    expect(outcomes.get("ruipmi")).toEqual(cipherSuites.map(() => "yes"));
    expect([...outcomes].filter(([, row]) => row.includes("UNEXPLAINED"))).toEqual([]);
    const text = documentOf(outcomes);
    if (process.env["RUIPMI_WRITE_DOCS"] === "1") writeFileSync(document, text);
    const kept = readFileSync(document, "utf8");
    expect(tableOf(kept), "RUIPMI_WRITE_DOCS=1 writes it anew").toEqual(tableOf(text));
  }, 120_000);
});

/** The clients work beside each other, each at one suite after the other. */
async function tryAll(): Promise<ReadonlyMap<string, readonly Outcome[]>> {
  const users = suiteClients.flatMap(({ name }) => ["--user", `${name}:${suitePassword}:administrator`]);
  const names = Object.keys(suiteSims) as SuiteSim[];
  const running = await Promise.all(names.map((name) => startRuipmiSim(["--json", ...users, ...suiteSims[name]])));
  const portOf = (name: SuiteSim): number => running[names.indexOf(name)]!.port;
  const work = suiteClients.map(async (client) => [client, await tryClient(client, portOf)] as const);
  await Promise.allSettled(work);
  const logs = await Promise.all(running.map((sim) => sim.stop()));
  const runs = await Promise.all(work);
  const answered = sessionsAnswered(logs.map(({ stdout }) => stdout).join(""));
  return new Map(
    runs.map(([client, finished]) => [
      client.name,
      cipherSuites.map((suite, index) => {
        const outcome = outcomeOf(finished[index], answered.has(`${client.name} ${suite.id}`));
        return outcome === "yes" && client.simFor(suite) === "dialect" ? "dialect" : outcome;
      }),
    ]),
  );
}

async function tryClient(
  client: SuiteClient,
  portOf: (sim: SuiteSim) => number,
): Promise<readonly (Finished | undefined)[]> {
  const finished: (Finished | undefined)[] = [];
  for (const suite of cipherSuites) {
    const sim = client.simFor(suite);
    finished.push(sim === undefined ? undefined : await client.getDeviceId(portOf(sim), suite));
  }
  return finished;
}

/** `client suite` of each session in which Get Device ID was answered, from what the BMCs told. */
function sessionsAnswered(log: string): ReadonlySet<string> {
  const opened = new Map<number, string>();
  const answered = new Set<string>();
  for (const line of log.trim().split("\n")) {
    const event = JSON.parse(line) as {
      readonly type: string;
      readonly sessionId: number;
      readonly username: string;
      readonly cipherSuiteId: number;
      readonly name: string;
      readonly completionCode: number;
    };
    if (event.type === "sessionOpened") opened.set(event.sessionId, `${event.username} ${event.cipherSuiteId}`);
    const session = opened.get(event.sessionId);
    const isDeviceId = event.type === "commandAnswered" && event.name === "Get Device ID" && event.completionCode === 0;
    if (isDeviceId && session !== undefined) answered.add(session);
  }
  return answered;
}

function outcomeOf(finished: Finished | undefined, answered: boolean): Outcome {
  if (finished === undefined) return "cannot ask";
  if (finished.code === 0 && answered) return "yes";
  if (finished.code === null && finished.stderr.includes("Assertion")) return "aborts";
  // OpenIPMI's "timed out": completion code C3h, in its own range of error numbers.
  if (/^Unable to setup connection: 10000c3$/m.test(finished.stderr)) return "fails";
  return /unsupported cipher suite|not implemented/i.test(finished.stderr) && !answered ? "refuses" : "UNEXPLAINED";
}

function documentOf(outcomes: ReadonlyMap<string, readonly Outcome[]>): string {
  const rows = cipherSuites.map((suite) => [
    ...[String(suite.id), describeCipherSuite(suite)],
    ...[...outcomes.values()].map((row) => row[suite.id]!),
  ]);
  const header = ["suite", "algorithms", ...outcomes.keys()];
  const table = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  const versions = suiteClients.flatMap(({ name, debianPackage }) =>
    debianPackage === undefined ? [] : [`${name} ${versionOf(debianPackage)}`],
  );
  return [
    "# Cipher suites: which client opens a session with `ruipmi sim`",
    "",
    "Written by `interop/test/suites.test.ts`, which tries all of them and holds this table against what it saw;",
    "`RUIPMI_WRITE_DOCS=1` has it written anew. `yes`: the client ended well, and by the BMC's account there was a session in",
    "that very suite with Get Device ID answered in it.",
    "",
    `Clients, with their Debian packages' versions: ${versions.join(", ")}.`,
    "",
    ...table,
    "",
    "- `dialect`: yes with `--fault openipmiMd5`. OpenIPMI has constants and key lengths of its own for HMAC-MD5.",
    "- `aborts`: ends in a failed assertion of its own, after the handshake. See [peers.md](peers.md).",
    "- `fails`: authenticates its packets in a way of its own, which OpenIPMI's `ipmi_sim` does not take either. See there.",
    "- `refuses`: says that it does not support the suite, before it opens a session.",
    "- `cannot ask`: has no option for it. pyghmi asks for 17 and, where that is refused, for 3: tried with",
    "  `--suites 0-16,18-19`. OpenIPMI knows no SHA-256.",
    "",
  ].join("\n");
}

function versionOf(debianPackage: string): string {
  const { stdout } = spawnSync("dpkg-query", ["-W", "-f", `\${Version}`, debianPackage], { encoding: "utf8" });
  return stdout;
}

function tableOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.startsWith("|"));
}

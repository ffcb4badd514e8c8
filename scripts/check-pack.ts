/**
 * What is shipped is what was tested: packs every package, lints the tarballs, installs them into an empty project with
 * npm and uses them there: a whole session over UDP through the library, another through the command, and core alone in
 * a context that has no runtime at all.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const scratch = mkdtempSync(join(tmpdir(), "ruipmi-pack-"));
try {
  const tarballs = await packAll();
  const project = installAll(tarballs);
  useLibrary(project);
  useCommand(project);
  await useCoreWithoutRuntime(project);
  console.log(`packed packages: ${tarballs.length} installed in an empty project and used`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function packAll(): Promise<string[]> {
  const folder = join(scratch, "tarballs");
  mkdirSync(folder);
  for (const name of readdirSync(join(root, "packages"))) {
    const pkgDir = join(root, "packages", name);
    run("npx", ["-y", packageManager(), "pack", "--pack-destination", folder], pkgDir);
    const { messages, pkg } = await publint({ pkgDir, strict: true, pack: "npm" });
    const problems = messages
      .filter((message) => message.type !== "suggestion")
      .map((message) => formatMessage(message, pkg));
    if (problems.length > 0) throw new Error(`publint on ${name}:\n${problems.join("\n")}`);
  }
  return readdirSync(folder).map((file) => join(folder, file));
}

function installAll(tarballs: readonly string[]): string {
  const project = join(scratch, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "empty", private: true, type: "module" }));
  run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...tarballs], project);
  return project;
}

/** A user's first program, from the installed packages: no source condition, no workspace. */
function useLibrary(project: string): void {
  const program = `
    import { BmcEngine } from "@ruipmi/bmc";
    import { getDeviceId } from "@ruipmi/commands";
    import { connect, nodeRandomBytes, serve } from "@ruipmi/transport-node";
    const bytes = (text) => new TextEncoder().encode(text);
    const bmc = new BmcEngine({
      users: [{ name: bytes("admin"), password: bytes("password"), privilegeLimit: 4 }],
      randomBytes: nodeRandomBytes,
    });
    const server = await serve(bmc, { address: "127.0.0.1", port: 0 });
    const client = await connect({ host: "127.0.0.1", port: server.port, username: "admin", password: "password" });
    const device = await client.request(getDeviceId, undefined);
    if (client.session?.cipherSuiteId !== 17) throw new Error("not suite 17");
    const { confirmed } = await client.close();
    await server.close();
    console.log(JSON.stringify({ ipmi: device.ipmiVersion, confirmed }));
  `;
  writeFileSync(join(project, "use.mjs"), program);
  const printed = run(process.execPath, ["use.mjs"], project);
  if (!printed.includes('"confirmed":true')) throw new Error(`the installed library printed ${printed}`);
}

function useCommand(project: string): void {
  const printed = run(join(project, "node_modules", ".bin", "ruipmi"), ["demo"], project);
  if (!/session closed/i.test(printed)) throw new Error(`the installed ruipmi demo printed ${printed}`);
}

/** Bundles core for a browser and runs it where there is no clock, no timer, no console and no network to find. */
async function useCoreWithoutRuntime(project: string): Promise<void> {
  const entry = join(project, "pure.mjs");
  writeFileSync(
    entry,
    `import { IpmiEngine } from "@ruipmi/core";
     const engine = new IpmiEngine({
       username: new Uint8Array(0), password: new Uint8Array(0), randomBytes: (length) => new Uint8Array(length).fill(1),
     });
     engine.handleInput({ type: "openSession", now: 0 });
     const kinds = [];
     for (let output = engine.pollOutput(); ; output = engine.pollOutput()) {
       kinds.push(output.type);
       if (output.type === "timeout") break;
     }
     globalThis.result = kinds.join();`,
  );
  const bundle = await build({ entryPoints: [entry], bundle: true, write: false, format: "iife", platform: "browser" });
  const { createContext, runInContext } = await import("node:vm");
  const context = createContext(Object.create(null));
  runInContext(bundle.outputFiles[0]!.text, context);
  if (context["result"] !== "event,transmit,timeout") throw new Error(`core alone did ${String(context["result"])}`);
}

function packageManager(): string {
  return "pnpm@12.21.0";
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

/**
 * Holds the import rules of ARCHITECTURE.md: packages import downward only, pure packages touch no runtime, core has two
 * dependencies. Reads `src/` of every package and exits 1 with a line for each breach.
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** What each package's `src/` may import, besides its own files. */
const allowedImports: Readonly<Record<string, readonly string[]>> = {
  core: ["@noble/hashes", "@noble/ciphers"],
  commands: ["@ruipmi/core"],
  bmc: ["@ruipmi/commands", "@ruipmi/core"],
  capture: ["@ruipmi/bmc", "@ruipmi/commands", "@ruipmi/core"],
  client: ["@ruipmi/core"],
  "transport-node": ["@ruipmi/client", "@ruipmi/core", "node:"],
  "transport-mock": ["@ruipmi/client", "@ruipmi/core"],
  cli: [
    "@ruipmi/transport-node",
    "@ruipmi/client",
    "@ruipmi/capture",
    "@ruipmi/bmc",
    "@ruipmi/commands",
    "@ruipmi/core",
    "node:",
  ],
};

/** Inside core, folders import downward only: each may use itself and those after it. */
const coreFolders = ["sol", "engine", "messages", "packets", "crypto", "wire"];

/** What pure packages may not even name; types and lint catch the rest. */
const impurities: readonly { readonly packages: readonly string[]; readonly pattern: RegExp; readonly why: string }[] =
  [
    {
      packages: ["core", "commands", "bmc", "capture", "client"],
      pattern: /\bMath\.random\b/,
      why: "random bytes are injected",
    },
    {
      packages: ["core", "bmc", "capture", "client", "commands"],
      pattern: /\bDate\.now\b|\bperformance\.now\b/,
      why: "time is injected",
    },
    {
      packages: ["core", "bmc", "capture", "commands"],
      pattern: /\basync\b(?=[\s(])|\bawait\b/,
      why: "pure packages have no Promise",
    },
  ];

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const breaches: string[] = [];

for (const [name, allowed] of Object.entries(allowedImports)) {
  const source = join(root, "packages", name, "src");
  for (const file of sourceFiles(source)) {
    const text = readFileSync(file, "utf8");
    for (const specifier of importSpecifiers(text)) checkImport(name, source, file, specifier, allowed);
    checkPurity(name, file, text);
  }
  checkManifest(name, allowed);
}
if (packageNames().some((name) => !(name in allowedImports))) {
  breaches.push("packages/: a package has no row in scripts/check-imports.ts");
}

for (const breach of breaches) console.error(breach);
console.log(`import rules: ${breaches.length === 0 ? "kept" : `${breaches.length} breaches`}`);
process.exitCode = breaches.length === 0 ? 0 : 1;

function checkImport(name: string, source: string, file: string, specifier: string, allowed: readonly string[]): void {
  const where = relative(root, file);
  if (!specifier.startsWith(".")) {
    const fits = (prefix: string): boolean =>
      prefix.endsWith(":") ? specifier.startsWith(prefix) : specifier === prefix || specifier.startsWith(`${prefix}/`);
    if (!allowed.some(fits)) breaches.push(`${where}: may not import ${specifier}`);
    return;
  }
  const target = resolve(dirname(file), specifier);
  if (relative(source, target).startsWith("..")) breaches.push(`${where}: ${specifier} leaves the package's src`);
  if (name !== "core") return;
  const from = coreFolders.indexOf(relative(source, file).split("/")[0]!);
  const to = coreFolders.indexOf(relative(source, target).split("/")[0]!);
  if (from !== -1 && to !== -1 && to < from) breaches.push(`${where}: ${specifier} imports upward inside core`);
}

function checkPurity(name: string, file: string, text: string): void {
  const code = text
    .replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, "")
    .replace(/"[^"\n]*"/g, '""')
    .replace(/`[^`]*`/g, "``");
  for (const { packages, pattern, why } of impurities) {
    if (packages.includes(name) && pattern.test(code)) {
      breaches.push(`${relative(root, file)}: ${pattern.source} – ${why}`);
    }
  }
}

function checkManifest(name: string, allowed: readonly string[]): void {
  const manifest = JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"));
  for (const dependency of Object.keys(manifest.dependencies ?? {})) {
    if (!allowed.includes(dependency)) breaches.push(`packages/${name}/package.json: may not depend on ${dependency}`);
  }
}

function importSpecifiers(text: string): string[] {
  const pattern =
    /(?:^|\s)(?:import|export)\s[^"';]*?from\s+"([^"]+)"|(?:^|\s)import\s+"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => (match[1] ?? match[2] ?? match[3])!);
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? sourceFiles(join(folder, entry.name))
      : entry.name.endsWith(".ts")
        ? [join(folder, entry.name)]
        : [],
  );
}

function packageNames(): string[] {
  return readdirSync(join(root, "packages"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

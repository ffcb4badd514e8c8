// Lets `npm test` and `npm run demo` work on a bare clone: npm runs this first and it installs with the pinned pnpm.
// Under pnpm itself it does nothing, because pnpm has already looked (verifyDepsBeforeRun).
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

if (!process.env.npm_config_user_agent?.startsWith("pnpm/")) {
  const { packageManager } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const install = spawnSync(`npx --yes ${packageManager} install --frozen-lockfile`, {
    stdio: ["ignore", 2, 2],
    shell: true,
  });
  process.exitCode = install.status ?? 1;
}

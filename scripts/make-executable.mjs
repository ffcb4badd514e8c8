// tsc keeps the shebang of the command and sets no mode.
import { chmodSync } from "node:fs";

chmodSync(new URL("../packages/cli/dist/main.js", import.meta.url), 0o755);

import { type SabotageSection, soak, test } from "../sabotage.ts";

/** Secrets in what comes out, and after the end. */
export const leaked: SabotageSection = {
  title: "Nothing is leaked",
  rows: [
    {
      file: "core/src/engine/handshake.ts",
      text: `this.#host.message({ from: "remoteConsole", name, attempt: step.attempts, length, fields });`,
      replacement: `const secret = this.#config.password.expose().join(",");\n    this.#host.message({ from: "remoteConsole", name, attempt: step.attempts, length, fields: { ...fields, secret } as typeof fields });`,
      line: "the fields of the message trace",
      changedTo: "the password as decimal numbers with them",
      red: [soak("leaksOfSecrets")],
    },
    {
      file: "core/src/engine/handshake.ts",
      text: "      managedSystemGuid: exchange.managedSystemGuid.slice(),\n    };",
      replacement:
        "      managedSystemGuid: exchange.managedSystemGuid.slice(),\n      kg: this.#config.kg.expose().slice(),\n    };",
      line: "the fields of `sessionOpened`",
      changedTo: "Kg with them",
      red: [soak("leaksOfSecrets")],
    },
    {
      file: "core/src/crypto/secret-bytes.ts",
      text: "  toString(): string {\n    return REDACTED;",
      replacement: "  toString(): string {\n    return this.#bytes.join();",
      line: "a secret as text is `[redacted]`",
      changedTo: "its bytes",
      red: [test("packages/core/test/crypto/secret-bytes.test.ts")],
    },
  ],
};

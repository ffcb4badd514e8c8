import { type SabotageSection, soak, test } from "../sabotage.ts";

const cli = "packages/cli/test/secrets.test.ts";
const cliCapture = "packages/cli/test/capture/secrets.test.ts";

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
      red: [
        soak("leaksOfSecrets"),
        test("packages/client/test/secrets.test.ts"),
        test("packages/transport-node/test/secrets.test.ts"),
      ],
    },
    {
      file: "core/src/crypto/secret-bytes.ts",
      text: "  toString(): string {\n    return REDACTED;",
      replacement: "  toString(): string {\n    return this.#bytes.join();",
      line: "a secret as text is `[redacted]`",
      changedTo: "its bytes",
      red: [test("packages/core/test/crypto/secret-bytes.test.ts")],
    },
    {
      file: "bmc/src/session/rakp-responder.ts",
      text: "      cipherSuiteId: opened.suite.id,\n    });",
      replacement:
        "      cipherSuiteId: opened.suite.id,\n      kuid: rakp.user.password.expose().slice(),\n    } as never);",
      line: "the fields of the managed system's `sessionOpened`",
      changedTo: "Kuid with them",
      red: [test("packages/bmc/test/secrets.test.ts")],
    },
    {
      file: "bmc/src/cassette/cassette-player.ts",
      text: "data: dataWithoutSecrets(request), times:",
      replacement: "data: request.data.slice(), times:",
      line: "an unknown request is kept without its password",
      changedTo: "with it",
      red: [test("packages/bmc/test/cassette/cassette-player.test.ts")],
    },
    {
      file: "capture/src/explain/without-secret.ts",
      text: "if (!isSendMessage || at + innerData > data.length) return undefined;",
      replacement: "return undefined;",
      line: "what is inside a Send Message is looked at",
      changedTo: "it is not",
      red: [test("packages/capture/test/explain/without-secret.test.ts"), test(cliCapture)],
    },
    {
      file: "capture/src/cassette/cassette-of.ts",
      text: "response: dataWithoutSecrets(response),",
      replacement: "response: response.data.slice(),",
      line: "an answer is kept without the key it tells",
      changedTo: "with it",
      red: [test("packages/capture/test/cassette/cassette-of.test.ts"), test(cliCapture)],
    },
    {
      file: "cli/src/commands/user/set-password.ts",
      text: "output.result({ userId, passwordSize },",
      replacement: `output.result({ userId, passwordSize, was: Buffer.from(password).toString("base64") },`,
      line: "the result of `user set password`",
      changedTo: "the password with it, in base64",
      red: [test(cli)],
    },
    {
      file: "cli/src/options/values.ts",
      text: "takes an even number of hex digits, two for each byte`",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source
      replacement: "takes an even number of hex digits, two for each byte, not ${text}`",
      line: "a key that is no hex is not repeated",
      changedTo: "it is",
      red: [test(cli)],
    },
    {
      file: "cli/src/commands/lines/shell.ts",
      text: `return mayHoldSecret(text.split(/[\\s"']+/));`,
      replacement: `return text.includes("password");`,
      line: "a line that may hold a secret is not kept",
      changedTo: "only one with the word `password`",
      red: [test(cli)],
    },
    {
      file: "cli/src/main.ts",
      text: "hideArguments(process);\n",
      replacement: "",
      line: "arguments are hidden from the list of processes",
      changedTo: "they are not",
      red: [test("packages/cli/test/process-list.test.ts")],
    },
  ],
};

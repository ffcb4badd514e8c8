import { refuse } from "@ruipmi/bmc";
import { setUserPassword } from "@ruipmi/commands";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FakeIo } from "../support/fake-io.ts";
import { type Outcome, ruipmi, ruipmiIn } from "../support/ruipmi.ts";
import { startTestBmc, type TestBmc } from "../support/test-bmc.ts";

let bmc: TestBmc;
beforeEach(async () => {
  bmc = await startTestBmc();
});
afterEach(() => bmc.close());

const run = (...words: string[]): Promise<Outcome> => ruipmi(...bmc.options, ...words);
const runIn = (io: FakeIo, ...words: string[]): Promise<Outcome> => ruipmiIn(io, ...bmc.options, ...words);

/** Answers one question after the other. */
class TypingIo extends FakeIo {
  readonly answers: (string | undefined)[];
  constructor(...answers: (string | undefined)[]) {
    super();
    this.answers = answers;
  }
  override askPassword(question: string): Promise<string | undefined> {
    this.questions.push(question);
    return Promise.resolve(this.answers.shift());
  }
}

describe("user list", () => {
  it("gives a row for each user, and CSV, and JSON", async () => {
    const { out } = await run("user", "list");
    const [header, first, second] = out.split("\n");
    expect(header).toBe("ID  Name\t     Callin  Link Auth\tIPMI Msg   Channel Priv Limit");
    expect(first).toBe("1                    true    false      false      NO ACCESS");
    expect(second).toBe("2   admin            true    true       true       ADMINISTRATOR");
    expect((await run("-c", "user", "list")).out.split("\n")[1]).toBe("2,admin,true,true,true,ADMINISTRATOR");
    const { users } = JSON.parse((await run("--json", "user", "list")).out) as { users: unknown[] };
    expect(users[1]).toStrictEqual({
      userId: 2,
      name: "admin",
      nameIsFixed: false,
      callIn: true,
      linkAuthentication: true,
      ipmiMessaging: true,
      privilegeLimit: "administrator",
      enabled: "enabled",
    });
  });

  it("pads names by their bytes", async () => {
    await run("user", "set", "name", "4", "müller");
    expect((await run("user", "list")).out).toContain("4   müller          true");
  });

  it("sends nothing for a channel that there cannot be", async () => {
    for (const channel of ["12", "16", "x"]) {
      const { code, err } = await run("user", "list", channel);
      expect([code, err]).toEqual([2, expect.stringContaining("channel")]);
    }
    expect(bmc.events).toEqual([]);
  });
});

describe("user set password", () => {
  it("asks twice on the terminal, sets it and tests it", async () => {
    const io = new TypingIo("open sesame", "open sesame");
    expect(await runIn(io, "user", "set", "password", "3")).toEqual({
      code: 0,
      out: "Set User Password command successful (user 3)\n",
      err: "",
    });
    expect(io.questions).toEqual(["Password for user 3: ", "Password for user 3: "]);
    expect((await run("user", "test", "3", "16", "open sesame")).out).toBe("Success\n");
    expect(await run("user", "test", "3", "16", "open barley")).toMatchObject({
      code: 1,
      out: "Failure: password incorrect\n",
    });
    expect((await run("user", "test", "3", "20", "open sesame")).out).toBe("Failure: wrong password size\n");
    const asked = await runIn(new TypingIo("open sesame"), "user", "test", "3", "16");
    expect(asked.out).toBe("Success\n");
  });

  it("changes nothing where the two are not the same, or nobody can be asked", async () => {
    const differing = await runIn(new TypingIo("one-secret", "another-secret"), "user", "set", "password", "3");
    expect(differing.code).toBe(1);
    const nobody = await runIn(new TypingIo(), "user", "set", "password", "3");
    expect(nobody).toMatchObject({ code: 2, err: expect.stringContaining("no terminal") });
    expect(differing.err + nobody.err).not.toMatch(/secret/);
    expect(bmc.events).toEqual([]);
  });

  it("says when the managed system took it and still has another", async () => {
    bmc.engine.handle(setUserPassword, ({ operation }) => (operation === 3 ? refuse(0x80) : undefined));
    const { code, err, out } = await run("user", "set", "password", "3", "hush-hush");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("a test of it fails");
    expect(err).not.toContain("hush");
  });

  it("refuses what does not fit, and repeats no password", async () => {
    for (const words of [
      ["3", "twenty-one-byte-secret"],
      ["3", "twenty-byte-secret-x", "16"],
      ["3", "secret", "17"],
      ["64", "secret"],
    ]) {
      const { code, err } = await run("user", "set", "password", ...words);
      expect(code).toBe(2);
      expect(err).not.toContain("secret");
    }
    expect(bmc.events).toEqual([]);
  });
});

describe("user priv, enable, disable", () => {
  it("take levels by word or number", async () => {
    await run("user", "priv", "3", "operator");
    expect(bmc.device.accounts.users[2]!.access[1]!.privilegeLimit).toBe(3);
    await run("user", "priv", "3", "no_access", "1");
    expect(bmc.device.accounts.users[2]!.access[1]!.privilegeLimit).toBe(15);
    expect((await run("user", "priv", "3", "operatr")).err).toContain("operator");
    await run("user", "enable", "3");
    expect(bmc.device.accounts.users[2]!.isEnabled).toBe(true);
    expect(await run("user", "disable", "3")).toEqual({ code: 0, out: "", err: "" });
    expect(bmc.device.accounts.users[2]!.isEnabled).toBe(false);
  });
});

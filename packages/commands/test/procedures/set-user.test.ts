import { MalformedMessageError, RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import { listUsers, readUser, setUser, testUserPassword, type UserList } from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const refusal = (completionCode: number): RefusalError =>
  new RefusalError("completionCode", "refused", { completionCode });

const access = {
  maximumUserId: 10,
  enableStatus: 1,
  enabledUserCount: 2,
  fixedNameCount: 1,
  restrictedToCallback: false,
  linkAuthenticationEnabled: true,
  ipmiMessagingEnabled: false,
  privilegeLimit: 2,
};

/** Answers by the command's name, and keeps what was asked. */
function script(answers: Readonly<Record<string, (request: never, count: number) => unknown>>): {
  readonly answer: Answer;
  readonly requests: readonly (readonly [name: string, request: unknown])[];
} {
  const requests: [string, unknown][] = [];
  return {
    requests,
    answer: (command, request) => {
      requests.push([command.name, request]);
      const count = requests.filter(([name]) => name === command.name).length;
      return answers[command.name]?.(request as never, count);
    },
  };
}

describe("setUser", () => {
  it("sets name, password, access, and enables the user last", () => {
    const { answer, requests } = script({
      "Get User Name": () => ({ name: bytes("before") }),
      "Get User Access": () => access,
    });
    const { settled, log } = runProcedure(
      setUser({
        userId: 3,
        channelNumber: 1,
        name: bytes("operator"),
        password: bytes("hush-hush"),
        privilegeLimit: 3,
        access: { ipmiMessagingEnabled: true },
        enabled: true,
      }),
      answer,
    );
    expect(settled).toStrictEqual({
      status: "fulfilled",
      value: { done: ["name", "password", "passwordTest", "access", "enable"], passwordVerified: true },
    });
    expect(requests.map(([name]) => name)).toStrictEqual([
      "Get User Name",
      "Set User Name",
      "Set User Password",
      "Set User Password",
      "Get User Access",
      "Set User Access",
      "Set User Password",
    ]);
    expect(requests[2]![1]).toStrictEqual({ userId: 3, operation: 2, passwordSize: 16, password: bytes("hush-hush") });
    expect(requests[3]![1]).toMatchObject({ operation: 3 });
    expect(requests[5]![1]).toStrictEqual({
      channelNumber: 1,
      userId: 3,
      privilegeLimit: 3,
      access: { restrictedToCallback: false, linkAuthenticationEnabled: true, ipmiMessagingEnabled: true },
    });
    expect(requests[6]![1]).toMatchObject({ operation: 1 });
    expect(log.join("\n")).not.toContain("hush");
  });

  it("disables first, and leaves a name that is right as it is", () => {
    const { answer, requests } = script({ "Get User Name": () => ({ name: bytes("same") }) });
    const { settled } = runProcedure(setUser({ userId: 3, name: bytes("same"), enabled: false }), answer);
    expect(settled).toMatchObject({ value: { done: ["disable"], passwordVerified: undefined } });
    expect(requests.map(([name]) => name)).toStrictEqual(["Set User Password", "Get User Name"]);
    expect(requests[0]![1]).toMatchObject({ operation: 0 });
  });

  it("keeps a password of more than 16 bytes with 20", () => {
    const { answer, requests } = script({});
    runProcedure(setUser({ userId: 3, password: bytes("seventeen-letters") }), answer);
    expect(requests[0]![1]).toMatchObject({ passwordSize: 20 });
  });

  it("sets a privilege level alone without asking for the rest", () => {
    const { answer, requests } = script({});
    runProcedure(setUser({ userId: 3, privilegeLimit: 4 }), answer);
    expect(requests).toStrictEqual([["Set User Access", { channelNumber: 14, userId: 3, privilegeLimit: 4 }]]);
  });

  it.each([
    [0x80, false],
    [0x81, false],
    [0xcc, undefined],
  ])("a test refused with %i means %s", (completionCode, verified) => {
    const { answer } = script({
      "Set User Password": ({ operation }: { operation: number }) => {
        if (operation === 3) throw refusal(completionCode);
      },
    });
    const { settled } = runProcedure(setUser({ userId: 3, password: bytes("x") }), answer);
    expect(settled).toMatchObject({ value: { passwordVerified: verified } });
  });

  it("throws what was refused, and goes no further", () => {
    const { answer, requests } = script({
      "Set User Password": () => {
        throw refusal(0xd4);
      },
    });
    const { settled } = runProcedure(setUser({ userId: 3, password: bytes("x"), enabled: true }), answer);
    expect(settled).toMatchObject({ status: "rejected", reason: { completionCode: 0xd4 } });
    expect(requests).toHaveLength(1);
    const denied = runProcedure(testUserPassword(3, bytes("x"), 16), answer);
    expect(denied.settled).toMatchObject({ status: "rejected", reason: { completionCode: 0xd4 } });
  });
});

describe("listUsers", () => {
  it("asks for each user, a place without a name included", () => {
    const { answer, requests } = script({
      "Get User Access": () => access,
      "Get User Name": ({ userId }: { userId: number }) => {
        if (userId === 4) throw refusal(0xcc);
        return { name: bytes(`user${userId}`) };
      },
    });
    const { settled } = runProcedure(listUsers(1), answer);
    const { value } = settled as unknown as { value: UserList };
    expect(value.users.map(({ userId }) => userId)).toStrictEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(value.users[3]!.name).toStrictEqual(new Uint8Array(0));
    expect(value.users[9]!.name).toStrictEqual(bytes("user10"));
    expect(value).not.toHaveProperty("ended");
    expect(requests).toHaveLength(20);
  });

  it("ends before the first that is refused, and says so", () => {
    const { answer } = script({
      "Get User Access": ({ userId }: { userId: number }) => {
        if (userId === 6) throw refusal(0xc9);
        return access;
      },
      "Get User Name": () => ({ name: bytes("x") }),
    });
    const { settled } = runProcedure(listUsers(), answer);
    expect(settled).toMatchObject({ value: { users: { length: 5 }, ended: { completionCode: 0xc9 } } });
  });

  it("believes no more than 63, and nobody for ever", () => {
    const { answer, requests } = script({
      "Get User Access": () => ({ ...access, maximumUserId: 63 }),
      "Get User Name": () => ({ name: bytes("x") }),
    });
    expect(runProcedure(listUsers(), answer).settled).toMatchObject({ value: { users: { length: 63 } } });
    expect(requests).toHaveLength(126);
  });

  it("throws where not even the first is told, and for what is no answer", () => {
    const refused = script({
      "Get User Access": () => {
        throw refusal(0xd4);
      },
      "Get User Name": () => ({ name: bytes("x") }),
    });
    expect(runProcedure(listUsers(), refused.answer).settled).toMatchObject({ status: "rejected" });
    expect(runProcedure(readUser(1, 1), refused.answer).settled).toMatchObject({ status: "rejected" });
    const silent = script({
      "Get User Access": ({ userId }: { userId: number }) => {
        if (userId === 3) throw new Error("silent");
        return access;
      },
      "Get User Name": ({ userId }: { userId: number }) => {
        if (userId === 2) throw new MalformedMessageError("name", 0, "is short");
        return { name: bytes("x") };
      },
    });
    const { settled } = runProcedure(listUsers(), silent.answer);
    expect(settled).toMatchObject({ value: { users: { length: 1 }, ended: { field: "name" } } });
  });
});

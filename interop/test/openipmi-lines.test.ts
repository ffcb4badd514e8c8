import { createDevice } from "@ruipmi/bmc";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Client, openipmicmdAt } from "./support/logins.ts";
import { installed } from "./support/peers.ts";
import { type RunningSim, startRuipmiSim } from "./support/ruipmi.ts";

/** lun 0, netFn App, Get Device ID. */
const getDeviceId = "0f 00 06 01";

describe.skipIf(!installed("openipmicmd"))("OpenIPMI's library takes ruipmi sim for a machine", () => {
  let sim: RunningSim;
  let openipmi: (command: string) => Client;
  beforeAll(async () => {
    sim = await startRuipmiSim();
    openipmi = (command) => openipmicmdAt(sim.port, command);
  });
  afterAll(() => sim.stop());

  it("brings a connection up, and gets the device ID", async () => {
    const { code, stdout, stderr } = await openipmi(getDeviceId)("-A", "rmcp+");
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("Connection to the BMC restored");
    // Device ID 32, revision 1, firmware 1.05, IPMI 2.0.
    expect(answerOf(stdout)).toMatch(/^07 00 01 00 20 01 01 05 02 /);
  });

  it("gets and sets: chassis identify, and its state in Get Chassis Status", async () => {
    const state = async (): Promise<number> => {
      const answer = answerOf((await openipmi("0f 00 00 01")()).stdout) ?? "";
      const misc = /^01 00 01 00 .. .. (..)/.exec(answer)?.[1];
      return (Number.parseInt(misc!, 16) >> 4) & 3;
    };
    expect(await state()).toBe(0);
    expect(answerOf((await openipmi("0f 00 00 04 1e")()).stdout)).toBe("01 00 04 00");
    expect(await state()).not.toBe(0);
  });

  it("reaches a controller over IPMB", async () => {
    const [satellite] = createDevice().satellites;
    const { code, stdout, stderr } = await openipmi(`0 ${satellite!.address.toString(16)} 0 6 1`)();
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(new RegExp(`^00 07 00 01 00 ${satellite!.deviceId.deviceId.toString(16)} 01 02 03 02\\b`));
  });

  it("is refused with a wrong password", async () => {
    const { code, stderr } = await openipmi(getDeviceId)("-A", "rmcp+", "-P", "wrong");
    expect(code).not.toBe(0);
    expect(stderr).toContain("Unable to setup connection");
  });
});

/** The bytes after the BMC's own channel: netFn, lun, command, completion code, data. */
function answerOf(stdout: string): string | undefined {
  return /^0f ([0-9a-f ]+?) ?$/m.exec(stdout)?.[1];
}

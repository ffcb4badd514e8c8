import { BmcEngine } from "@ruipmi/bmc";
import { type Input, IpmiEngine, type Output, PrivilegeLevel } from "@ruipmi/core";
import {
  attachConsole,
  attachManagedSystem,
  MockNetwork,
  RecordedEngine,
  runToJson,
  seededRandomBytes,
  tracePcap,
} from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { text } from "../../client/test/support/world.ts";
import { Haystack } from "../../core/test/support/haystack.ts";
import { OverheardHandshakes } from "../../core/test/support/overheard-handshakes.ts";

const known = {
  username: text("admin"),
  password: text("v9Xq-3mTz_7wKc.2rHb+"),
  kg: text("kg/5dQs#8nJd=4pLf!6s"),
};

describe("what a mock network keeps of a session", () => {
  it("has no secret in it: trace, inputs, capture file, the recorded run of the engine", () => {
    const network = new MockNetwork({ seed: 3, keepInputs: true, conditions: { loss: 0.2, duplicate: 0.2 } });
    const { username, password, kg } = known;
    const users = [{ name: username, password, privilegeLimit: PrivilegeLevel.administrator }];
    const bmc = new BmcEngine({ users, kg, randomBytes: seededRandomBytes(2) });
    attachManagedSystem(network, { address: "bmc", engine: bmc });
    const config = { ...known, traceMessages: true, randomBytes: seededRandomBytes(1) };
    const recorded = new RecordedEngine<Input, Output>(new IpmiEngine(config));
    const remoteConsole = attachConsole(network, { address: "console", peer: "bmc", engine: recorded });
    remoteConsole.input({ type: "openSession" });
    network.clock.runUntilIdle();
    const request = { type: "command", netFn: 6, cmd: 1, data: new Uint8Array(0) } as const;
    remoteConsole.input({ type: "request", requestId: 1, request });
    network.clock.runUntilIdle();
    remoteConsole.input({ type: "closeSession" });
    network.clock.runUntilIdle();
    const heard = new OverheardHandshakes(17, known);
    for (const { datagram } of network.trace) heard.hear(datagram);
    expect(Object.keys(heard.all()).length).toBeGreaterThanOrEqual(3);
    const haystack = new Haystack().show(network).show(network.trace).show(network.inputs).show(recorded);
    haystack.keep(tracePcap(network.trace)).keep(tracePcap(network.trace, { side: "arrived" }));
    haystack.keep(runToJson(recorded.run)).show(remoteConsole.events);
    expect(haystack.text).toContain("sessionOpened");
    expect(haystack.find({ ...known, username: undefined, ...heard.all() }, { window: 8 })).toEqual([]);
  });
});

import { MalformedMessageError, NetworkError, RefusalError } from "@ruipmi/core";
import { describe, expect, it } from "vitest";
import {
  findLanChannel,
  getLanConfigurationParameters,
  lanParameterName,
  readCipherSuites,
  readLanConfiguration,
  readLanParameter,
  setLanConfigurationParameters,
  setLanParameter,
} from "../../src/index.ts";
import { type Answer, runProcedure } from "../support/run-procedure.ts";

const refusal = (completionCode: number): RefusalError =>
  new RefusalError("completionCode", "refused", { completionCode });

/** A managed system with parameters by their names; `set` is what it was told. */
function lan(values: Record<string, unknown>, keeps = true): { readonly answer: Answer; readonly set: unknown[] } {
  const set: unknown[] = [];
  const answer: Answer = (command, request) => {
    const { parameterSelector, parameter } = request as {
      parameterSelector: number;
      parameter: { parameter: string; value: unknown };
    };
    if (command.cmd === setLanConfigurationParameters.cmd) {
      set.push([parameter.parameter, parameter.value]);
      if (keeps) values[parameter.parameter] = parameter.value;
      return undefined;
    }
    if (command.cmd !== getLanConfigurationParameters.cmd) throw refusal(0xc1);
    const name = lanParameterName(parameterSelector)!;
    if (values[name] instanceof Error) throw values[name];
    if (values[name] === undefined) throw refusal(0x80);
    return { parameterRevision: 0x11, parameter: { parameter: name, value: values[name] } };
  };
  return { answer, set };
}

describe("readLanConfiguration", () => {
  it("reads what there is, and tells what is malformed", () => {
    const { answer } = lan({
      ipAddress: "192.0.2.10",
      subnetMask: refusal(0xc9),
      macAddress: new MalformedMessageError("MAC address", 1, "is short"),
    });
    const { settled } = runProcedure(
      readLanConfiguration(1, ["ipAddress", "subnetMask", "macAddress", "vlanId"]),
      answer,
    );
    expect(settled).toMatchObject({
      value: { parameters: { ipAddress: "192.0.2.10" }, malformed: [{ parameter: "macAddress" }] },
    });
    expect(Object.keys((settled as { value: { parameters: object } }).value.parameters)).toStrictEqual(["ipAddress"]);
  });

  it("throws what is no matter of a parameter", () => {
    const { answer } = lan({ ipAddress: refusal(0xd4) });
    expect(runProcedure(readLanConfiguration(1, ["ipAddress"]), answer).settled).toMatchObject({
      status: "rejected",
      reason: { completionCode: 0xd4 },
    });
    expect(runProcedure(readLanParameter(1, "vlanId"), answer).settled).toMatchObject({ value: undefined });
  });
});

describe("setLanParameter", () => {
  it("marks the settings as in progress, sets, looks, and takes the mark away", () => {
    const { answer, set } = lan({ ipAddress: "192.0.2.1" });
    const { settled } = runProcedure(setLanParameter(1, "ipAddress", "192.0.2.10"), answer);
    expect(settled).toMatchObject({ value: { verified: true } });
    expect(set).toStrictEqual([
      ["setInProgress", 1],
      ["ipAddress", "192.0.2.10"],
      ["setInProgress", 2],
      ["setInProgress", 0],
    ]);
  });

  it("looks again for a while, and says when it does not hold", () => {
    const { answer } = lan({ vlanId: { enabled: false, id: 0 } }, false);
    const run = runProcedure(setLanParameter(1, "vlanId", { enabled: true, id: 3 }, { maxPolls: 3 }), answer);
    expect(run.settled).toMatchObject({ value: { verified: false } });
    expect(run.log.filter((step) => step === "wait 1000")).toHaveLength(2);
    const blind = runProcedure(setLanParameter(1, "vlanPriority", 3), answer);
    expect(blind.settled).toMatchObject({ value: { verified: undefined } });
  });

  it("takes the mark away after a refusal, and asks nobody who is silent", () => {
    const refusing = lan({});
    const answer: Answer = (command, request) => {
      const { parameterSelector } = request as { parameterSelector: number };
      if (parameterSelector === 3) throw refusal(0x82);
      return refusing.answer(command, request);
    };
    const { settled } = runProcedure(setLanParameter(1, "ipAddress", "192.0.2.10"), answer);
    expect(settled).toMatchObject({ status: "rejected", reason: { completionCode: 0x82 } });
    expect(refusing.set.at(-1)).toStrictEqual(["setInProgress", 0]);

    const silent = lan({ ipAddress: new NetworkError("timeout", "no answer", 4, 15_000) }, false);
    const lost = runProcedure(setLanParameter(1, "ipAddress", "192.0.2.10"), silent.answer);
    expect(lost.settled).toMatchObject({ status: "rejected", reason: { code: "timeout" } });
    expect(silent.set.at(-1)).toStrictEqual(["ipAddress", "192.0.2.10"]);
  });

  it("goes on without the mark where there is none", () => {
    const { answer, set } = lan({ ipAddress: "192.0.2.1" });
    const unmarked: Answer = (command, request) => {
      if ((request as { parameterSelector: number }).parameterSelector === 0) throw refusal(0x80);
      return answer(command, request);
    };
    const { settled } = runProcedure(setLanParameter(1, "ipAddress", "192.0.2.10"), unmarked);
    expect(settled).toMatchObject({ value: { verified: true } });
    expect(set).toHaveLength(1);
  });
});

describe("findLanChannel", () => {
  const channels = (media: Readonly<Record<number, number>>): Answer => {
    return (_command, request) => {
      const { channelNumber } = request as { channelNumber: number };
      if (media[channelNumber] === undefined) throw refusal(0xcc);
      return { channelNumber, medium: media[channelNumber] };
    };
  };

  it("is the first that is LAN, refused ones passed over", () => {
    expect(runProcedure(findLanChannel(), channels({ 1: 5, 3: 4 })).settled).toMatchObject({ value: 3 });
    expect(runProcedure(findLanChannel(), channels({ 2: 6 })).settled).toMatchObject({ value: 2 });
  });

  it("may be none, and does not look for ever", () => {
    const { settled, log } = runProcedure(findLanChannel(), channels({}));
    expect(settled).toMatchObject({ value: undefined });
    expect(log).toHaveLength(11);
  });
});

describe("readCipherSuites", () => {
  const list = (chunks: readonly number[][]): Answer => {
    return (_command, request) => {
      const chunk = chunks[(request as { listIndex: number }).listIndex];
      if (chunk === undefined) throw refusal(0xcc);
      return { channelNumber: 1, chunk: Uint8Array.from(chunk) };
    };
  };
  const suite = (id: number): number[] => [0xc0, id, 0x01, 0x41, 0x81];

  it("puts chunks together, across which a record may go", () => {
    const all = [3, 8, 12, 17].flatMap(suite);
    const { settled } = runProcedure(readCipherSuites(), list([all.slice(0, 16), all.slice(16)]));
    expect(settled).toMatchObject({
      value: { records: [{ id: 3 }, { id: 8 }, { id: 12 }, { id: 17 }], tolerated: [] },
    });
  });

  it("ends at a refusal or a repetition, and says so", () => {
    const all = [3, 8, 12, 17].flatMap(suite);
    const cut = runProcedure(readCipherSuites(), list([all.slice(0, 16)]));
    expect(cut.settled).toMatchObject({ value: { records: { length: 3 } } });
    const { tolerated } = (cut.settled as unknown as { value: { tolerated: string[] } }).value;
    expect(tolerated[0]).toContain("refused");
    const same = all.slice(0, 16);
    const looping = runProcedure(readCipherSuites(), list(Array.from({ length: 64 }, () => same)));
    expect(looping.log).toHaveLength(2);
  });

  it("throws where there is not even a beginning, and asks 64 times at most", () => {
    expect(runProcedure(readCipherSuites(), list([])).settled).toMatchObject({ status: "rejected" });
    const endless = Array.from({ length: 80 }, (_, index) => Array.from({ length: 16 }, () => index));
    expect(runProcedure(readCipherSuites(), list(endless)).log).toHaveLength(64);
  });
});

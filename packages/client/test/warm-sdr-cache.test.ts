import { IpmiClient } from "@ruipmi/client";
import { isSensorRecord, readSdrRepository, readSensors, sdrEntriesOf } from "@ruipmi/commands";
import { attachManagedSystem, MockNetwork, mockSurroundings, seededRandomBytes } from "@ruipmi/transport-mock";
import { describe, expect, it } from "vitest";
import { makeBmc, password, username } from "./support/world.ts";

/** A session over a mock network, and the names of the commands that the managed system has answered. */
async function session() {
  const network = new MockNetwork();
  const answered: string[] = [];
  attachManagedSystem(network, {
    address: "bmc",
    engine: makeBmc(seededRandomBytes(2)),
    onEvent: (event) => {
      if (event.type === "commandAnswered") answered.push(`${event.netFn.toString(16)}/${event.cmd.toString(16)}`);
    },
  });
  const client = new IpmiClient({
    ...mockSurroundings(network, { address: "console", peer: "bmc" }),
    username,
    password,
  });
  await network.clock.settle(client.connect());
  answered.length = 0;
  return { client, answered, settle: <T>(promise: Promise<T>) => network.clock.settle(promise) };
}

const getSensorReading = "4/2d";
const getSdrRepositoryInfo = "a/20";

describe("reading twenty sensors over the mock", () => {
  it("needs no SDR request with a warm cache that is trusted, and one with one that is not", async () => {
    const { client, answered, settle } = await session();
    const { cache } = await settle(client.run(readSdrRepository()));
    expect(answered.length).toBeGreaterThan(20);

    answered.length = 0;
    const sensors = sdrEntriesOf(cache)
      .map(({ record }) => record)
      .filter(isSensorRecord)
      .slice(0, 20);
    const readings = await settle(client.run(readSensors(sensors)));
    expect(readings.map(({ state }) => state)).toStrictEqual(Array.from({ length: 20 }, () => "read"));
    expect(answered).toStrictEqual(Array.from({ length: 20 }, () => getSensorReading));

    answered.length = 0;
    expect(await settle(client.run(readSdrRepository({ cache, trustCache: true })))).toMatchObject({ fromCache: true });
    expect(answered).toStrictEqual([]);
    expect(await settle(client.run(readSdrRepository({ cache })))).toMatchObject({ fromCache: true });
    expect(answered).toStrictEqual([getSdrRepositoryInfo]);
    await settle(client.close());
  });
});

import { IpmiClient } from "@ruipmi/client";
import { attachManagedSystem, MockNetwork, mockSurroundings, seededRandomBytes } from "@ruipmi/transport-mock";
import { describeTransport } from "../../client/test/support/transport-suite.ts";
import { makeBmc, password, username, type World } from "../../client/test/support/world.ts";

describeTransport("a mock network", async () => mockWorld(new MockNetwork()));

describeTransport("a mock network that delays, reorders and doubles", async () => {
  return mockWorld(new MockNetwork({ conditions: { delay: 2, jitter: 3, duplicate: 0.5 } }));
});

function mockWorld(network: MockNetwork): World {
  const bmc = makeBmc(seededRandomBytes(2));
  attachManagedSystem(network, { address: "bmc", engine: bmc });
  network.refuse("closed");
  let count = 0;
  const surroundings = (peer: string) =>
    mockSurroundings(network, { address: `console ${++count}`, peer, seed: count });
  return {
    bmc,
    client: (options) => new IpmiClient({ ...surroundings("bmc"), username, password, ...options }),
    clientOfClosedPort: () => new IpmiClient({ ...surroundings("closed"), username, password }),
    settle: (promise) => network.clock.settle(promise),
    close: async () => {},
  };
}

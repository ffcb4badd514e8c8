import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { BmcEngine } from "@ruipmi/bmc";
import { PasswordOperation, setUserPassword } from "@ruipmi/commands";
import { PrivilegeLevel } from "@ruipmi/core/wire";
import {
  connect,
  createClient,
  type DatagramMessage,
  diagnosticsChannels,
  nodeRandomBytes,
  type Server,
  serve,
} from "@ruipmi/transport-node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { impatient, rejection, text } from "../../client/test/support/world.ts";
import { Haystack } from "../../core/test/support/haystack.ts";
import { OverheardHandshakes } from "../../core/test/support/overheard-handshakes.ts";

const username = "admin";
const password = "v9Xq-3mTz_7wKc.2rHb+";
const kg = "kg/5dQs#8nJd=4pLf!6s";
const nextPassword = "G7%uPz!x0LqE9sBt";

describe("what Node's own ways of watching show of a session", () => {
  let server: Server;
  let haystack: Haystack;
  let heard: OverheardHandshakes;
  const onEvent = (message: unknown): void => void haystack.show(message);
  const onDatagram = (message: unknown): void => {
    haystack.keep(message);
    heard.hear((message as DatagramMessage).datagram);
  };

  beforeEach(async () => {
    const users = [{ name: text(username), password: text(password), privilegeLimit: PrivilegeLevel.administrator }];
    server = await serve(new BmcEngine({ users, kg: text(kg), randomBytes: nodeRandomBytes }), { port: 0 });
    haystack = new Haystack();
    heard = new OverheardHandshakes(17, { username: text(username), password: text(password), kg: text(kg) });
    subscribe(diagnosticsChannels.event, onEvent);
    subscribe(diagnosticsChannels.datagram, onDatagram);
  });
  afterEach(async () => {
    unsubscribe(diagnosticsChannels.event, onEvent);
    unsubscribe(diagnosticsChannels.datagram, onDatagram);
    await server.close();
  });

  it("is no secret, on either channel, in the client or in an error", async () => {
    const options = { host: server.address, port: server.port, username, password, kg, traceMessages: true };
    const client = await connect(options);
    haystack.show(client).show(client.session);
    const body = { userId: 2, operation: PasswordOperation.setPassword, passwordSize: 16 } as const;
    await client.request(setUserPassword, { ...body, password: text(nextPassword) });
    await client.close();
    for (const wrong of [{ password }, { password: nextPassword, kg: password }]) {
      const error = await rejection(connect({ ...options, ...wrong, retry: impatient }));
      expect(error).toBeInstanceOf(Error);
      haystack.show(error);
    }
    const idle = createClient(options);
    haystack.show(idle);
    await idle.close();
    expect(Object.keys(heard.all()).length).toBeGreaterThanOrEqual(3);
    for (const word of ["sessionOpened", "RAKP Message 4", "wrongPassword", "wrongKg"]) {
      expect(haystack.text).toContain(word);
    }
    const secrets = { password: text(password), kg: text(kg), nextPassword: text(nextPassword), ...heard.all() };
    expect(haystack.find(secrets, { window: 8 })).toEqual([]);
  });
});

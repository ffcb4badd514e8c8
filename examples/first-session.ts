/**
 * A session with a managed system, in a dozen lines. So that it runs anywhere, the managed system is started first, in
 * this process; with a real one, all above `connect` goes away.
 */
import { BmcEngine } from "@ruipmi/bmc";
import { getDeviceId, PrivilegeLevel } from "@ruipmi/core/wire";
import { connect, nodeRandomBytes, serve, utf8Bytes } from "@ruipmi/transport-node";

const users = [
  { name: utf8Bytes("admin"), password: utf8Bytes("secret"), privilegeLimit: PrivilegeLevel.administrator },
];
const bmc = await serve(new BmcEngine({ users, randomBytes: nodeRandomBytes }), { address: "127.0.0.1", port: 0 });

const client = await connect({ host: "127.0.0.1", port: bmc.port, username: "admin", password: "secret" });
try {
  const device = await client.request(getDeviceId);
  console.log(`cipher suite ${client.session?.cipherSuiteId}, firmware ${device.firmwareRevision}`);
} finally {
  const { confirmed } = await client.close();
  console.log(confirmed ? "session closed" : "session left to its idle limit");
  await bmc.close();
}

import fc from "fast-check";
import {
  bytesOf,
  nibble,
  record,
  sixBits,
  testCodecLaws,
  uint16,
  uint24,
} from "../../../core/test/support/codec-laws.ts";
import { withoutZerosAtEnd } from "../../src/app/user-name.ts";
import {
  type ChannelAccess,
  getChannelAccess,
  getChannelInfo,
  getUserAccess,
  getUserName,
  type PasswordOperation,
  type SetUserAccessRequest,
  type SetUserPasswordRequest,
  setChannelAccess,
  setUserAccess,
  setUserName,
  setUserPassword,
  type UserAccessBits,
} from "../../src/index.ts";

const none = { context: undefined } as const;
const twoBits = fc.nat({ max: 3 });

const access = {
  alertingDisabled: fc.boolean(),
  perMessageAuthenticationDisabled: fc.boolean(),
  userLevelAuthenticationDisabled: fc.boolean(),
  accessMode: fc.nat({ max: 7 }),
  privilegeLimit: nibble,
};
const openAccess: ChannelAccess = {
  alertingDisabled: true,
  perMessageAuthenticationDisabled: false,
  userLevelAuthenticationDisabled: false,
  accessMode: 2,
  privilegeLimit: 4,
};

testCodecLaws("Set Channel Access request", {
  ...none,
  codec: setChannelAccess.request,
  golden: [
    {
      name: "always available, alerting off, for both; the limit in force",
      hex: "01 62 84",
      value: { channelNumber: 1, setAccess: 1, setPrivilegeLimit: 2, ...openAccess },
    },
  ],
  arbitrary: record({ channelNumber: nibble, setAccess: twoBits, setPrivilegeLimit: twoBits, ...access }),
  shortest: 3,
  trailing: "refused",
});

testCodecLaws("Get Channel Access request", {
  ...none,
  codec: getChannelAccess.request,
  golden: [{ name: "what is in force", hex: "0e 80", value: { channelNumber: 0x0e, settings: 2 } }],
  arbitrary: record({ channelNumber: nibble, settings: twoBits }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Channel Access response", {
  codec: getChannelAccess.response,
  context: { channelNumber: 1, settings: 2 },
  golden: [{ name: "always available", hex: "22 04", value: openAccess }],
  arbitrary: record(access),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get Channel Info request", {
  ...none,
  codec: getChannelInfo.request,
  golden: [{ name: "this channel", hex: "0e", value: { channelNumber: 0x0e } }],
  arbitrary: record({ channelNumber: nibble }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get Channel Info response", {
  codec: getChannelInfo.response,
  context: { channelNumber: 1 },
  golden: [
    {
      name: "LAN with one session",
      hex: "01 04 01 81 f2 1b 00 00 00",
      value: {
        channelNumber: 1,
        medium: 4,
        protocol: 1,
        sessionSupport: 2,
        activeSessions: 1,
        vendorId: 7154,
        auxiliaryInformation: 0,
      },
    },
  ],
  arbitrary: record({
    channelNumber: nibble,
    medium: fc.nat({ max: 127 }),
    protocol: fc.nat({ max: 31 }),
    sessionSupport: twoBits,
    activeSessions: sixBits,
    vendorId: uint24,
    auxiliaryInformation: uint16,
  }),
  shortest: 9,
  trailing: "refused",
});

const bits: fc.Arbitrary<UserAccessBits> = record({
  restrictedToCallback: fc.boolean(),
  linkAuthenticationEnabled: fc.boolean(),
  ipmiMessagingEnabled: fc.boolean(),
});
const user = { channelNumber: nibble, userId: sixBits, privilegeLimit: nibble };

testCodecLaws<SetUserAccessRequest>("Set User Access request", {
  ...none,
  codec: setUserAccess.request,
  golden: [
    {
      name: "an operator with IPMI messages",
      hex: "91 04 03",
      value: {
        channelNumber: 1,
        userId: 4,
        access: { restrictedToCallback: false, linkAuthenticationEnabled: false, ipmiMessagingEnabled: true },
        privilegeLimit: 3,
      },
    },
    {
      name: "no access, nothing else, one session",
      hex: "01 04 0f 01",
      value: { channelNumber: 1, userId: 4, privilegeLimit: 0x0f, sessionLimit: 1 },
    },
  ],
  arbitrary: fc.oneof(
    record<SetUserAccessRequest>(user),
    record<SetUserAccessRequest>({ ...user, access: bits } as never),
    record<SetUserAccessRequest>({ ...user, access: bits, sessionLimit: nibble } as never),
  ),
  shortest: 3,
  trailing: "taken",
});

testCodecLaws("Get User Access request", {
  ...none,
  codec: getUserAccess.request,
  golden: [{ name: "user 2 on this channel", hex: "0e 02", value: { channelNumber: 0x0e, userId: 2 } }],
  arbitrary: record({ channelNumber: nibble, userId: sixBits }),
  shortest: 2,
  trailing: "refused",
});

testCodecLaws("Get User Access response", {
  codec: getUserAccess.response,
  context: { channelNumber: 1, userId: 2 },
  golden: [
    {
      name: "an enabled administrator among ten",
      hex: "0a 43 01 34",
      value: {
        maximumUserId: 10,
        enableStatus: 1,
        enabledUserCount: 3,
        fixedNameCount: 1,
        restrictedToCallback: false,
        linkAuthenticationEnabled: true,
        ipmiMessagingEnabled: true,
        privilegeLimit: 4,
      },
    },
  ],
  arbitrary: record({
    maximumUserId: sixBits,
    enableStatus: twoBits,
    enabledUserCount: sixBits,
    fixedNameCount: sixBits,
    restrictedToCallback: fc.boolean(),
    linkAuthenticationEnabled: fc.boolean(),
    ipmiMessagingEnabled: fc.boolean(),
    privilegeLimit: nibble,
  }),
  shortest: 4,
  trailing: "refused",
});

const name = bytesOf(0, 16).map(withoutZerosAtEnd);
const bob = { hex: "626f62 00000000000000000000000000", value: Uint8Array.of(0x62, 0x6f, 0x62) };

testCodecLaws("Set User Name request", {
  ...none,
  codec: setUserName.request,
  golden: [{ name: "bob", hex: `04 ${bob.hex}`, value: { userId: 4, name: bob.value } }],
  arbitrary: record({ userId: sixBits, name }),
  shortest: 17,
  trailing: "refused",
});

testCodecLaws("Get User Name request", {
  ...none,
  codec: getUserName.request,
  golden: [{ name: "user 2", hex: "02", value: { userId: 2 } }],
  arbitrary: record({ userId: sixBits }),
  shortest: 1,
  trailing: "refused",
});

testCodecLaws("Get User Name response", {
  codec: getUserName.response,
  context: { userId: 2 },
  golden: [
    { name: "bob", hex: bob.hex, value: { name: bob.value } },
    { name: "nobody", hex: "00".repeat(16), value: { name: new Uint8Array(0) } },
  ],
  arbitrary: record({ name }),
  shortest: 16,
  trailing: "refused",
});

const operation = fc.constantFrom<PasswordOperation>(0, 1, 2, 3);

testCodecLaws<SetUserPasswordRequest>("Set User Password request", {
  ...none,
  codec: setUserPassword.request,
  golden: [
    { name: "enable", hex: "04 01", value: { userId: 4, operation: 1, passwordSize: 16 } },
    {
      name: "a test of 20 bytes",
      hex: `84 03 61${"00".repeat(19)}`,
      value: {
        userId: 4,
        operation: 3,
        passwordSize: 20,
        password: Uint8Array.of(0x61, ...new Array<number>(19).fill(0)),
      },
    },
  ],
  arbitrary: fc.oneof(
    record<SetUserPasswordRequest>({ userId: sixBits, operation, passwordSize: fc.constantFrom(16 as const, 20) }),
    record<SetUserPasswordRequest>({
      userId: sixBits,
      operation,
      passwordSize: fc.constant(16 as const),
      password: bytesOf(16),
    } as never),
    record<SetUserPasswordRequest>({
      userId: sixBits,
      operation,
      passwordSize: fc.constant(20 as const),
      password: bytesOf(20),
    } as never),
  ),
  shortest: 2,
  trailing: "taken",
});

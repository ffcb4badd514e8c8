import { parseWhole } from "../../../options/values.ts";
import { type LanSetting, presentParameter, setParameter } from "./lan-setting.ts";

/** The virtual LAN. */
export const vlanSettings: readonly LanSetting[] = [
  {
    name: "vlan id",
    usage: "ID|off",
    summary: "the virtual LAN it is in, 1 to 4094",
    count: [1, 1],
    parse([text]) {
      const id = text === "off" ? undefined : parseWhole("the VLAN's ID", text!, 1, 4094);
      return async (context) => {
        if (id !== undefined) return await setParameter(context, "vlanId", { enabled: true, id });
        const present = await presentParameter(context, "vlanId");
        if (present.id === 0) context.say(`VLAN is already disabled for channel ${context.channelNumber}`);
        else await setParameter(context, "vlanId", { enabled: false, id: present.id });
        return { enabled: false, id: present.id };
      };
    },
  },
  {
    name: "vlan priority",
    usage: "PRIORITY",
    summary: "its priority there, 0 to 7",
    count: [1, 1],
    parse([text]) {
      const priority = parseWhole("PRIORITY", text!, 0, 7);
      return async (context) => await setParameter(context, "vlanPriority", priority);
    },
  },
];

import type { ArpControl } from "@ruipmi/commands";
import { parseWhole } from "../../../options/values.ts";
import { type LanSetting, parseOnOff, presentParameter, setParameter } from "./lan-setting.ts";

/** The BMC's own ARPs. */
export const arpSettings: readonly LanSetting[] = [
  arpSwitch("arp respond", "whether it answers ARP requests", "arpResponses", "ARP responses"),
  arpSwitch("arp generate", "whether it sends ARPs unasked", "gratuitousArps", "Gratuitous ARPs"),
  {
    name: "arp interval",
    usage: "SECONDS",
    summary: "how often it sends ARPs unasked, 1 to 127; 0 only tells",
    count: [1, 1],
    parse([text]) {
      const seconds = parseWhole("SECONDS", text!, 0, 127);
      return async (context) => {
        const present = await presentParameter(context, "gratuitousArpInterval");
        const interval = seconds === 0 ? present : await setParameter(context, "gratuitousArpInterval", seconds * 1000);
        context.say(`BMC-generated Gratuitous ARP interval:  ${(interval / 1000).toFixed(1)} seconds`);
        return { value: interval / 1000, unit: "s" };
      };
    },
  },
];

function arpSwitch(name: string, summary: string, which: keyof ArpControl, shown: string): LanSetting {
  return {
    name,
    usage: "on|off",
    summary,
    count: [1, 1],
    words: ["on", "off"],
    parse([text]) {
      const isOn = parseOnOff(name, text!);
      return async (context) => {
        const present = await presentParameter(context, "arpControl");
        context.say(`${isOn ? "En" : "Dis"}abling BMC-generated ${shown}`);
        return await setParameter(context, "arpControl", { ...present, [which]: isOn });
      };
    },
  };
}

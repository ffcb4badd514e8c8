import type { BmcDevice } from "@ruipmi/bmc";
import { type LineGroup, line } from "./line.ts";

const byteOrder = {
  differs: {
    "ruipmi sim":
      "ipmitool takes the counters' bytes the wrong way round (IPMI v2.0 §23.4 has the low one first), and each program counts its own packets",
  },
};
const saidSo = {
  differs: "ipmitool says what is wrong and ends as if it were done; ruipmi ends with exit code 2",
};
/** Where ipmi_sim has no such parameter, ipmitool fails before it looks at the words. */
const saidSoOnRuipmi = { ...saidSo, differs: { "ruipmi sim": saidSo.differs } };
const alertsAsSaid = {
  differs: {
    "ruipmi sim":
      'ipmitool turns "alert on" and "off" round: it sets "alerting disabled" for on (IPMI v2.0 §22.22, bit 5 of the access)',
  },
};

/** ipmitool tells halves of seconds as none; see the group "lan, half a second". */
const wholeSeconds = (device: BmcDevice): void => {
  device.lan.parameters.gratuitousArpInterval = 1000;
};

/** The lines of `lan`. */
export const lanLines: readonly LineGroup[] = [
  {
    name: "lan",
    device: wholeSeconds,
    lines: [
      line("lan print"),
      line("lan print 1"),
      line("lan print 14"),
      line("lan printconf 1"),
      line("-c lan print 1"),
      line("lan print 2"),
      line("lan print 0"),
      line("lan print 99"),
      line("lan print x"),
      line("lan print 1 2"),
      line("lan stats get", byteOrder),
      line("lan stats get 1", byteOrder),
      line("lan stats get 2"),
      line("lan stats clear"),
      line("lan stats clear 1"),
      line("lan stats clear 2"),
      line("lan stats forget"),
      line("lan alert print"),
      line("lan alert print 1"),
      line("lan alert print 1 2"),
      line("lan alert print 1 9"),
      line("lan alert print 2"),
      line("lan alert print 1 x"),
    ],
  },
  {
    name: "lan set",
    device: wholeSeconds,
    lines: [
      line("lan set 1 ipsrc static"),
      line("lan set 1 ipsrc magic"),
      line("lan set 1 ipaddr 192.0.2.77"),
      line("lan set 1 ipaddr 192.0.2.777"),
      line("lan set 1 ipaddr"),
      line("lan set 1 netmask 255.255.0.0"),
      line("lan set 1 macaddr 02:00:5e:10:00:77"),
      line("lan set 1 macaddr 02:00:5e:10:00"),
      line("lan set 1 defgw ipaddr 192.0.2.254"),
      line("lan set 1 defgw macaddr 02:00:5e:10:00:fe"),
      line("lan set 1 defgw nonsense 1"),
      line("lan set 1 bakgw ipaddr 192.0.2.253"),
      line("lan set 1 bakgw macaddr 02:00:5e:10:00:fd"),
      line("lan set 1 snmp secret", { on: "ruipmi sim" }),
      line("lan set 1 vlan id 42"),
      line("lan set 1 vlan priority 5"),
      line("lan print 1"),
      line("lan set 1 vlan id off"),
      line("lan set 1 vlan id 4095", saidSo),
      line("lan set 1 vlan priority 8", saidSo),
      line("lan set 1 arp respond off"),
      line("lan set 1 arp generate on"),
      line("lan set 1 arp interval 5"),
      line("lan set 1 arp interval 0"),
      line("lan set 1 arp interval 200"),
      line("lan set 1 arp sing on", saidSo),
      line("lan set 1 auth ADMIN MD5"),
      line("lan set 1 auth KING MD5", saidSoOnRuipmi),
      line("lan set 1 cipher_privs aaaaXXXXXXXXXXX"),
      line("lan set 1 cipher_privs XXX", saidSo),
      line("lan set 1 bad_pass_thresh 5 1 6 30"),
      line("lan set 1 bad_pass_thresh 5 2 6 30"),
      line("lan set 1 bad_pass_thresh 5"),
      line("lan print 1"),
      line("lan set 1 colour red"),
      line("lan set 1"),
      line("lan set"),
      line("lan set 2 ipaddr 192.0.2.77"),
    ],
  },
  {
    name: "lan set access",
    lines: [
      line("lan set 1 user", {
        differs: "ipmitool leaves the line without an end",
        ours: (theirs) => `${theirs}\n`,
      }),
      line("lan set 1 password sixteen-bytes-pw"),
      line("user test 1 16 sixteen-bytes-pw"),
      line("lan set 1 alert on"),
      line("channel info 1", alertsAsSaid),
      line("lan set 1 alert off"),
      line("channel info 1", alertsAsSaid),
      line("lan set 1 alert maybe", saidSo),
      line("lan set 1 access on"),
      line("lan set 1 access perhaps"),
      line("user list 1"),
    ],
  },
  {
    name: "lan alert set",
    lines: [
      line("lan alert set 1 1 ipaddr 192.0.2.99"),
      line("lan alert set 1 1 macaddr 02:00:5e:10:00:99"),
      line("lan alert set 1 1 gateway backup"),
      line("lan alert set 1 1 ack on"),
      line("lan alert set 1 1 type oem1"),
      line("lan alert set 1 1 time 7"),
      line("lan alert set 1 1 retry 5"),
      line("lan alert print 1 1"),
      line("lan alert set 1 0 type pet", {
        differs: { ipmi_sim: "ipmi_sim has no alert destinations; ipmitool says it sets one, and does not look" },
      }),
      line("lan alert set 1 9 type pet"),
      line("lan alert set 1 1 type smoke"),
      line("lan alert set 1 1 colour red"),
      line("lan alert set 1 1 type"),
      line("lan alert set 2 1 type pet"),
    ],
  },
  {
    name: "lan, half a second",
    on: "ruipmi sim",
    lines: [
      line("lan print 1", {
        differs: "ipmitool cuts halves of seconds off the ARP interval",
        ours: (theirs) => theirs.replace("Intrvl   : 0.0 seconds", "Intrvl   : 0.5 seconds"),
      }),
    ],
  },
  { name: "lan, wrong words", lines: [line("lan"), line("lan prnit"), line("lan alert"), line("lan stats")] },
];

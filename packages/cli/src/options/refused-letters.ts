/** ipmitool's letters that ruipmi does not take, each with the reason and what to do instead. */
export const refusedLetters: Readonly<Record<string, string>> = {
  d: "-d names a device of this machine, and ruipmi reaches managed systems over the network only: use -H",
  D: "-D names a serial device of this machine, and ruipmi reaches managed systems over the network only: use -H",
  A: "-A chooses among the authentication types of IPMI v1.5; in IPMI v2.0 cipher suites do: use -C, or leave it out",
  m: "-m is the address on this machine's own IPMB, which has none over a network: leave it out",
  o: "-o names a kind of managed system; ruipmi takes what is odd about one by name: see -W in ruipmi --help",
  g: "-g was for Intel boards of the first days of IPMI v1.5: try -W intel20, or leave it out",
  s: "-s was for Supermicro boards of the first days of IPMI v1.5: try -W supermicro20, or leave it out",
  O: "-O names a file with the texts of OEM events, which ruipmi does not read: leave it out, and OEM events are hex",
  z: "-z sizes the messages of firmware updates, which ruipmi does not do: leave it out",
  n: "-n is not needed: ruipmi never looks up the name of an address; leave it out",
};

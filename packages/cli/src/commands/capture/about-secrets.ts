import { wrap } from "../../wrap.ts";

/** What the help of every command about captures says of passwords. */
export const aboutSecrets: readonly string[] = wrap(
  "What is encrypted is read with the passwords of --user or --password-file (lines of NAME:PASSWORD) and the BMC " +
    "keys of --kg and --kg-hex, if there are any. All of them may be given more than once: the capture tells which " +
    "fits. What stands on the command line is in the list of processes, for everybody on this machine, until ruipmi " +
    "has begun, and in the history of a shell; what is in the file is not.",
  76,
);

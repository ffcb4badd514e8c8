import { type LineGroup, line } from "./line.ts";

const nightly = `# a comment, and an empty line

chassis power status
  raw 6 1   # who is there
echo  one   two
echo 'a b' "c d"
raw 0x0a 0x10 0
`;

const failing = `chassis power status
raw 0x0a 0xff
chassis power status
`;

/** The lines of `exec`, `set` and `echo`. */
export const execLines: readonly LineGroup[] = [
  {
    name: "exec",
    lines: [
      line("exec nightly.txt", { files: { "nightly.txt": nightly } }),
      line("exec crlf.txt", { files: { "crlf.txt": "chassis power status\r\necho end\r\n" } }),
      line("exec failing.txt", { files: { "failing.txt": failing } }),
      line("exec last.txt", { files: { "last.txt": "raw 0x0a 0xff\nchassis power status\n" } }),
      line("exec unended.txt", { files: { "unended.txt": "chassis power status\necho no newline at the end" } }),
      line("exec empty.txt", { files: { "empty.txt": "" } }),
      line("exec quoted.txt", {
        files: { "quoted.txt": "echo 'a#b' x~y\n" },
        differs: "ipmitool ends the line at # inside quotes, too",
      }),
      line("exec missing.txt"),
      line("exec"),
      line("exec set.txt", {
        files: { "set.txt": "set csv\nset verbose 0\nset targetaddr 0x20\nchassis power status\n" },
      }),
      line("exec mistaken.txt", { files: { "mistaken.txt": "set csv x\nset nonsense 1\n" } }),
      line("echo one two"),
      line("echo"),
    ],
  },
];

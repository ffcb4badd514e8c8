"""Runs a program on a terminal of its own: what comes in on stdin is typed, what it prints goes to stdout."""

import os
import pty
import sys

status = pty.spawn(sys.argv[1:])
sys.exit(os.waitstatus_to_exitcode(status))

"""Runs a program on a terminal and types an answer the moment that a question is there, as expect scripts do."""

import os
import pty
import sys

question, answer, *command = sys.argv[1:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
screen = b""
is_answered = False
while True:
    try:
        text = os.read(terminal, 1024)
    except OSError:  # the program has left its terminal
        break
    screen += text
    if not is_answered and question.encode() in screen:
        is_answered = True
        os.write(terminal, answer.encode() + b"\r")
sys.stdout.buffer.write(screen)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

"""Opens a session with pyghmi, which tries suite 17 and then 3, and gets the device ID; the answer's bytes on stdout.

Arguments: port, user name, password.
"""

import sys

from pyghmi.ipmi import command


def main(port, userid, password):
    bmc = command.Command(bmc="127.0.0.1", userid=userid, password=password, port=int(port))
    print(bytes(bmc.xraw_command(netfn=6, command=1)["data"]).hex())
    bmc.ipmi_session.logout()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""What pyghmi makes of a managed system, as one JSON document on stdout.

Arguments: port, user name, password.
"""

import json
import sys

from pyghmi.ipmi import command


def main(port, userid, password):
    bmc = command.Command(bmc="127.0.0.1", userid=userid, password=password, port=int(port))
    seen = {
        "sensors": [sensor_of(reading) for reading in bmc.get_sensor_data()],
        "inventory": {name: item for name, item in bmc.get_inventory()},
        "health": bmc.get_health()["health"],
        "events": [event["event"] for event in bmc.get_event_log()],
        "assetTag": bmc.get_asset_tag(),
        "power": [bmc.get_power()["powerstate"]],
    }
    for state in ("off", "on"):
        # It waits until that is so, ten seconds at most.
        seen["power"].append(bmc.set_power(state, wait=10)["powerstate"])
    bmc.set_bootdev("network")
    seen["bootDevice"] = bmc.get_bootdev()["bootdev"]
    bmc.ipmi_session.logout()
    json.dump(seen, sys.stdout, default=str)


def sensor_of(reading):
    return {
        "name": reading.name,
        "type": reading.type,
        "value": reading.value,
        "units": reading.units,
        "states": reading.states,
    }


if __name__ == "__main__":
    main(*sys.argv[1:])

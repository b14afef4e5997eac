"""Puts the vectors of all peers into one file: `merge.py DIRECTORY 1,2,3 KAFKA_CLIENTS GO_MOD`."""
import json
import re
import sys

directory, counts, kafka_clients, go_mod = sys.argv[1:]


def load(name):
    with open(f"{directory}/{name}") as file:
        return json.load(file)


def rows(values):
    return "[\n    " + ",\n    ".join(json.dumps(value, separators=(",", ":")) for value in values) + "\n  ]"


java, go, librdkafka = load("java.json"), load("go.json"), load("librdkafka.json")
with open(f"{directory}/keys.txt") as file:
    keys = file.read().split("\n")[:-1]
with open(go_mod) as file:
    of_go = dict(re.findall(r"(IBM/sarama|twmb/franz-go) (v[\d.]+)", file.read()))
chosen = {
    "java": [choice for _, choice in java["murmur2"]],
    **{f"librdkafka {name}": table[1:] for name, table in librdkafka["chosen"].items()},
    **go["chosen"],
}
hashes = {"murmur2": [value for value, _ in java["murmur2"]], **go["hashes"]}
# What "random" variants do without a key differs from run to run.
keyless = {name: table[0] for name, table in librdkafka["chosen"].items() if not name.endswith("_random")}
# An empty key counts as none there.
del chosen["librdkafka consistent_random"][0]
versions = {
    "java": kafka_clients,
    "librdkafka": librdkafka["version"],
    "sarama": of_go["IBM/sarama"],
    "franz-go": of_go["twmb/franz-go"],
}
parts = [
    '"versions": ' + json.dumps(versions),
    f'"counts": [{counts}]',
    '"keys": ' + rows(keys),
    '"librdkafka without a key": ' + json.dumps(keyless),
    '"java loads": ' + rows(java["loads"]),
    *(f'"hash {name}": ' + json.dumps(values, separators=(",", ":")) for name, values in sorted(hashes.items())),
    *(f'"{name}": ' + rows(table) for name, table in sorted(chosen.items())),
]
print("{\n  " + ",\n  ".join(parts) + "\n}")

"""Choices of librdkafka's partitioners, seen by producing: `librdkafka.py ADDRESS 1,2,3 < keys.txt`. Topics `pN` with N
partitions must be there. A key of None stands first. Prints JSON: for each partitioner and key the choice for each N.
"""
import base64
import json
import sys

from confluent_kafka import Producer, libversion

NAMES = ["consistent", "consistent_random", "murmur2", "murmur2_random", "fnv1a", "fnv1a_random"]


def main():
    address, counts = sys.argv[1], [int(text) for text in sys.argv[2].split(",")]
    keys = [None] + [base64.b64decode(line) for line in sys.stdin.read().split("\n")[:-1]]
    chosen = {}
    for name in NAMES:
        rows = [[-1] * len(counts) for _ in keys]
        producer = Producer({"bootstrap.servers": address, "partitioner": name, "linger.ms": 20})
        for column, count in enumerate(counts):
            for row, key in enumerate(keys):

                def told(error, message, row=row, column=column):
                    if error is not None:
                        raise RuntimeError(error)
                    rows[row][column] = message.partition()

                producer.produce(f"p{count}", value=b"v", key=key, callback=told)
        if producer.flush(60) != 0:
            raise RuntimeError(f"{name}: records are left")
        chosen[name] = rows
    print(json.dumps({"version": libversion()[0], "chosen": chosen}))


main()

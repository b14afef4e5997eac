"""The ordinary work of librdkafka (confluent-kafka) against any broker.

Arguments: bootstrap servers, a prefix for the names of topics and groups. Prints `ok NAME` or `FAIL NAME: why` for each
case; ends with code 1 when one failed.
"""
import os
import sys
import threading
import time

from confluent_kafka import Consumer, KafkaException, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

BOOTSTRAP, PREFIX = sys.argv[1], sys.argv[2]
LIMIT_S = 40
SETTINGS = {"bootstrap.servers": BOOTSTRAP, "socket.timeout.ms": 10000, "log_level": 3}


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


def wait_for(what, holds):
    end = time.monotonic() + LIMIT_S
    while not holds():
        expect(time.monotonic() < end, f"waited in vain: {what}")
        time.sleep(0.05)


def create_topic(name, partitions):
    topic = PREFIX + name
    admin = AdminClient(SETTINGS)  # held: its futures fail when it goes
    admin.create_topics([NewTopic(topic, partitions, 1)])[topic].result(20)
    return topic


def fill(topic, start, end, **settings):
    told = []
    producer = Producer({**SETTINGS, "delivery.timeout.ms": 20000, **settings})
    for i in range(start, end):
        producer.produce(
            topic, key=f"k{i}", value="value " * 20 + str(i), headers=[("h", bytes([1, 2, i % 256]))],
            on_delivery=lambda error, message: told.append(error),
        )
    expect(producer.flush(LIMIT_S) == 0, "not all was sent")
    expect(told == [None] * (end - start), f"delivery: {set(told)}")


def consumer(**settings):
    return Consumer({
        **SETTINGS, "group.id": PREFIX + "none", "auto.offset.reset": "earliest", "enable.auto.commit": False,
        **{name.replace("_", "."): value for name, value in settings.items()},
    })


def read(one, count):
    end = time.monotonic() + LIMIT_S
    found = []
    while len(found) < count and time.monotonic() < end:
        for message in one.consume(100, 0.2):
            if message.error():
                raise KafkaException(message.error())
            found.append(message)
    expect(len(found) == count, f"read {len(found)} of {count}")
    return found


def topics():
    topic = create_topic("topics", 3)
    admin = AdminClient(SETTINGS)
    described = admin.list_topics(topic, 20).topics[topic]
    expect(len(described.partitions) == 3, "3 partitions")
    try:
        create_topic("topics", 3)
    except KafkaException as error:
        expect(error.args[0].name() == "TOPIC_ALREADY_EXISTS", str(error))
    else:
        expect(False, "created twice")
    admin.delete_topics([topic])[topic].result(20)


def codecs():
    for codec in ["none", "gzip", "snappy", "lz4", "zstd"]:
        topic = create_topic(f"codec-{codec}", 1)
        fill(topic, 0, 500, **{"compression.type": codec, "linger.ms": 20, "enable.idempotence": True})
        one = consumer()
        one.assign([TopicPartition(topic, 0, 0)])
        for i, message in enumerate(read(one, 500)):
            expect(message.offset() == i and message.key() == f"k{i}".encode(), f"{codec}: key {i}")
            expect(message.value() == ("value " * 20 + str(i)).encode(), f"{codec}: value {i}")
            expect(message.headers() == [("h", bytes([1, 2, i % 256]))], f"{codec}: headers {i}")
        one.close()


class Member(threading.Thread):
    """A member of a group that polls in a thread of its own."""

    def __init__(self, topic, settings):
        super().__init__()
        self.seen, self.owned, self.left, self.error = set(), set(), False, None
        self.consumer = consumer(**settings)
        self.consumer.subscribe([topic])
        self.start()

    def run(self):
        try:
            while not self.left:
                for message in self.consumer.consume(100, 0.1):
                    if not message.error():
                        self.seen.add(message.key())
                self.owned = {one.partition for one in self.consumer.assignment()}
            self.consumer.close()
        except Exception as error:  # told by leave()
            self.error = error

    def leave(self):
        self.left = True
        self.join()
        if self.error is not None:
            raise self.error


def members(protocol):
    topic = create_topic(f"members-{protocol}", 6)
    fill(topic, 0, 300)
    settings = {"group_id": f"{PREFIX}members-{protocol}", "group_protocol": protocol}
    if protocol == "classic":
        settings |= {"session_timeout_ms": 10000, "heartbeat_interval_ms": 300}
    first = Member(topic, settings)
    wait_for("the first owns all", lambda: len(first.owned) == 6)
    second = Member(topic, settings)
    wait_for("each owns three", lambda: len(first.owned) == 3 and len(second.owned) == 3)
    expect(len(first.owned | second.owned) == 6, "all are owned")
    fill(topic, 300, 600)
    wait_for("all are read", lambda: len(first.seen | second.seen) == 600)
    first.leave()
    wait_for("the second owns all", lambda: len(second.owned) == 6)
    second.leave()


def resume(protocol):
    topic = create_topic(f"resume-{protocol}", 1)
    fill(topic, 0, 100)
    settings = {"group_id": f"{PREFIX}resume-{protocol}", "group_protocol": protocol}
    one = consumer(**settings)
    one.subscribe([topic])
    read(one, 100)
    one.commit(offsets=[TopicPartition(topic, 0, 40)], asynchronous=False)
    one.close()
    one = consumer(**settings)
    one.subscribe([topic])
    expect(read(one, 60)[0].offset() == 40, "resumed elsewhere")
    expect(one.committed([TopicPartition(topic, 0)], 20)[0].offset == 40, "committed")
    one.close()


def transactions():
    source, target = create_topic("tx-in", 1), create_topic("tx-out", 1)
    fill(source, 0, 10)
    one = consumer(group_id=f"{PREFIX}tx")
    one.subscribe([source])
    records = read(one, 10)
    producer = Producer({**SETTINGS, "transactional.id": f"{PREFIX}tx"})
    producer.init_transactions(20)
    producer.begin_transaction()
    producer.produce(target, value="aborted")
    producer.flush(20)
    producer.abort_transaction(20)
    producer.begin_transaction()
    for record in records:
        producer.produce(target, key=record.key(), value="committed")
    producer.send_offsets_to_transaction([TopicPartition(source, 0, 10)], one.consumer_group_metadata(), 20)
    producer.commit_transaction(20)
    expect(one.committed([TopicPartition(source, 0)], 20)[0].offset == 10, "offsets of the transaction")
    one.close()
    reader = consumer(isolation_level="read_committed")
    reader.assign([TopicPartition(target, 0, 0)])
    expect({message.value() for message in read(reader, 10)} == {b"committed"}, "aborted records were read")
    reader.close()


def main():
    failed = 0
    for name, case in {
        "topics are created and described": topics,
        "every codec is written and read from the start": codecs,
        "a classic group: two members join and leave": lambda: members("classic"),
        "a consumer group (KIP-848): two members join and leave": lambda: members("consumer"),
        "a classic group commits and resumes": lambda: resume("classic"),
        "a consumer group (KIP-848) commits and resumes": lambda: resume("consumer"),
        "transactions commit, abort and carry offsets": transactions,
    }.items():
        try:
            case()
            print(f"ok {name}", flush=True)
        except Exception as error:  # each case is told of
            failed += 1
            print(f"FAIL {name}: {type(error).__name__} {error}".replace("\n", " "), flush=True)
    return 1 if failed else 0


# Members that hang in a thread must not keep the process.
code = main()
sys.stdout.flush()
os._exit(code)

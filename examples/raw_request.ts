// Any message of Kafka, typed: to any broker, to the controller, to the leader of a partition; and the same for all.
// Run it: deno run -A examples/raw_request.ts, bun examples/raw_request.ts or node examples/raw_request.ts.
import { Kafka } from "@samsa/kafka";
import { EmbeddedKafka } from "@samsa/kafka/embedded";
import { CreateTopics, DescribeCluster, ListOffsets } from "@samsa/kafka/messages";

const cluster = await EmbeddedKafka.start({ brokers: 3 });
const kafka = new Kafka(cluster.options());
try {
  const { clusterId, brokers, controllerId } = await kafka.request(DescribeCluster, {}, { to: "any" });
  console.log(`cluster ${clusterId === "" ? "?" : "known"}: ${brokers.length} brokers, controller ${controllerId}`);

  const created = await kafka.request(
    CreateTopics,
    { topics: [{ name: "audit", numPartitions: 2, replicationFactor: 3 }], timeoutMs: 5_000 },
    { to: "controller" },
  );
  for (const { name, errorCode } of created.topics) console.log(`created ${name}: error ${errorCode}`);

  await kafka.producer().send({ topic: "audit", partition: 1, value: "first" });
  const { topics } = await kafka.request(
    ListOffsets,
    { topics: [{ name: "audit", partitions: [{ partitionIndex: 1, timestamp: -1n }] }] },
    { to: { leader: { topic: "audit", partition: 1 } } },
  );
  console.log(`end of audit[1]: ${topics[0]?.partitions[0]?.offset}`); // int64 is bigint in raw messages
} finally {
  await kafka.close();
  await cluster.close();
}

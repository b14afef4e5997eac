// Differential cases: what administrators ask of brokers and controllers.
import { AlterPartitionReassignments } from "../../../protocol/messages/alter_partition_reassignments.ts";
import { AlterReplicaLogDirs } from "../../../protocol/messages/alter_replica_log_dirs.ts";
import { DescribeLogDirs } from "../../../protocol/messages/describe_log_dirs.ts";
import { DescribeQuorum } from "../../../protocol/messages/describe_quorum.ts";
import { ElectLeaders } from "../../../protocol/messages/elect_leaders.ts";
import { ListPartitionReassignments } from "../../../protocol/messages/list_partition_reassignments.ts";
import { SaslAuthenticate } from "../../../protocol/messages/sasl_authenticate.ts";
import { SaslHandshake } from "../../../protocol/messages/sasl_handshake.ts";
import { UnregisterBroker } from "../../../protocol/messages/unregister_broker.ts";
import { UpdateFeatures } from "../../../protocol/messages/update_features.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { produce, records } from "./records.ts";

function elect(script: Script, topic: string, partitions: readonly number[], electionType = 0): Promise<unknown> {
  const version = script.version(ElectLeaders);
  const topicPartitions = [{ topic, partitions }];
  return script.call(ElectLeaders, {
    topicPartitions,
    timeoutMs: 5_000,
    ...(version >= 1 ? { electionType } : {}),
  }).catch(() => script.note("it", "closed"));
}

function reassign(
  script: Script,
  name: string,
  replicas: readonly number[] | null,
  partitionIndex = 0,
): Promise<unknown> {
  return script.call(AlterPartitionReassignments, {
    topics: [{ name, partitions: [{ partitionIndex, replicas }] }],
    timeoutMs: 5_000,
  });
}

function moves(script: Script, ...names: readonly string[]): Promise<unknown> {
  const topics = names.map((name) => ({ name, partitionIndexes: [0] }));
  return script.call(ListPartitionReassignments, { topics, timeoutMs: 5_000 });
}

function feature(script: Script, name: string, level: number, options: {
  readonly upgradeType?: number;
  readonly validateOnly?: boolean;
} = {}): Promise<unknown> {
  const { upgradeType = 1, validateOnly = true } = options;
  const version = script.version(UpdateFeatures);
  const update = { feature: name, maxVersionLevel: level };
  return script.call(
    UpdateFeatures,
    version === 0
      ? { timeoutMs: 5_000, featureUpdates: [{ ...update, allowDowngrade: upgradeType !== 1 }] }
      : { timeoutMs: 5_000, featureUpdates: [{ ...update, upgradeType }], validateOnly },
  );
}

const leaders: readonly DifferentialCase[] = [
  {
    name: "ElectLeaders where the preferred one leads already",
    api: ElectLeaders,
    run: async (script) => {
      const { name } = await script.topic("topic", { partitions: 2 });
      await elect(script, name, [0]);
      await elect(script, name, [0, 1]);
      await elect(script, name, [0], 1);
    },
  },
  {
    name: "ElectLeaders of partitions and topics that are not there",
    api: ElectLeaders,
    run: async (script) => {
      const { name } = await script.topic();
      await elect(script, name, [0, 9]);
      await elect(script, script.name("none"), [0]);
      await elect(script, "in valid", [0]);
      await elect(script, name, []);
    },
  },
  {
    name: "ElectLeaders of a kind that nobody knows",
    api: ElectLeaders,
    run: async (script) => {
      const { name } = await script.topic();
      await elect(script, name, [0], 7);
    },
    only: { end: "highest", why: "the lowest version has one kind" },
  },
];

const reassignments: readonly DifferentialCase[] = [
  {
    name: "AlterPartitionReassignments to the same replicas, and cancelled",
    api: AlterPartitionReassignments,
    run: async (script) => {
      const { name } = await script.topic();
      await reassign(script, name, [1]);
      await moves(script, name);
      await reassign(script, name, null);
      await moves(script, name);
    },
  },
  {
    name: "AlterPartitionReassignments to brokers that are not there",
    api: AlterPartitionReassignments,
    run: async (script) => {
      const { name } = await script.topic();
      await reassign(script, name, [77]);
      await reassign(script, name, [1, 77]);
      await reassign(script, name, []);
      await reassign(script, name, [1, 1]);
      await reassign(script, name, [-1]);
    },
  },
  {
    name: "AlterPartitionReassignments of partitions and topics that are not there",
    api: AlterPartitionReassignments,
    run: async (script) => {
      const { name } = await script.topic();
      await reassign(script, name, [1], 9);
      await reassign(script, name, null, 9);
      await reassign(script, script.name("none"), [1]);
      await script.call(AlterPartitionReassignments, { topics: [], timeoutMs: 5_000 });
    },
  },
  {
    name: "ListPartitionReassignments of topics that are there and not",
    api: ListPartitionReassignments,
    run: async (script) => {
      const { name } = await script.topic();
      await moves(script, name);
      await moves(script, script.name("none"));
      await moves(script);
      await script.call(ListPartitionReassignments, { topics: null, timeoutMs: 5_000 });
    },
  },
];

const logDirs: readonly DifferentialCase[] = [
  {
    name: "DescribeLogDirs knows the size of a partition",
    api: DescribeLogDirs,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 2 });
      const topics = [{ topic: topic.name, partitions: [0, 1, 9] }];
      await script.call(DescribeLogDirs, { topics });
      await produce(script, topic, records(3));
      await script.call(DescribeLogDirs, { topics });
    },
  },
  {
    name: "DescribeLogDirs of topics that are not there, and of none",
    api: DescribeLogDirs,
    run: async (script) => {
      await script.call(DescribeLogDirs, { topics: [{ topic: script.name("none"), partitions: [0] }] });
      await script.call(DescribeLogDirs, { topics: [] });
    },
  },
  {
    name: "AlterReplicaLogDirs to a directory that is not there",
    api: AlterReplicaLogDirs,
    run: async (script) => {
      const { name } = await script.topic();
      const ask = (path: string, topic: string, partition = 0) =>
        script.call(AlterReplicaLogDirs, { dirs: [{ path, topics: [{ name: topic, partitions: [partition] }] }] });
      await ask("/no/such/directory", name);
      await ask("not/absolute", name);
      await ask("/no/such/directory", name, 9);
      await ask("/no/such/directory", script.name("none"));
    },
  },
];

const cluster: readonly DifferentialCase[] = [
  {
    name: "DescribeQuorum of what is no quorum",
    api: DescribeQuorum,
    run: async (script) => {
      const ask = (topicName: string, partitionIndex: number) =>
        script.call(DescribeQuorum, { topics: [{ topicName, partitions: [{ partitionIndex }] }] });
      await ask(script.name("none"), 0);
      await ask("__cluster_metadata", 1);
      await script.call(DescribeQuorum, { topics: [] });
    },
  },
  {
    name: "UpdateFeatures that no broker can follow",
    api: UpdateFeatures,
    run: async (script) => {
      await feature(script, "no.such.feature", 1);
      await feature(script, "transaction.version", 99);
      await feature(script, "transaction.version", -1);
      await feature(script, "metadata.version", 1);
      await feature(script, "", 1);
    },
  },
  {
    name: "UpdateFeatures that only validates",
    api: UpdateFeatures,
    run: async (script) => {
      await feature(script, "transaction.version", 2);
      await feature(script, "transaction.version", 1);
      await feature(script, "transaction.version", 1, { upgradeType: 2 });
      await feature(script, "transaction.version", 1, { upgradeType: 9 });
      await feature(script, "group.version", 0, { upgradeType: 3 });
    },
    only: { end: "highest", why: "the lowest version cannot only validate" },
  },
  {
    name: "UnregisterBroker of one that is not there",
    api: UnregisterBroker,
    run: async (script) => {
      await script.call(UnregisterBroker, { brokerId: 77 });
      await script.call(UnregisterBroker, { brokerId: -1 });
    },
  },
  {
    name: "SaslHandshake where there is no SASL",
    api: SaslHandshake,
    run: async (script) => {
      await script.call(SaslHandshake, { mechanism: "PLAIN" });
      await script.call(SaslHandshake, { mechanism: "NONSENSE" });
      await script.call(SaslAuthenticate, { authBytes: new Uint8Array([0, 97, 0, 98]) });
      await script.call(DescribeQuorum, { topics: [] });
    },
  },
];

/** Cases. */
export const adminCases: readonly DifferentialCase[] = [...leaders, ...reassignments, ...logDirs, ...cluster];

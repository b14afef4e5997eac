// Differential cases: what clients ask first.
import { ApiVersions } from "../../../protocol/messages/api_versions.ts";
import { DeleteTopics } from "../../../protocol/messages/delete_topics.ts";
import { DescribeCluster } from "../../../protocol/messages/describe_cluster.ts";
import { DescribeTopicPartitions } from "../../../protocol/messages/describe_topic_partitions.ts";
import { FindCoordinator } from "../../../protocol/messages/find_coordinator.ts";
import { Metadata } from "../../../protocol/messages/metadata.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { NO_SUCH_ID, ZERO_ID } from "./records.ts";

const NO_IDS = { end: "highest", why: "the lowest version knows no ids" } as const;
const CREATES = { end: "highest", why: "the lowest version creates topics that it asks for" } as const;

/** FindCoordinator in every version. */
function find(script: Script, key: string, keyType: number): Promise<unknown> {
  const version = script.version(FindCoordinator);
  const request = version < 1 ? { key } : version < 4 ? { key, keyType } : { coordinatorKeys: [key], keyType };
  return script.call(FindCoordinator, request);
}

/** Cases. */
export const metadataCases: readonly DifferentialCase[] = [
  {
    name: "Metadata of a topic that is there",
    api: Metadata,
    run: async (script) => {
      const { name } = await script.topic("topic", { partitions: 3 });
      await script.call(Metadata, { topics: [{ name }] });
    },
  },
  {
    name: "Metadata of topics that are not there, by name",
    api: Metadata,
    run: async (script) => {
      await script.call(Metadata, { topics: [{ name: script.name("none") }], allowAutoTopicCreation: false });
      await script.call(Metadata, { topics: [{ name: "in valid" }], allowAutoTopicCreation: false });
      await script.call(Metadata, { topics: [{ name: "" }], allowAutoTopicCreation: false });
      await script.call(Metadata, { topics: [{ name: "." }], allowAutoTopicCreation: false });
    },
    only: CREATES,
  },
  {
    name: "Metadata by id: one that is there, one that is not, a deleted one",
    api: Metadata,
    run: async (script) => {
      const { name, id } = await script.topic();
      await script.call(Metadata, { topics: [{ topicId: id, name: null }], allowAutoTopicCreation: false });
      await script.call(Metadata, { topics: [{ topicId: NO_SUCH_ID, name: null }], allowAutoTopicCreation: false });
      await script.call(DeleteTopics, { topics: [{ name }], timeoutMs: 5000 });
      await script.until("the topic to be gone", async () => {
        const request = { topics: [{ name }], allowAutoTopicCreation: false };
        return (await script.call(Metadata, request, { silent: true })).topics[0]?.errorCode === 3;
      });
      await script.call(Metadata, { topics: [{ topicId: id, name: null }], allowAutoTopicCreation: false });
    },
    only: NO_IDS,
  },
  {
    name: "Metadata with neither name nor id",
    api: Metadata,
    run: async (script) => {
      const topics = [{ topicId: ZERO_ID, name: null }];
      await script.call(Metadata, { topics, allowAutoTopicCreation: false }).catch(() => script.note("it", "closed"));
    },
    only: NO_IDS,
  },
  {
    name: "Metadata with an id and the name of another topic",
    api: Metadata,
    run: async (script) => {
      const { id } = await script.topic("one");
      const { name } = await script.topic("two");
      await script.call(Metadata, { topics: [{ topicId: id, name }], allowAutoTopicCreation: false });
    },
    only: NO_IDS,
  },
  {
    name: "Metadata of the same topic twice",
    api: Metadata,
    run: async (script) => {
      const { name } = await script.topic();
      await script.call(Metadata, { topics: [{ name }, { name }] });
    },
  },
  {
    name: "Metadata with authorized operations",
    api: Metadata,
    run: async (script) => {
      const { name } = await script.topic();
      const request = { topics: [{ name }], includeTopicAuthorizedOperations: true };
      await script.call(Metadata, request);
      await script.call(Metadata, { ...request, includeClusterAuthorizedOperations: true }, { version: 8 });
      await script.call(Metadata, { ...request, includeClusterAuthorizedOperations: true }, { version: 10 });
    },
    only: { end: "highest", why: "the lowest version has no authorized operations" },
  },
  {
    name: "Metadata creates a topic on demand",
    api: Metadata,
    run: async (script) => {
      const name = script.name("made");
      await script.call(Metadata, { topics: [{ name }] });
      await script.until("the topic to have leaders", async () => {
        const { topics: [topic] } = await script.call(Metadata, { topics: [{ name }] }, { silent: true });
        return topic?.errorCode === 0 && topic.partitions.every(({ leaderId }) => leaderId >= 0);
      });
      await script.call(Metadata, { topics: [{ name }] });
      await script.call(Metadata, { topics: [{ name: "not allowed" }] });
    },
  },
  {
    name: "Metadata of no topics",
    api: Metadata,
    run: async (script) => {
      await script.call(Metadata, { topics: [] }, { version: Math.max(1, script.version(Metadata)) });
    },
  },
  {
    name: "FindCoordinator of a group and of a transactional id",
    api: FindCoordinator,
    run: async (script) => {
      await script.coordinator("warm");
      await script.coordinator("warm", "transaction");
      await find(script, script.name("group"), 0);
      if (script.version(FindCoordinator) > 0) await find(script, script.name("transaction"), 1);
      await find(script, "", 0);
    },
  },
  {
    name: "FindCoordinator with a key type that nobody knows",
    api: FindCoordinator,
    run: async (script) => {
      const asked = script.end === "lowest" ? { key: "a" } : { coordinatorKeys: ["a"] };
      await script.call(FindCoordinator, { ...asked, keyType: 77 }, {
        version: Math.max(1, script.version(FindCoordinator)),
      });
    },
  },
  {
    name: "FindCoordinator of several keys and of none",
    api: FindCoordinator,
    run: async (script) => {
      await script.coordinator("warm");
      await script.call(FindCoordinator, { coordinatorKeys: ["b", "a", "b", ""], keyType: 0 });
      await script.call(FindCoordinator, { coordinatorKeys: [], keyType: 0 });
    },
    only: { end: "highest", why: "the lowest version asks for one key" },
  },
  {
    name: "FindCoordinator of share group keys that are none",
    api: FindCoordinator,
    run: async (script) => {
      await script.coordinator(`a:${NO_SUCH_ID}:0`, "share");
      const coordinatorKeys = ["", "a", "a:b:c", `a:${NO_SUCH_ID}:x`, `a:${NO_SUCH_ID}:-1`, `:${NO_SUCH_ID}:0`];
      await script.call(FindCoordinator, { coordinatorKeys, keyType: 2 }, { version: 6 });
      await script.call(FindCoordinator, { coordinatorKeys: ["a"], keyType: 2 }, { version: 4 });
    },
    only: { end: "highest", why: "the lowest version knows no share groups" },
  },
  {
    name: "ApiVersions with a software name that is not allowed",
    api: ApiVersions,
    run: async (script) => {
      const call = (name: string, text: string) =>
        script.call(ApiVersions, { clientSoftwareName: name, clientSoftwareVersion: text }, { version: 3 });
      await call("in valid!", "1");
      await call("", "1");
      await call("name", "");
      await call("-name", "1");
      await call("name", "1.0-");
    },
    only: { end: "highest", why: "the lowest version has no software name" },
  },
  {
    name: "DescribeCluster of brokers and of controllers",
    api: DescribeCluster,
    run: async (script) => {
      await script.call(DescribeCluster, {});
      await script.call(DescribeCluster, { includeClusterAuthorizedOperations: true });
      if (script.end === "lowest") return;
      await script.call(DescribeCluster, { endpointType: 2 });
      await script.call(DescribeCluster, { endpointType: 3 });
      await script.call(DescribeCluster, { includeFencedBrokers: true });
    },
  },
  {
    name: "DescribeTopicPartitions in pages",
    api: DescribeTopicPartitions,
    run: async (script) => {
      const one = await script.topic("a", { partitions: 3 });
      const two = await script.topic("b", { partitions: 2 });
      const topics = [{ name: two.name }, { name: one.name }];
      await script.call(DescribeTopicPartitions, { topics, responsePartitionLimit: 2 });
      const cursor = { topicName: one.name, partitionIndex: 2 };
      await script.call(DescribeTopicPartitions, { topics, responsePartitionLimit: 2, cursor });
      await script.call(DescribeTopicPartitions, {
        topics,
        responsePartitionLimit: 10,
        cursor: { topicName: two.name, partitionIndex: 0 },
      });
      await script.call(DescribeTopicPartitions, { topics, responsePartitionLimit: 0 });
    },
  },
  {
    name: "DescribeTopicPartitions with cursors that fit nothing",
    api: DescribeTopicPartitions,
    run: async (script) => {
      const { name } = await script.topic("a", { partitions: 2 });
      const ask = (topicName: string, partitionIndex: number) =>
        script.call(DescribeTopicPartitions, {
          topics: [{ name }],
          responsePartitionLimit: 10,
          cursor: { topicName, partitionIndex },
        }).catch(() => script.note("it", "closed"));
      await ask(name, 2);
      await ask(name, -1);
      await ask(script.name("0"), 0);
      await ask(script.name("z"), 0);
    },
  },
  {
    name: "DescribeTopicPartitions of topics that are not there",
    api: DescribeTopicPartitions,
    run: async (script) => {
      const topics = [{ name: script.name("none") }, { name: "in valid" }];
      await script.call(DescribeTopicPartitions, { topics, responsePartitionLimit: 10 });
      const cursor = { topicName: script.name("none"), partitionIndex: 1 };
      await script.call(DescribeTopicPartitions, { topics, responsePartitionLimit: 10, cursor });
    },
  },
];

// Differential cases: topics made, changed and deleted.
import { CreatePartitions } from "../../../protocol/messages/create_partitions.ts";
import { CreateTopics, type CreateTopicsRequest } from "../../../protocol/messages/create_topics.ts";
import { DeleteTopics } from "../../../protocol/messages/delete_topics.ts";
import { Metadata } from "../../../protocol/messages/metadata.ts";
import type { Init } from "../../../protocol/wire/api.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { fetch, NO_SUCH_ID, produce, records, ZERO_ID } from "./records.ts";

type NewTopic = Init<CreateTopicsRequest["topics"][number]>;

function create(script: Script, topics: readonly NewTopic[], validateOnly = false): Promise<unknown> {
  const all = topics.map((topic) => ({ numPartitions: 1, replicationFactor: 1, ...topic }));
  return script.call(CreateTopics, { topics: all, timeoutMs: 10_000, validateOnly });
}

function manual(...replicas: readonly (readonly number[])[]): NewTopic {
  const assignments = replicas.map((brokerIds, partitionIndex) => ({ partitionIndex, brokerIds }));
  return { numPartitions: -1, replicationFactor: -1, assignments };
}

function remove(script: Script, name: string): Promise<unknown> {
  const request = script.version(DeleteTopics) < 6 ? { topicNames: [name] } : { topics: [{ name }] };
  return script.call(DeleteTopics, { ...request, timeoutMs: 5_000 });
}

async function gone(script: Script, name: string): Promise<void> {
  await script.until(`${name} to be gone`, async () => {
    const request = { topics: [{ name }], allowAutoTopicCreation: false };
    return (await script.call(Metadata, request, { silent: true })).topics[0]?.errorCode === 3;
  });
}

function grow(script: Script, name: string, count: number, options: {
  readonly assignments?: readonly { readonly brokerIds: readonly number[] }[];
  readonly validateOnly?: boolean;
} = {}): Promise<unknown> {
  const { assignments = null, validateOnly = false } = options;
  return script.call(CreatePartitions, { topics: [{ name, count, assignments }], timeoutMs: 10_000, validateOnly });
}

const creations: readonly DifferentialCase[] = [
  {
    name: "CreateTopics makes one, and says so when it is made again",
    api: CreateTopics,
    run: async (script) => {
      const name = script.name("new");
      await create(script, [{ name, numPartitions: 2 }], true);
      await create(script, [{ name, numPartitions: 2 }]);
      await create(script, [{ name, numPartitions: 2 }]);
      await create(script, [{ name, numPartitions: 2 }], true);
    },
  },
  {
    name: "CreateTopics with the broker's own numbers",
    api: CreateTopics,
    run: async (script) => {
      const counts = { numPartitions: -1, replicationFactor: -1 };
      await create(script, [{ name: script.name("new"), ...counts }]).catch(() => script.note("it", "closed"));
    },
  },
  {
    name: "CreateTopics with names that are not allowed",
    api: CreateTopics,
    run: async (script) => {
      for (const name of ["", ".", "..", "a b", "a/b", "ä", "x".repeat(250)]) await create(script, [{ name }]);
    },
  },
  {
    name: "CreateTopics with a name that collides with another",
    api: CreateTopics,
    run: async (script) => {
      await create(script, [{ name: script.name("a.b") }]);
      await create(script, [{ name: script.name("a_b") }]);
      await create(script, [{ name: script.name("a_b") }], true);
    },
  },
  {
    name: "CreateTopics with numbers that are not allowed",
    api: CreateTopics,
    run: async (script) => {
      const name = script.name("new");
      await create(script, [{ name, numPartitions: 0 }]);
      await create(script, [{ name, numPartitions: -2 }]);
      await create(script, [{ name, replicationFactor: 0 }]);
      await create(script, [{ name, replicationFactor: -2 }]);
      await create(script, [{ name, replicationFactor: 100 }]);
      await create(script, [{ name, numPartitions: 2_000_000 }]);
    },
  },
  {
    name: "CreateTopics with replica assignments",
    api: CreateTopics,
    run: async (script) => {
      const name = script.name("new");
      await create(script, [{ ...manual([1], [1]), name }], true);
      await create(script, [{ ...manual([1, 1]), name }]);
      await create(script, [{ ...manual([77]), name }]);
      await create(script, [{ ...manual([]), name }]);
      await create(script, [{ ...manual([1], [1, 77]), name }]);
      await create(script, [{ ...manual([1]), name, numPartitions: 1 }]);
      await create(script, [{ ...manual([1]), name, replicationFactor: 1 }]);
      await create(script, [{ ...manual(), name, assignments: [{ partitionIndex: 1, brokerIds: [1] }] }]);
      await create(script, [{ ...manual(), name, assignments: [{ partitionIndex: -1, brokerIds: [1] }] }]);
      const twice = [{ partitionIndex: 0, brokerIds: [1] }, { partitionIndex: 0, brokerIds: [1] }];
      await create(script, [{ ...manual(), name, assignments: twice }]);
    },
  },
  {
    name: "CreateTopics with configs that are not allowed",
    api: CreateTopics,
    run: async (script) => {
      const topics = [
        ["no.such.config", "1"],
        ["retention.ms", "soon"],
        ["retention.ms", null],
        ["retention.ms", "-2"],
        ["cleanup.policy", "burn"],
        ["min.insync.replicas", "0"],
        ["compression.type", "rar"],
        ["max.message.bytes", "-1"],
      ] as const;
      for (const [config, value] of topics) {
        await create(script, [{ name: script.name("new"), configs: [{ name: config, value }] }]);
      }
    },
  },
  {
    name: "CreateTopics with good configs tells them",
    api: CreateTopics,
    run: async (script) => {
      const configs = [{ name: "cleanup.policy", value: "compact,delete" }, { name: "retention.ms", value: "60000" }];
      await create(script, [{ name: script.name("new"), configs }], true);
      await create(script, [{ name: script.name("new"), configs }]);
    },
  },
  {
    name: "CreateTopics with the same name twice and a good one beside it",
    api: CreateTopics,
    run: async (script) => {
      const [twice, good] = [script.name("twice"), script.name("good")];
      await create(script, [{ name: twice }, { name: good }, { name: twice }]);
      await create(script, []);
      await create(script, [{ name: twice }]);
    },
  },
  {
    name: "CreateTopics with a name of Kafka's own",
    api: CreateTopics,
    run: async (script) => {
      await create(script, [{ name: "__cluster_metadata" }]);
      await create(script, [{ name: "__cluster_metadata" }], true);
    },
  },
];

const deletions: readonly DifferentialCase[] = [
  {
    name: "DeleteTopics deletes one, and says so when it is deleted again",
    api: DeleteTopics,
    run: async (script) => {
      const { name } = await script.topic();
      await remove(script, name);
      await gone(script, name);
      await remove(script, name);
      await script.call(Metadata, { topics: [{ name }], allowAutoTopicCreation: false });
    },
  },
  {
    name: "DeleteTopics by id, and again",
    api: DeleteTopics,
    run: async (script) => {
      const { id } = await script.topic();
      const request = { topics: [{ name: null, topicId: id }], timeoutMs: 5_000 };
      await script.call(DeleteTopics, request);
      await script.call(DeleteTopics, request);
      await script.call(DeleteTopics, { topics: [{ name: null, topicId: NO_SUCH_ID }], timeoutMs: 5_000 });
    },
    only: { end: "highest", why: "the lowest version knows no ids" },
  },
  {
    name: "DeleteTopics with name and id, and with neither",
    api: DeleteTopics,
    run: async (script) => {
      const { name, id } = await script.topic();
      const ask = (topics: readonly { name: string | null; topicId: string }[]) =>
        script.call(DeleteTopics, { topics, timeoutMs: 5_000 }).catch(() => script.note("it", "closed"));
      await ask([{ name, topicId: id }]);
      await ask([{ name: null, topicId: ZERO_ID }]);
      await ask([{ name, topicId: ZERO_ID }, { name, topicId: ZERO_ID }]);
      await ask([{ name, topicId: ZERO_ID }, { name: null, topicId: id }]);
      await ask([{ name: null, topicId: id }, { name: null, topicId: id }]);
    },
    only: { end: "highest", why: "the lowest version knows no ids" },
  },
  {
    name: "DeleteTopics of names that are not there",
    api: DeleteTopics,
    run: async (script) => {
      await remove(script, script.name("none"));
      await remove(script, "in valid");
      await remove(script, "");
    },
  },
  {
    name: "A topic made again has another id and an empty log",
    api: DeleteTopics,
    run: async (script) => {
      const old = await script.topic();
      await produce(script, old, records(3));
      await remove(script, old.name);
      await gone(script, old.name);
      const { name, id } = await script.topic();
      script.note("the id", id === old.id ? "the same" : "another");
      await fetch(script, { name, id });
      await fetch(script, old);
      await produce(script, old, records(1));
    },
  },
];

const partitions: readonly DifferentialCase[] = [
  {
    name: "CreatePartitions adds some; then to fewer, the same and more",
    api: CreatePartitions,
    run: async (script) => {
      const { name } = await script.topic("topic", { partitions: 2 });
      await grow(script, name, 3);
      await grow(script, name, 2);
      await grow(script, name, 3);
      await grow(script, name, 0);
      await grow(script, name, -1);
      await grow(script, name, 4, { validateOnly: true });
      await grow(script, name, 4);
      await script.until("four partitions", async () => {
        const { topics: [topic] } = await script.call(Metadata, { topics: [{ name }] }, { silent: true });
        return topic?.partitions.length === 4;
      });
      await script.call(Metadata, { topics: [{ name }] });
    },
  },
  {
    name: "CreatePartitions with replica assignments",
    api: CreatePartitions,
    run: async (script) => {
      const { name } = await script.topic();
      await grow(script, name, 3, { assignments: [{ brokerIds: [1] }] });
      await grow(script, name, 2, { assignments: [{ brokerIds: [77] }] });
      await grow(script, name, 2, { assignments: [{ brokerIds: [] }] });
      await grow(script, name, 2, { assignments: [{ brokerIds: [1, 1] }] });
      await grow(script, name, 2, { assignments: [{ brokerIds: [1] }, { brokerIds: [1] }] });
      await grow(script, name, 2, { assignments: [] });
      await grow(script, name, 2, { assignments: [{ brokerIds: [1] }] });
    },
  },
  {
    name: "CreatePartitions of topics that are not there, and of one twice",
    api: CreatePartitions,
    run: async (script) => {
      const { name } = await script.topic();
      await grow(script, script.name("none"), 2);
      await grow(script, "in valid", 2);
      const topics = [{ name, count: 2, assignments: null }, { name, count: 3, assignments: null }];
      await script.call(CreatePartitions, { topics, timeoutMs: 5_000 });
      await script.call(CreatePartitions, { topics: [], timeoutMs: 5_000 });
    },
  },
  {
    name: "CreatePartitions far too many",
    api: CreatePartitions,
    run: async (script) => {
      const { name } = await script.topic();
      await grow(script, name, 2_000_000, { validateOnly: true });
      await grow(script, name, 2_147_483_647);
    },
  },
];

/** Cases. */
export const topicCases: readonly DifferentialCase[] = [...creations, ...deletions, ...partitions];

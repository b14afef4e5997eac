// Differential cases: fetch sessions (KIP-227).
import { Fetch, type FetchRequest } from "../../../protocol/messages/fetch.ts";
import type { Init } from "../../../protocol/wire/api.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { NO_SUCH_ID, produce, records, type TopicName } from "./records.ts";

/** A step of a session; the lowest version that has sessions stands for the lowest. */
async function step(
  script: Script,
  session: readonly [id: number, epoch: number],
  request: Init<FetchRequest> = {},
): Promise<number> {
  const version = Math.max(7, script.version(Fetch));
  const [sessionId, sessionEpoch] = session;
  const answer = await script.call(Fetch, { maxWaitMs: 0, minBytes: 0, sessionId, sessionEpoch, ...request }, {
    version,
  });
  return answer.sessionId;
}

function of({ name, id }: TopicName, ...partitions: readonly (readonly [partition: number, offset: bigint])[]) {
  return {
    topic: name,
    topicId: id,
    partitions: partitions.map(([partition, fetchOffset]) => ({
      partition,
      fetchOffset,
      partitionMaxBytes: 1 << 20,
    })),
  };
}

/** Cases. */
export const fetchSessionCases: readonly DifferentialCase[] = [
  {
    name: "A fetch session tells only what is new",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 3 });
      await produce(script, topic, records(1));
      const id = await step(script, [0, 0], { topics: [of(topic, [0, 0n], [1, 0n], [2, 0n])] });
      await step(script, [id, 1], { topics: [of(topic, [0, 1n])] });
      await step(script, [id, 2]);
      await produce(script, topic, records(1), { partition: 2 });
      await step(script, [id, 3]);
      await step(script, [id, 4], { topics: [of(topic, [2, 1n])] });
      await step(script, [id, 5]);
    },
  },
  {
    name: "A fetch session with an epoch or an id that is wrong",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic();
      const id = await step(script, [0, 0], { topics: [of(topic, [0, 0n])] });
      await step(script, [id, 2]);
      await step(script, [id, 1]);
      await step(script, [id, 1]);
      await step(script, [0, 1]);
      await step(script, [-5, 1]);
      await step(script, [id, -2]);
    },
  },
  {
    name: "A fetch session is ended, and another begun in its place",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic();
      const topics = [of(topic, [0, 0n])];
      const id = await step(script, [0, 0], { topics });
      await step(script, [id, 0], { topics });
      await step(script, [id, 1]);
      await step(script, [0, -1], { topics });
      const other = await step(script, [0, 0], { topics });
      await step(script, [other, -1]);
      await step(script, [other, 1]);
    },
  },
  {
    name: "A fetch session forgets partitions and takes them again",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 2 });
      const { name, id: topicId } = topic;
      const id = await step(script, [0, 0], { topics: [of(topic, [0, 0n], [1, 0n])] });
      await step(script, [id, 1], { forgottenTopicsData: [{ topic: name, topicId, partitions: [0] }] });
      await produce(script, topic, records(1));
      await step(script, [id, 2]);
      await step(script, [id, 3], { topics: [of(topic, [0, 0n])] });
      await step(script, [id, 4], { forgottenTopicsData: [{ topic: name, topicId, partitions: [0, 1, 7] }] });
      await step(script, [id, 5]);
    },
  },
  {
    name: "A fetch session with errors tells them again and again",
    api: Fetch,
    run: async (script) => {
      const topic = await script.topic();
      const none = { name: script.name("none"), id: NO_SUCH_ID };
      const id = await step(script, [0, 0], { topics: [of(topic, [0, 5n], [9, 0n]), of(none, [0, 0n])] });
      await step(script, [id, 1]);
      await step(script, [id, 2], { topics: [of(topic, [0, 0n])] });
      await step(script, [id, 3]);
    },
  },
];

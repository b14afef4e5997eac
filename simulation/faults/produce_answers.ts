// Faults of brokers' answers to Produce: they say less than the truth, come late, or never.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Produce, type ProduceRequest } from "../../protocol/messages/produce.ts";
import { BATCH_FIELDS } from "../../protocol/records/batch_header.ts";
import { bigInt64At, int16At } from "../../protocol/records/big_endian.ts";
import { moveLeader } from "./brokers.ts";
import { anyPartition, type FaultKind, oneOf } from "./fault.ts";
import { delayed, LOST, lost, refused, throttled } from "./shapes.ts";

const UNWRITTEN: readonly number[] = [
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.LEADER_NOT_AVAILABLE,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.NOT_ENOUGH_REPLICAS,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.CORRUPT_MESSAGE,
];

/** Where nobody waits for an answer, nobody would learn that the connection is dead for all later ones. */
function wantsAnswer({ acks }: ProduceRequest): boolean {
  return acks !== 0;
}

/** Identities of the producers of a request's batches. */
function producersOf({ topicData }: ProduceRequest): string[] {
  return topicData.flatMap(({ partitionData }) =>
    partitionData.flatMap(({ records }) =>
      records === null || bigInt64At(records, BATCH_FIELDS.producerId) < 0n
        ? []
        : [`${bigInt64At(records, BATCH_FIELDS.producerId)} ${int16At(records, BATCH_FIELDS.producerEpoch)}`]
    )
  );
}

/** Answers to Produce. */
export const PRODUCE_ANSWER_FAULTS: readonly FaultKind[] = [
  refused("produce refused", { chance: 0.06, api: Produce, errors: UNWRITTEN, most: 6, ms: 2000 }),
  {
    name: "produce answered in part",
    chance: 0.03,
    strike: ({ cluster, undo }) => {
      const remove = cluster.control(Produce, async (_request, { proceed }) => {
        const answer = await proceed();
        return answer === null ? undefined : { answer: { ...answer, responses: answer.responses?.slice(1) } };
      });
      undo(2000, remove);
      return "one answer lacks a topic";
    },
  },
  {
    name: "produce executed, never answered",
    chance: 0.06,
    strike: ({ cluster, random, undo }) => {
      const how = oneOf(random, LOST);
      const times = 1 + random.int(4);
      let left = times;
      const remove = cluster.control(Produce, async (request, { proceed }) => {
        if (!wantsAnswer(request) || left-- <= 0) return undefined;
        await proceed();
        return how;
      }, { keep: true });
      undo(2000, remove);
      return `${times} times: ${how}`;
    },
  },
  lost("produce never executed", { chance: 0.04, api: Produce, ms: 2000, hits: wantsAnswer }),
  delayed("produce delayed", { chance: 0.05, api: Produce, when: "before" }),
  throttled("produce throttled", { chance: 0.05, api: Produce }),
  {
    name: "leader moved under a request",
    chance: 0.06,
    strike: (context) => {
      const { cluster, random, undo } = context;
      const at = anyPartition(context);
      if (at === null) return null;
      const { topic, partition } = at;
      const first = random.int(2) === 0;
      const pass = random.int(4);
      let seen = 0;
      const remove = cluster.control(Produce, async (_request, { proceed }) => {
        if (seen++ !== pass) return undefined;
        // Before it is carried out, while it waits for the replicas, or before it is answered.
        const running = first ? null : proceed();
        if (running !== null && random.int(2) === 0) await running;
        if (cluster.topics.has(topic)) moveLeader(context, at);
        const answer = await proceed();
        // It is answered here: no other fault may refuse what is carried out.
        return answer === null ? undefined : { answer };
      }, { keep: true });
      undo(2000, remove);
      return `${topic}[${partition}], request ${pass} from now on${first ? ", before it is carried out" : ""}`;
    },
  },
  {
    name: "producer unknown",
    chance: 0.02,
    strike: ({ cluster, topics, undo, excuse }) => {
      const gone = new Set<string>();
      let open = true;
      // As before 2.5: a producer that was forgotten must begin anew. What had no answer yet may then be doubled.
      const remove = cluster.control(Produce, (request) => {
        const names = producersOf(request);
        if (open) { for (const name of names) gone.add(name); }
        open = false;
        return names.some((name) => gone.has(name)) ? { errorCode: ErrorCode.UNKNOWN_PRODUCER_ID } : undefined;
      }, { keep: true });
      undo(5000, remove);
      for (const topic of topics.keys()) excuse(topic, "double");
      return "the producers of one request";
    },
  },
  {
    name: "producer state lost",
    chance: 0.04,
    strike: (context) => {
      const at = anyPartition(context);
      if (at === null) return null;
      const { topic, partition } = at;
      context.cluster.forgetProducers(topic, partition);
      // A retry of a batch whose answer was lost is then written a second time, as in Kafka.
      context.excuse(`${topic}[${partition}]`, "double");
      return `${topic}[${partition}]`;
    },
  },
];

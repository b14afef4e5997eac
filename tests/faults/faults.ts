// What may go wrong while records travel: each fault begins at its call and ends by itself. Called by torture.ts, which
// draws them from a seed. They are faults that Kafka promises to survive: brokers that forget a producer whose answers
// were lost are none of them.
import type { EmbeddedKafka } from "../../embedded/mod.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata, type MetadataResponse } from "../../protocol/messages/metadata.ts";
import { Produce, type ProduceRequest } from "../../protocol/messages/produce.ts";
import { BATCH_FIELDS } from "../../protocol/records/batch_header.ts";
import { bigInt64At, int16At, int32At } from "../../protocol/records/big_endian.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { VirtualClock } from "../../simulation/clock.ts";
import type { SeededRandom } from "../../simulation/random.ts";
import type { LinkSettings } from "../../transports/memory.ts";

/** What faults are given. */
export interface FaultContext {
  /** The cluster that suffers. */
  readonly cluster: EmbeddedKafka;
  /** Time. */
  readonly clock: VirtualClock;
  /** Chance. */
  readonly random: SeededRandom;
  /** Topics and their partition counts. */
  readonly topics: Readonly<Record<string, number>>;
  /** Owns what runs in the background. */
  readonly track: (promise: Promise<unknown>) => void;
}

/** A fault and how it is undone before its time. */
export type Fault = (context: FaultContext) => void;

const addressOf = (nodeId: number) => `broker-${nodeId}.embedded:9092`;

function anyNode({ cluster, random }: FaultContext): number {
  return cluster.nodeIds[random.int(cluster.nodeIds.length)] as number;
}

/** One of a list. */
function oneOf<T>(random: SeededRandom, list: readonly T[]): T {
  return list[random.int(list.length)] as T;
}

/** Settings of a link for some time. */
function link(context: FaultContext, settings: LinkSettings, ms: number): void {
  const address = addressOf(anyNode(context));
  context.cluster.network.configure(address, settings);
  context.clock.after(ms, () => context.cluster.network.configure(address, null));
}

/** Sets a hook that acts `times` times, or until `ms` have passed. */
function forAWhile(context: FaultContext, remove: () => void, ms: number): void {
  context.clock.after(ms, remove);
}

const RETRIABLE_UNWRITTEN: readonly number[] = [
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.LEADER_NOT_AVAILABLE,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.NOT_ENOUGH_REPLICAS,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.CORRUPT_MESSAGE,
];
const RETRIABLE_WRITTEN: readonly number[] = [
  ErrorCode.REQUEST_TIMED_OUT,
  ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
];
const FETCH_ERRORS: readonly number[] = [
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.UNKNOWN_LEADER_EPOCH,
  ErrorCode.FENCED_LEADER_EPOCH,
  ErrorCode.OFFSET_NOT_AVAILABLE,
  ErrorCode.REPLICA_NOT_AVAILABLE,
];

/** Connections break. */
export const connections: Readonly<Record<string, Fault>> = {
  reset: (context) => void context.cluster.network.reset(addressOf(anyNode(context))),
  resetOne: ({ cluster, random }) => {
    const open = cluster.network.connections();
    if (open.length > 0) oneOf(random, open).reset();
  },
  vanish: ({ cluster, random }) => {
    const open = cluster.network.connections();
    if (open.length > 0) oneOf(random, open).vanish("server");
  },
  blackHole: (context) => {
    const hold = oneOf(context.random, ["both", "toServer", "toClient"] as const);
    link(context, { hold }, 100 + context.random.int(4000));
  },
  slow: (context) => link(context, { bytesPerMs: 1 + context.random.int(20) }, 200 + context.random.int(3000)),
  late: (context) => link(context, { latencyMs: 50 + context.random.int(500) }, 200 + context.random.int(2000)),
  refuse: (context) => {
    link(context, { refuse: true }, 100 + context.random.int(2000));
    context.cluster.network.reset(addressOf(anyNode(context)));
  },
};

/** Leaders move, brokers come and go. */
export const brokers: Readonly<Record<string, Fault>> = {
  moveLeader: ({ cluster, random, topics }) => {
    const topic = oneOf(random, Object.keys(topics));
    const partition = random.int(topics[topic] as number);
    if (cluster.partition(topic, partition).leader >= 0) cluster.moveLeader(topic, partition);
  },
  moveInALoop: ({ cluster, random, clock, topics }) => {
    const topic = oneOf(random, Object.keys(topics));
    const partition = random.int(topics[topic] as number);
    for (let i = 0; i < 12; i++) {
      clock.after(i * (5 + random.int(100)), () => {
        if (cluster.partition(topic, partition).leader >= 0) cluster.moveLeader(topic, partition);
      });
    }
  },
  stopBroker: (context) => {
    const nodeId = anyNode(context);
    context.track(context.cluster.stopBroker(nodeId));
    context.clock.after(100 + context.random.int(2000), () => context.track(context.cluster.startBroker(nodeId)));
  },
  killBroker: (context) => {
    const nodeId = anyNode(context);
    context.track(context.cluster.killBroker(nodeId, { failoverMs: context.random.int(1500) }));
    context.clock.after(50 + context.random.int(3000), () => context.track(context.cluster.startBroker(nodeId)));
  },
};

/** Produce answers that say less than the truth. */
export const produce: Readonly<Record<string, Fault>> = {
  refused: (context) => {
    const errorCode = oneOf(context.random, RETRIABLE_UNWRITTEN);
    let left = 1 + context.random.int(6);
    const remove = context.cluster.control(Produce, () => left-- > 0 ? { errorCode } : undefined, { keep: true });
    forAWhile(context, remove, 2000);
  },
  /** One partition of a request is refused, the others are written. */
  partly: (context) => {
    const errorCode = oneOf(context.random, RETRIABLE_WRITTEN);
    const remove = context.cluster.control(Produce, async (_request, { proceed }) => {
      const answer = await proceed();
      if (answer === null) return undefined;
      const [first, ...rest] = answer.responses ?? [];
      const [partition, ...others] = first?.partitionResponses ?? [];
      if (first === undefined || partition === undefined) return undefined;
      const failed = { index: partition.index, errorCode, baseOffset: -1n };
      return { answer: { ...answer, responses: [{ ...first, partitionResponses: [failed, ...others] }, ...rest] } };
    });
    forAWhile(context, remove, 2000);
  },
  /** The answer lacks a partition. */
  silent: (context) => {
    const remove = context.cluster.control(Produce, async (_request, { proceed }) => {
      const answer = await proceed();
      return answer === null ? undefined : { answer: { ...answer, responses: answer.responses?.slice(1) } };
    });
    forAWhile(context, remove, 2000);
  },
  lost: (context) => {
    const how = oneOf(context.random, ["drop", "close"] as const);
    let left = 1 + context.random.int(4);
    const remove = context.cluster.control(Produce, async (_request, { proceed }) => {
      if (left-- <= 0) return undefined;
      await proceed();
      return how;
    }, { keep: true });
    forAWhile(context, remove, 2000);
  },
  unheard: (context) => {
    const how = oneOf(context.random, ["drop", "close"] as const);
    forAWhile(context, context.cluster.control(Produce, () => how), 2000);
  },
  /** The broker thinks first, and writes when nobody waits any more. */
  late: (context) => {
    const ms = 50 + context.random.int(4000);
    const remove = context.cluster.control(Produce, async (_request, { sleep }) => {
      await sleep(ms);
      return undefined;
    }, { keep: true, nodeId: anyNode(context) });
    forAWhile(context, remove, 500);
  },
  throttled: (context) => {
    const throttleTimeMs = 50 + context.random.int(800);
    const remove = context.cluster.control(Produce, async (_request, { proceed }) => {
      const answer = await proceed();
      return answer === null ? undefined : { answer: { ...answer, throttleTimeMs } };
    }, { keep: true, nodeId: anyNode(context) });
    forAWhile(context, remove, 1000);
  },
};

/** Trouble with everything else. */
export const other: Readonly<Record<string, Fault>> = {
  fetchError: (context) => {
    const errorCode = oneOf(context.random, FETCH_ERRORS);
    let left = 1 + context.random.int(5);
    const remove = context.cluster.control(Fetch, () => left-- > 0 ? { errorCode } : undefined, { keep: true });
    forAWhile(context, remove, 2000);
  },
  fetchLost: (context) => {
    const how = oneOf(context.random, ["drop", "close"] as const);
    forAWhile(context, context.cluster.control(Fetch, () => how), 2000);
  },
  fetchThrottled: (context) => {
    const throttleTimeMs = 50 + context.random.int(800);
    const remove = context.cluster.control(Fetch, async (_request, { proceed }) => {
      const answer = await proceed();
      return answer === null ? undefined : { answer: { ...answer, throttleTimeMs } };
    }, { keep: true, nodeId: anyNode(context) });
    forAWhile(context, remove, 1000);
  },
  listOffsets: (context) => {
    const errorCode = oneOf(context.random, FETCH_ERRORS);
    let left = 1 + context.random.int(5);
    const remove = context.cluster.control(ListOffsets, () => left-- > 0 ? { errorCode } : undefined, { keep: true });
    forAWhile(context, remove, 3000);
  },
  initProducerId: (context) => {
    const { random, cluster } = context;
    const errorCode = oneOf(random, [ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, ErrorCode.REQUEST_TIMED_OUT]);
    const how = random.int(2) === 0 ? { errorCode } : "close" as const;
    forAWhile(context, cluster.control(InitProducerId, () => how), 3000);
  },
  /** Brokers tell what was true some time ago. */
  staleMetadata: (context) => {
    const old = new Map<string, Init<MetadataResponse>>();
    const until = context.clock.now() + 300;
    const remove = context.cluster.control(Metadata, async (request, { proceed, version }) => {
      const key = `${version} ${(request.topics ?? []).map(({ name }) => name).join()}`;
      const known = old.get(key);
      if (known !== undefined && context.clock.now() > until) return { answer: known };
      const answer = await proceed();
      if (answer !== null && known === undefined) old.set(key, answer);
      return undefined;
    }, { keep: true });
    forAWhile(context, remove, 300 + context.random.int(2000));
  },
  metadataLost: (context) => {
    const how = oneOf(context.random, ["drop", "close"] as const);
    forAWhile(context, context.cluster.control(Metadata, () => how), 3000);
  },
};

interface Named {
  readonly producerId: bigint;
  readonly epoch: number;
  readonly sequence: number;
}

function batchesOf(request: ProduceRequest): Named[] {
  return request.topicData.flatMap(({ partitionData }) =>
    partitionData.flatMap(({ records }) =>
      records === null ? [] : [{
        producerId: bigInt64At(records, BATCH_FIELDS.producerId),
        epoch: int16At(records, BATCH_FIELDS.producerEpoch),
        sequence: int32At(records, BATCH_FIELDS.baseSequence),
      }]
    )
  );
}

/** Brokers lose what they remember of producers; only where no answer is lost, or records could be doubled by them. */
export const forgetting: Readonly<Record<string, Fault>> = {
  forget: ({ cluster, random, topics }) => {
    const topic = oneOf(random, Object.keys(topics));
    cluster.forgetProducers(topic, random.int(topics[topic] as number));
  },
  /** As before 2.5: a forgotten producer must begin anew. */
  unknownProducer: (context) => {
    const gone = new Set<string>();
    let open = true;
    const remove = context.cluster.control(Produce, (request) => {
      const names = batchesOf(request).map(({ producerId, epoch }) => `${producerId} ${epoch}`);
      if (open) { for (const name of names) gone.add(name); }
      open = false;
      return names.some((name) => gone.has(name)) ? { errorCode: ErrorCode.UNKNOWN_PRODUCER_ID } : undefined;
    }, { keep: true });
    forAWhile(context, remove, 5000);
  },
  moveLeader: brokers.moveLeader as Fault,
  throttled: produce.throttled as Fault,
  fetchError: other.fetchError as Fault,
};

/** Answers that come too late or never, while batches are given up: what is written is uncertain most of the time. */
export const uncertain: Readonly<Record<string, Fault>> = {
  blackHole: connections.blackHole as Fault,
  noAnswers: (context) => link(context, { hold: "toClient" }, 200 + context.random.int(3000)),
  resetOne: connections.resetOne as Fault,
  moveLeader: brokers.moveLeader as Fault,
  killBroker: brokers.killBroker as Fault,
  refused: produce.refused as Fault,
  lost: produce.lost as Fault,
  late: produce.late as Fault,
  partly: produce.partly as Fault,
};

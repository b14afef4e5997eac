// DescribeProducers, version 0: what the replica that was asked remembers of the producers of a partition: epoch, last
// sequence and timestamp, coordinator epoch, and where an ongoing transaction begins. Followers answer too.
// Gaps: none known.
import { DescribeProducersBroker } from "../../protocol/messages/describe_producers.ts";
import type {
  DescribeProducersRequest,
  DescribeProducersResponse,
} from "../../protocol/messages/describe_producers.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure } from "../failure.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { allowedTopic, findPartition } from "../partition_access.ts";
import type { Topic } from "../topic.ts";
import { topicNameProblem } from "../topic_name.ts";

type PartitionAnswer = Init<DescribeProducersResponse["topics"][number]["partitions"][number]>;

/** The handler of DescribeProducers. */
export const describeProducers: Handler = handler<DescribeProducersRequest, DescribeProducersResponse>(
  DescribeProducersBroker,
  {
    handle: (request, context) => ({
      topics: request.topics.map(({ name, partitionIndexes }) => {
        const topic = topicOf(name, context);
        return { name, partitions: partitionIndexes.map((index) => describe(topic, index, context)) };
      }),
    }),
    fail: (request, errorCode) => ({
      topics: request.topics.map(({ name, partitionIndexes }) => ({
        name,
        partitions: partitionIndexes.map((partitionIndex) => ({ partitionIndex, errorCode })),
      })),
    }),
  },
);

function topicOf(name: string, context: RequestContext): Topic | Failure {
  const problem = topicNameProblem(name);
  if (problem !== null) return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, problem);
  return allowedTopic("READ", { name }, context);
}

function describe(topic: Topic | Failure, partitionIndex: number, context: RequestContext): PartitionAnswer {
  const partition = findPartition(topic, { index: partitionIndex, anyReplica: true }, context);
  if ("errorCode" in topic) return { partitionIndex, ...topic };
  if ("errorCode" in partition) return { partitionIndex, errorCode: partition.errorCode };
  const log = partition.replica(context.node.id)?.log ?? partition.log;
  return {
    partitionIndex,
    activeProducers: log.producers.list().map((producer) => ({
      producerId: producer.producerId,
      producerEpoch: producer.epoch,
      lastSequence: producer.lastSequence,
      lastTimestamp: BigInt(producer.lastTimestamp),
      coordinatorEpoch: producer.coordinatorEpoch,
      currentTxnStartOffset: BigInt(producer.currentTransactionStart),
    })),
  };
}

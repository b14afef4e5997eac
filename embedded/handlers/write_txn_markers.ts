// WriteTxnMarkers, versions 0 to 2: ends the transactions of producers in the partitions that the broker leads, for
// coordinators and for administrators who abort a hanging one; answered once the markers are replicated. Partitions of
// committed offsets are those of the groups that the broker coordinates.
// Gaps: the transaction version (2) is not looked at.
import { WriteTxnMarkersBroker } from "../../protocol/messages/write_txn_markers.ts";
import type {
  WriteTxnMarkersRequest,
  WriteTxnMarkersRequestWritableTxnMarker as AskedMarker,
  WriteTxnMarkersResponse,
} from "../../protocol/messages/write_txn_markers.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { OFFSETS_TOPIC } from "../topic_name.ts";
import { endGroupOffsets } from "../transactions/marker_writer.ts";

const REQUEST_TIMEOUT_MS = 30_000;

type PartitionCode = { partitionIndex: number; errorCode: number };

/** The handler of WriteTxnMarkers. */
export const writeTxnMarkers: Handler = handler<WriteTxnMarkersRequest, WriteTxnMarkersResponse>(
  WriteTxnMarkersBroker,
  {
    handle: async (request, context) => {
      const allowed = context.allowed("ALTER", "CLUSTER", CLUSTER_NAME) ||
        context.allowed("CLUSTER_ACTION", "CLUSTER", CLUSTER_NAME);
      if (!allowed) return failAll(request, ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
      const byProducer = new Map<bigint, Map<string, Map<number, number>>>();
      for (const marker of request.markers) {
        for (const { name, partitionIndexes } of marker.topics) {
          for (const index of partitionIndexes) {
            const code = await writeOne(marker, { topic: name, index }, context);
            const topics = at(byProducer, marker.producerId, () => new Map<string, Map<number, number>>());
            at(topics, name, () => new Map<number, number>()).set(index, code);
          }
        }
      }
      return { markers: [...byProducer].map(([producerId, topics]) => answerOf(producerId, topics)) };
    },
    fail: (request, errorCode) => failAll(request, errorCode),
  },
);

function at<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

interface MarkerPlace {
  readonly topic: string;
  readonly index: number;
}

async function writeOne(marker: AskedMarker, { topic, index }: MarkerPlace, context: RequestContext): Promise<number> {
  const { state, node, signal } = context;
  const { producerId, producerEpoch, coordinatorEpoch, transactionResult: committed } = marker;
  const partition = state.topic(topic)?.partitions[index];
  if (partition === undefined && topic === OFFSETS_TOPIC) {
    endGroupOffsets(state, { index, producerId, committed });
    return ErrorCode.NONE;
  }
  if (partition?.replica(node.id) === undefined) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  const { leader, leaderEpoch } = partition;
  if (leader !== node.id) return ErrorCode.NOT_LEADER_OR_FOLLOWER;
  const { clock } = state.platform;
  const kind = committed ? "commit" : "abort";
  const failed = partition.appendMarker({ kind, producerId, producerEpoch, coordinatorEpoch, now: clock.wall() });
  if (failed !== null) return failed.errorCode;
  const wait = { leaderEpoch, clock, ms: REQUEST_TIMEOUT_MS, signal };
  const outcome = await partition.waitForCommit(partition.log.endOffset, wait);
  if (outcome === "committed") return ErrorCode.NONE;
  return outcome === "moved" ? ErrorCode.NOT_LEADER_OR_FOLLOWER : ErrorCode.REQUEST_TIMED_OUT;
}

function answerOf(
  producerId: bigint,
  topics: ReadonlyMap<string, ReadonlyMap<number, number>>,
): { producerId: bigint; topics: { name: string; partitions: PartitionCode[] }[] } {
  return {
    producerId,
    topics: [...topics].map(([name, partitions]) => ({
      name,
      partitions: [...partitions].map(([partitionIndex, errorCode]) => ({ partitionIndex, errorCode })),
    })),
  };
}

function failAll(request: WriteTxnMarkersRequest, errorCode: number): Init<WriteTxnMarkersResponse> {
  return {
    markers: request.markers.map(({ producerId, topics }) => ({
      producerId,
      topics: topics.map(({ name, partitionIndexes }) => ({
        name,
        partitions: partitionIndexes.map((partitionIndex) => ({ partitionIndex, errorCode })),
      })),
    })),
  };
}

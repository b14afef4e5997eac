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
import { COORDINATORS, INTERNAL_PARTITIONS } from "../coordinators.ts";
import { GROUPS } from "../groups/group_store.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { firstOf } from "../repeated.ts";
import { OFFSETS_TOPIC } from "../topic_name.ts";
import { endGroupOffsets } from "../transactions/marker_writer.ts";
import { partitionKey, type TransactionPartition } from "../transactions/transaction.ts";

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
      const markers = request.markers.flatMap((marker) => placesOf(marker).map((place) => ({ marker, place })));
      // All are appended before the first of them is waited for.
      const codes = await Promise.all(markers.map(({ marker, place }) => writeOne(marker, place, context)));
      const byProducer = new Map<bigint, Map<string, Map<number, number>>>();
      for (const [n, { marker: { producerId }, place: { topic, partition } }] of markers.entries()) {
        const topics = at(byProducer, producerId, () => new Map<string, Map<number, number>>());
        at(topics, topic, () => new Map<number, number>()).set(partition, codes[n]);
      }
      return { markers: [...byProducer].map(([producerId, topics]) => answerOf(producerId, topics)) };
    },
    fail: (request, errorCode) => failAll(request, errorCode),
  },
);

/** The partitions that a marker is for, each once. */
function placesOf({ topics }: AskedMarker): TransactionPartition[] {
  const all = topics.flatMap(({ name: topic, partitionIndexes }) =>
    partitionIndexes.map((partition) => ({ topic, partition }))
  );
  return [...firstOf(all, partitionKey).values()];
}

function at<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** Appends a marker at once, and waits until it is replicated. */
async function writeOne(marker: AskedMarker, place: TransactionPartition, context: RequestContext): Promise<number> {
  if (place.topic === OFFSETS_TOPIC) return endOffsets(marker, place.partition, context);
  const { state, node, signal } = context;
  const { producerId, producerEpoch, coordinatorEpoch, transactionResult } = marker;
  const partition = state.topic(place.topic)?.partitions[place.partition];
  if (partition?.replica(node.id) === undefined) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  const { leader, leaderEpoch } = partition;
  if (leader !== node.id) return ErrorCode.NOT_LEADER_OR_FOLLOWER;
  const { clock } = state.platform;
  const kind = transactionResult ? "commit" : "abort";
  const failed = partition.appendMarker({ kind, producerId, producerEpoch, coordinatorEpoch, now: clock.wall() });
  if (failed !== null) return failed.errorCode;
  const wait = { leaderEpoch, clock, ms: REQUEST_TIMEOUT_MS, signal };
  const outcome = await partition.waitForCommit(partition.log.endOffset, wait);
  if (outcome === "committed") return ErrorCode.NONE;
  return outcome === "moved" ? ErrorCode.NOT_LEADER_OR_FOLLOWER : ErrorCode.REQUEST_TIMED_OUT;
}

/** Offsets live with their groups: their partitions belong to the coordinators of those. */
function endOffsets(marker: AskedMarker, index: number, { state, node }: RequestContext): number {
  if (index < 0 || index >= INTERNAL_PARTITIONS) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
  const here = state.part(COORDINATORS).ofPartition("group", index)?.id === node.id;
  if (!here || state.part(GROUPS).isLoadingPartition(index)) return ErrorCode.NOT_LEADER_OR_FOLLOWER;
  const { producerId, transactionResult: committed } = marker;
  endGroupOffsets(state, { index, producerId, committed });
  return ErrorCode.NONE;
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

// The table of all handlers. Called by the broker; a new API is a file in handlers/ and a line here.
import type { Handler } from "./handler.ts";
import { apiVersions } from "./handlers/api_versions.ts";
import { createTopics } from "./handlers/create_topics.ts";
import { deleteTopics } from "./handlers/delete_topics.ts";
import { describeCluster } from "./handlers/describe_cluster.ts";
import { describeTopicPartitions } from "./handlers/describe_topic_partitions.ts";
import { fetch } from "./handlers/fetch.ts";
import { findCoordinator } from "./handlers/find_coordinator.ts";
import { initProducerId } from "./handlers/init_producer_id.ts";
import { listOffsets } from "./handlers/list_offsets.ts";
import { metadata } from "./handlers/metadata.ts";
import { offsetForLeaderEpoch } from "./handlers/offset_for_leader_epoch.ts";
import { produce } from "./handlers/produce.ts";

const ALL: readonly Handler[] = [
  apiVersions,
  createTopics,
  deleteTopics,
  describeCluster,
  describeTopicPartitions,
  fetch,
  findCoordinator,
  initProducerId,
  listOffsets,
  metadata,
  offsetForLeaderEpoch,
  produce,
];

/** Handlers by API key. */
export function allHandlers(): ReadonlyMap<number, Handler> {
  return new Map(ALL.map((one) => [one.api.key, one]));
}

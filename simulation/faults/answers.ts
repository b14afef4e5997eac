// Faults of brokers' answers to everything but Produce.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata, type MetadataResponse } from "../../protocol/messages/metadata.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type FaultKind, oneOf } from "./fault.ts";
import { delayed, lost, refused, throttled } from "./shapes.ts";

const FETCH_ERRORS: readonly number[] = [
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.UNKNOWN_LEADER_EPOCH,
  ErrorCode.FENCED_LEADER_EPOCH,
  ErrorCode.OFFSET_NOT_AVAILABLE,
  ErrorCode.REPLICA_NOT_AVAILABLE,
];

/** Answers to other requests. */
export const ANSWER_FAULTS: readonly FaultKind[] = [
  refused("fetch refused", { chance: 0.06, api: Fetch, errors: FETCH_ERRORS, most: 5, ms: 2000 }),
  lost("fetch never answered", { chance: 0.04, api: Fetch, ms: 2000 }),
  delayed("fetch delayed", { chance: 0.04, api: Fetch, when: "after" }),
  throttled("fetch throttled", { chance: 0.05, api: Fetch }),
  refused("offsets refused", { chance: 0.03, api: ListOffsets, errors: FETCH_ERRORS, most: 5, ms: 3000 }),
  {
    name: "producer id refused",
    chance: 0.04,
    strike: ({ cluster, random, undo }) => {
      const errorCode = oneOf(random, [ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, ErrorCode.REQUEST_TIMED_OUT]);
      const close = random.int(2) === 0;
      undo(3000, cluster.control(InitProducerId, () => close ? "close" : { errorCode }));
      return close ? "closed" : `error ${errorCode}`;
    },
  },
  {
    name: "metadata stale",
    chance: 0.05,
    strike: ({ cluster, random, clock, undo }) => {
      const old = new Map<string, Init<MetadataResponse>>();
      const until = clock.now() + 300;
      const ms = 300 + random.int(2000);
      const remove = cluster.control(Metadata, async (request, { proceed, version }) => {
        const key = `${version} ${(request.topics ?? []).map(({ name, topicId }) => `${name} ${topicId}`).join()}`;
        const known = old.get(key);
        if (known !== undefined && clock.now() > until) return { answer: known };
        const answer = await proceed();
        if (answer !== null && known === undefined) old.set(key, answer);
        return undefined;
      }, { keep: true });
      undo(ms, remove);
      return `for ${ms} ms`;
    },
  },
  lost("metadata never answered", { chance: 0.03, api: Metadata, ms: 3000 }),
];

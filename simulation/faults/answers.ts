// Faults of brokers' answers to everything but Produce.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Fetch } from "../../protocol/messages/fetch.ts";
import { InitProducerId } from "../../protocol/messages/init_producer_id.ts";
import { ListOffsets } from "../../protocol/messages/list_offsets.ts";
import { Metadata, type MetadataResponse } from "../../protocol/messages/metadata.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { anyBroker, type FaultKind, oneOf } from "./fault.ts";

const FETCH_ERRORS: readonly number[] = [
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.UNKNOWN_LEADER_EPOCH,
  ErrorCode.FENCED_LEADER_EPOCH,
  ErrorCode.OFFSET_NOT_AVAILABLE,
  ErrorCode.REPLICA_NOT_AVAILABLE,
];
const LOST = ["drop", "close"] as const;

/** Answers to other requests. */
export const ANSWER_FAULTS: readonly FaultKind[] = [
  {
    name: "fetch refused",
    chance: 0.06,
    strike: ({ cluster, random, undo }) => {
      const errorCode = oneOf(random, FETCH_ERRORS);
      const times = 1 + random.int(5);
      let left = times;
      undo(2000, cluster.control(Fetch, () => left-- > 0 ? { errorCode } : undefined, { keep: true }));
      return `${times} times, error ${errorCode}`;
    },
  },
  {
    name: "fetch never answered",
    chance: 0.04,
    strike: ({ cluster, random, undo }) => {
      const how = oneOf(random, LOST);
      undo(2000, cluster.control(Fetch, () => how));
      return how;
    },
  },
  {
    name: "fetch delayed",
    chance: 0.04,
    strike: (context) => {
      const ms = 50 + context.random.int(4000);
      const nodeId = anyBroker(context);
      const remove = context.cluster.control(Fetch, async (_request, { proceed, sleep }) => {
        await proceed();
        await sleep(ms);
        return undefined;
      }, { keep: true, nodeId });
      context.undo(500, remove);
      return `answers of broker ${nodeId} are ${ms} ms late`;
    },
  },
  {
    name: "fetch throttled",
    chance: 0.05,
    strike: (context) => {
      const throttleTimeMs = 50 + context.random.int(800);
      const nodeId = anyBroker(context);
      const remove = context.cluster.control(Fetch, async (_request, { proceed }) => {
        const answer = await proceed();
        return answer === null ? undefined : { answer: { ...answer, throttleTimeMs } };
      }, { keep: true, nodeId });
      context.undo(1000, remove);
      return `broker ${nodeId} by ${throttleTimeMs} ms`;
    },
  },
  {
    name: "offsets refused",
    chance: 0.03,
    strike: ({ cluster, random, undo }) => {
      const errorCode = oneOf(random, FETCH_ERRORS);
      const times = 1 + random.int(5);
      let left = times;
      undo(3000, cluster.control(ListOffsets, () => left-- > 0 ? { errorCode } : undefined, { keep: true }));
      return `${times} times, error ${errorCode}`;
    },
  },
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
  {
    name: "metadata never answered",
    chance: 0.03,
    strike: ({ cluster, random, undo }) => {
      const how = oneOf(random, LOST);
      undo(3000, cluster.control(Metadata, () => how));
      return how;
    },
  },
];

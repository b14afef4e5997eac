// Opens ahead what the first records would open: the metadata of topics, an identity, and connections to the leaders.
// Called by producer.ts; must not know batches.
import { delay } from "../../base/abort.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { errorFromCode, isRetriableCode } from "../base/retry_rules.ts";
import type { TopicMetadata, Waist } from "../cluster/waist.ts";
import type { ProducerSession } from "./producer_session.ts";
import { topicProblem } from "./record.ts";

const POLL_MIN_MS = 100;
const POLL_MAX_MS = 1000;

/** What is opened, and with what. */
export interface Connecting {
  /** The cluster. */
  readonly waist: Waist;
  /** Gives the identity. */
  readonly session: ProducerSession;
  /** Topics; none: the connections go to all brokers. */
  readonly topics: readonly string[];
  /** Fetches the metadata of topics and keeps them fresh. */
  readonly want: (names: readonly string[], signal: AbortSignal) => Promise<void>;
  /** How long to wait for a topic that does not exist, in ms. */
  readonly unknownTopicTimeoutMs: number;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** Opens it all; rejects with what is in the way. */
export async function connectAhead(of: Connecting): Promise<void> {
  const { waist, session, topics, signal } = of;
  for (const name of topics) {
    const problem = topicProblem(name);
    if (problem !== null) throw problem;
  }
  const brokers = topics.length === 0 ? undefined : await leadersOf(of);
  // A transaction gets its identity when it begins.
  const opened = session.transactionalId === null ? session.open({ topic: topics[0] ?? "", partition: 0 }) : true;
  if (opened !== true) await opened;
  await waist.warmUp?.({ lanes: ["produce"], signal, ...(brokers === undefined ? {} : { brokers }) });
}

/** Node ids of the leaders of all partitions, once each has one. */
async function leadersOf({ waist, topics, want, unknownTopicTimeoutMs, signal }: Connecting): Promise<number[]> {
  const { clock } = waist.platform;
  const since = clock.now();
  await want(topics, signal);
  for (let ms = POLL_MIN_MS;; ms = Math.min(ms * 2, POLL_MAX_MS)) {
    const leaders = new Set<number>();
    const codes = topics.map((name) => codeOf(waist.metadata.topics.get(name), leaders));
    const failed = codes.findIndex((code) => code !== 0);
    if (failed < 0) return [...leaders];
    const code = codes[failed] as number;
    const late = code === ErrorCode.UNKNOWN_TOPIC_OR_PARTITION && clock.now() - since >= unknownTopicTimeoutMs;
    if (late || !isRetriableCode(code)) {
      throw errorFromCode(code, { topic: topics[failed] as string, delivery: "none" });
    }
    await delay(ms, { clock, signal });
    await waist.refreshMetadata("a producer opens connections to leaders", { signal });
  }
}

/** What keeps a topic from being used, as Kafka's code; 0: nothing does. */
function codeOf(topic: TopicMetadata | undefined, leaders: Set<number>): number {
  if (topic === undefined) return ErrorCode.LEADER_NOT_AVAILABLE;
  if (topic.errorCode !== 0) return topic.errorCode;
  for (const { leader } of topic.partitions) {
    if (leader < 0) return ErrorCode.LEADER_NOT_AVAILABLE;
    leaders.add(leader);
  }
  return 0;
}

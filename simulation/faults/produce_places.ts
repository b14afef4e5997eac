// Faults of single partitions in Produce requests, at any place of a request and of a pipeline: refused and not written,
// for a while or for good, or written and said to be refused. The other partitions get what they should.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Produce, type ProduceRequest, type ProduceResponse } from "../../protocol/messages/produce.ts";
import { BATCH_FIELDS } from "../../protocol/records/batch_header.ts";
import { bigInt64At } from "../../protocol/records/big_endian.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { errorName } from "../../src/base/retry_rules.ts";
import type { SeededRandom } from "../random.ts";
import { type FaultContext, type FaultKind, oneOf } from "./fault.ts";

/** Errors that may pass, of batches that are not written. */
const PASSING: readonly number[] = [
  ErrorCode.CORRUPT_MESSAGE,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.LEADER_NOT_AVAILABLE,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.REQUEST_TIMED_OUT,
  ErrorCode.REPLICA_NOT_AVAILABLE,
  ErrorCode.NETWORK_EXCEPTION,
  ErrorCode.NOT_ENOUGH_REPLICAS,
  ErrorCode.KAFKA_STORAGE_ERROR,
  ErrorCode.FENCED_LEADER_EPOCH,
  ErrorCode.UNKNOWN_LEADER_EPOCH,
  ErrorCode.THROTTLING_QUOTA_EXCEEDED,
  ErrorCode.CONCURRENT_TRANSACTIONS,
  ErrorCode.UNKNOWN_TOPIC_ID,
  ErrorCode.INCONSISTENT_TOPIC_ID,
];
/** Errors after which an idempotent producer goes on under a new epoch, of batches that are not written. */
const OF_IDENTITY: readonly number[] = [ErrorCode.UNKNOWN_PRODUCER_ID, ErrorCode.INVALID_PRODUCER_EPOCH];
/** Errors that last, of batches that are not written. */
const LASTING: readonly number[] = [
  ErrorCode.UNKNOWN_SERVER_ERROR,
  ErrorCode.MESSAGE_TOO_LARGE,
  ErrorCode.INVALID_TOPIC_EXCEPTION,
  ErrorCode.RECORD_LIST_TOO_LARGE,
  ErrorCode.INVALID_REQUIRED_ACKS,
  ErrorCode.TOPIC_AUTHORIZATION_FAILED,
  ErrorCode.CLUSTER_AUTHORIZATION_FAILED,
  ErrorCode.INVALID_TIMESTAMP,
  ErrorCode.UNSUPPORTED_VERSION,
  ErrorCode.INVALID_REQUEST,
  ErrorCode.UNSUPPORTED_FOR_MESSAGE_FORMAT,
  ErrorCode.POLICY_VIOLATION,
  ErrorCode.INVALID_TXN_STATE,
  ErrorCode.INVALID_PRODUCER_ID_MAPPING,
  ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
  ErrorCode.UNSUPPORTED_COMPRESSION_TYPE,
  ErrorCode.INVALID_RECORD,
  ErrorCode.PRODUCER_FENCED,
  ErrorCode.TRANSACTION_ABORTABLE,
];
/** Errors of batches that are written all the same. */
const WRITTEN: readonly number[] = [
  ErrorCode.UNKNOWN_SERVER_ERROR,
  ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
  ErrorCode.LEADER_NOT_AVAILABLE,
  ErrorCode.NOT_LEADER_OR_FOLLOWER,
  ErrorCode.REQUEST_TIMED_OUT,
  ErrorCode.NETWORK_EXCEPTION,
  ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND,
  ErrorCode.DUPLICATE_SEQUENCE_NUMBER,
  ErrorCode.KAFKA_STORAGE_ERROR,
];
/** How errors are called where the client has a name of its own for them. */
const OWN_NAMES: readonly string[] = ["RECORD_TOO_LARGE"];
/** Requests of a pipeline that pass before one is struck. */
const PASS = 5;
const MOST = 4;

type Answer = Init<ProduceResponse>;
type PartitionAnswer = Init<ProduceResponse["responses"][number]["partitionResponses"][number]>;

/** A partition of a request, by its positions there. */
interface Place {
  readonly topic: number;
  readonly partition: number;
}

/** Any partition of a request, or one with a producer id. */
function anyPlace(
  { topicData }: ProduceRequest,
  { random, known = false }: { readonly random: SeededRandom; readonly known?: boolean },
): Place | null {
  const places = topicData.flatMap(({ partitionData }, topic) =>
    partitionData.flatMap(({ records }, partition) => {
      const has = records !== null && bigInt64At(records, BATCH_FIELDS.producerId) >= 0n;
      return known && !has ? [] : [{ topic, partition }];
    })
  );
  return places.length === 0 ? null : oneOf(random, places);
}

/** What is said of a batch that failed. */
function refusal(request: ProduceRequest, place: Place, { errorCode, random }: {
  readonly errorCode: number;
  readonly random: SeededRandom;
}): PartitionAnswer {
  const index = request.topicData[place.topic]?.partitionData[place.partition]?.index ?? 0;
  const blamed = errorCode === ErrorCode.INVALID_RECORD && random.int(2) === 0;
  const recordErrors = blamed ? [{ batchIndex: random.int(3), batchIndexErrorMessage: "refused by a fault" }] : [];
  return { index, errorCode, baseOffset: -1n, recordErrors };
}

/** Carries out a request but for one partition, which is refused. */
async function refuseOne(
  request: ProduceRequest,
  place: Place,
  { refused, proceed }: { readonly refused: PartitionAnswer; readonly proceed: () => Promise<Answer | null> },
): Promise<{ answer: Answer } | "close"> {
  const { topicData } = request;
  const others = topicData.map((topic, at) =>
    at === place.topic
      ? { ...topic, partitionData: topic.partitionData.filter((_, i) => i !== place.partition) }
      : topic
  );
  Object.assign(request, { topicData: others });
  const answer = await proceed();
  // Nobody waits for an answer: a broker can only close the connection.
  if (answer === null) return "close";
  const responses = topicData.map(({ name, topicId }, at) => {
    const told = answer.responses?.[at]?.partitionResponses ?? [];
    const partitionResponses = at === place.topic ? told.toSpliced(place.partition, 0, refused) : told;
    return { name, topicId, partitionResponses };
  });
  return { answer: { ...answer, responses } };
}

/** Some requests of a pipeline, from any on, have one partition refused that is not written. */
function refusedSomewhere(
  name: string,
  { chance, codes, errors = [], known = false }: {
    readonly chance: number;
    readonly codes: readonly number[];
    readonly errors?: readonly string[];
    /** Whether only partitions of producers with an id are refused. */
    readonly known?: boolean;
  },
): FaultKind {
  return {
    name,
    chance,
    errors,
    strike: ({ cluster, random, undo }) => {
      const errorCode = oneOf(random, codes);
      const pass = random.int(PASS);
      const times = 1 + random.int(MOST);
      let seen = 0;
      const remove = cluster.control(Produce, async (request, { proceed }) => {
        if (seen++ < pass || seen > pass + times) return undefined;
        const place = anyPlace(request, { random, known });
        if (place === null) return undefined;
        return await refuseOne(request, place, { refused: refusal(request, place, { errorCode, random }), proceed });
      }, { keep: true });
      undo(2000, remove);
      return `one partition of ${times} requests after ${pass}, error ${errorCode}`;
    },
  };
}

/** One partition of an answer says that it failed, although it is written. */
function refusedThoughWritten({ cluster, random, undo }: FaultContext): string {
  const errorCode = oneOf(random, WRITTEN);
  const pass = random.int(PASS);
  let seen = 0;
  let struck = false;
  const remove = cluster.control(Produce, async (request, { proceed }) => {
    if (struck || seen++ < pass) return undefined;
    const answer = await proceed();
    // It is answered here in any case: no other fault may refuse what is carried out.
    if (answer === null) return undefined;
    const place = anyPlace(request, { random });
    const told = place === null ? undefined : answer.responses?.[place.topic]?.partitionResponses?.[place.partition];
    if (struck || place === null || told === undefined || (told.errorCode ?? 0) !== 0) return { answer };
    struck = true;
    const failed = refusal(request, place, { errorCode, random });
    const responses = answer.responses?.map((topic, at) =>
      at === place.topic
        ? { ...topic, partitionResponses: topic.partitionResponses?.with(place.partition, failed) }
        : topic
    );
    return { answer: { ...answer, responses } };
  }, { keep: true });
  undo(2000, remove);
  return `one partition of one request after ${pass} is written and answered with error ${errorCode}`;
}

/** Produce, partition by partition. */
export const PRODUCE_PLACE_FAULTS: readonly FaultKind[] = [
  refusedSomewhere("produce refused somewhere", { chance: 0.06, codes: PASSING }),
  refusedSomewhere("producer refused somewhere", {
    chance: 0.03,
    codes: OF_IDENTITY,
    errors: OF_IDENTITY.map(errorName),
    known: true,
  }),
  refusedSomewhere("produce refused for good", {
    chance: 0.04,
    codes: LASTING,
    errors: [...LASTING.map(errorName), ...OWN_NAMES],
  }),
  {
    name: "produce refused in part",
    chance: 0.05,
    errors: [errorName(ErrorCode.UNKNOWN_SERVER_ERROR)],
    strike: refusedThoughWritten,
  },
];

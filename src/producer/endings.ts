// How records end that are not acknowledged: past their time limit, at the end of close, by abort and forget, after an
// error that ends the producer. Called by producer.ts; must not know requests.
import type { KafkaError } from "../../errors/kafka_error.ts";
import type { Batch } from "./batch.ts";
import type { Intake } from "./intake.ts";
import { afterFatal } from "./queue_errors.ts";
import { givenUp, lateBatch, lateInLine, unsent } from "./send_errors.ts";
import type { Submission } from "./submission.ts";
import type { TopicHandle } from "./topic_handle.ts";
import type { TopicTable } from "./topic_table.ts";

/** A failure that `close` may still name as the cause. */
const RECENT_MS = 60_000;
const ABORTED = "The producer gave up what was unsent (abort)";
const FORGOTTEN = "The topic was forgotten (forget)";

/** What endings are made with. */
export interface EndingsInit {
  /** Who holds records in line. */
  readonly intake: Intake;
  /** Who holds the others. */
  readonly topics: TopicTable;
  /** Time limit of a record, in ms. */
  readonly deliveryTimeoutMs: number;
  /** The last failure of the cluster since a time of the clock. */
  readonly failureSince: (time: number) => KafkaError | null;
}

/** Gives records up. */
export class Endings {
  readonly #init: EndingsInit;
  #aborted = 0;

  /** Nothing is given up yet. */
  constructor(init: EndingsInit) {
    this.#init = init;
  }

  /** Records that `abort` gave up, in all. */
  get aborted(): number {
    return this.#aborted;
  }

  /** Gives up what is late; returns the next deadline. */
  expire(now: number): number {
    const { intake, topics, deliveryTimeoutMs, failureSince } = this.#init;
    for (const one of intake.line.takeExpired(now)) intake.drop(one, lateInLine(one, deliveryTimeoutMs));
    const whyLate = (topic: TopicHandle) => topic.error ?? failureSince(now - deliveryTimeoutMs);
    let next = Math.min(
      intake.line.deadline,
      topics.expire(now, (one, topic) => lateInLine(one, deliveryTimeoutMs, whyLate(topic))),
    );
    for (const topic of topics.all()) {
      for (const queue of topic.queues) {
        next = Math.min(next, queue.expire(now, (batch) => lateBatch(batch, deliveryTimeoutMs)));
      }
    }
    return next;
  }

  /** At the end of `close`: what is still not settled fails. */
  close(timeoutMs: number, now: number): void {
    const since = now - Math.max(timeoutMs, RECENT_MS);
    this.#failWaiting(
      (one) => unsent(one, timeoutMs),
      (one, topic) => unsent(one, timeoutMs, topic.error ?? this.#init.failureSince(since)),
    );
    for (const topic of this.#init.topics.all()) {
      for (const queue of topic.queues) queue.failAll((batch) => unsent(batch, timeoutMs, batch.lastError));
    }
  }

  /** The producer is of no further use, because of `cause`. */
  fatal(cause: KafkaError): void {
    const errorOf = ({ topic }: Submission) => afterFatal(cause, { topic });
    this.#failWaiting(errorOf, errorOf);
    for (const topic of this.#init.topics.all()) {
      for (const queue of topic.queues) queue.failAll((batch) => afterFatal(cause, batch));
    }
  }

  /** Gives up what no request has with it, and what comes back unwritten from those that are out. */
  abort(): void {
    const errorOf = (one: Submission) => {
      this.#aborted++;
      return givenUpWaiting(ABORTED, one);
    };
    // All batches are closed before anybody is told: what is sent by those who are told comes behind.
    const queues = [...this.#init.topics.all()].flatMap((topic) => topic.queues);
    const batchError = (batch: Batch) => {
      this.#aborted += batch.count;
      return givenUp(ABORTED, batch);
    };
    const withheld = queues.map((queue) => ({ queue, batches: queue.withhold(batchError) }));
    this.#failWaiting(errorOf, errorOf);
    for (const { queue, batches } of withheld) {
      for (const batch of batches) if (!batch.gone) queue.giveUp(batch, batchError(batch));
    }
  }

  /** Gives up the records of one topic; returns how many. */
  forget(topic: TopicHandle): number {
    const { intake, topics } = this.#init;
    let count = 0;
    const errorOf = (one: Submission) => {
      count++;
      return givenUpWaiting(FORGOTTEN, one);
    };
    for (const one of intake.line.takeTopic(topic.topic)) intake.drop(one, errorOf(one));
    topics.refuseParked(topic, errorOf);
    for (const queue of topic.queues) {
      queue.failAll((batch) => {
        count += batch.count;
        return givenUp(FORGOTTEN, batch);
      });
    }
    return count;
  }

  #failWaiting(
    inLine: (one: Submission) => KafkaError,
    parked: (one: Submission, topic: TopicHandle) => KafkaError,
  ): void {
    const { intake, topics } = this.#init;
    for (const one of intake.line.takeExpired(Infinity)) intake.drop(one, inLine(one));
    topics.expire(Infinity, parked);
  }
}

/** A record that is in no batch yet. */
function givenUpWaiting(why: string, { topic, record: { partition } }: Submission): KafkaError {
  return givenUp(why, { topic, partition, delivery: "none" });
}

// Bugs that are planted into the client, or into the embedded broker, to see that the checker finds them. Each is a patch
// on the real file: `find` must stand there exactly once. The seeds that find them are in seeds.ts, written by search.ts.
// Read by planted.io.test.ts, search.ts and run_planted.ts; knows no seed.

/** A bug. */
export interface Plant {
  /** What is wrong, in words. */
  readonly name: string;
  /** The file, from the root of the repository. */
  readonly file: string;
  /** What is replaced: it stands in the file once. */
  readonly find: string;
  /** What is put in its place. */
  readonly replace: string;
  /** The workload that finds it. */
  readonly scenario: string;
  /** The promise that is seen to be broken. */
  readonly promise: string;
  /** The last seed by which it must be found. @default 200 */
  readonly within?: number;
}

const LOST = "a record that all in-sync replicas acknowledged is in the log";
const UNACKNOWLEDGED = "a record that nobody is to acknowledge is in the log once when no fault strikes";
const TWICE = "a record of an idempotent producer is in the log at most once";
const NONE_IS_TRUE = 'a record whose error says delivery "none" is never in the log';
const OFFSET_IS_TRUE = "an offset that was told is where the record is";
const ORDER = "the records of an idempotent producer stand in the order in which they were sent";
const SETTLES = "every send settles within its time limit and a second";
const CALLS_SETTLE = "every call settles within its time limit and a second";
const PROGRESS = "after the faults end records are written soon";
const NOTHING_LEFT = "after close nothing is left";
const READS_THE_LOG = "a reader is handed each committed record, in order, no skip, no rewind";
const READ_AHEAD = "bytes that are read ahead stay within their budget";
const READS_TO_THE_END = "a reader that has time is handed everything";
const FLUSH_TELLS = "a flush tells of enqueued records that failed before it";
const FLUSH_WAITS = "a flush ends when everything that was given before it is settled";
const BYTES_GIVEN_BACK = "a producer that is closed holds no bytes";
const FAILS_BEHIND = "nothing fails in the background";
const CLOSES = "close() fails for records only";
const INTERCEPTORS_ARE_TOLD = "onDelivered is told of every record once, and what its promise is told";
const TOLD_ONCE = "onDelivery is called once for each enqueued record";
const FULL_FAILS = 'a send into a full buffer fails at once with whenFull "fail" or manualFlush';
const RECORD_LIMIT = "buffered records stay within their limit";
const MANUAL_FLUSH = "with manualFlush nothing is sent before a flush";
const ABORT_WAITS = "an abort ends when everything that was given before it is settled";
const ABORT_COUNTS = "an abort tells how many records it gave up";
const ERRORS_EXPLAINED = "errors are only of the kinds that the faults explain";
const LOSS_IS_TOLD =
  "a producer whose acknowledged records were lost by an unclean election is told when it goes on there";

/** All bugs. */
export const PLANTS: readonly Plant[] = [
  {
    name: "a lost retry: a batch that failed leaves its queue",
    file: "src/producer/partition_queue.ts",
    find: `    if (batch.phase === "given up") return this.#lose(batch);
    batch.failures++;
    batch.phase = "sealed";
    const now`,
    replace: `    if (batch.phase === "given up") return this.#lose(batch);
    batch.failures++;
    batch.phase = "sealed";
    if (batch.failures > 1) this.#remove(batch);
    const now`,
    scenario: "produce",
    promise: SETTLES,
  },
  {
    name: "an error that may pass counts as written",
    file: "src/producer/produce_response.ts",
    find: `  if (isRetriableCode(code) || RETRIED.has(code)) {
    return {`,
    replace: `  if (isRetriableCode(code)) return { kind: "written", baseOffset: -1, appendTime: -1 };
  if (RETRIED.has(code)) {
    return {`,
    scenario: "produce",
    promise: LOST,
  },
  {
    name: "a batch that is sent again has a new sequence",
    file: "src/producer/partition_queue.ts",
    find: `if (batch.phase === "open" || !this.#sequence.holds(batch)) this.#sequence.number(batch);`,
    replace: `this.#sequence.number(batch);`,
    scenario: "produce",
    promise: TWICE,
  },
  {
    name: "a new batch goes in front of those that wait",
    file: "src/producer/partition_queue.ts",
    find: `    this.#batches.push(batch);
    this.#context.opened(batch);`,
    replace: `    this.#batches.unshift(batch);
    this.#context.opened(batch);`,
    scenario: "produce",
    promise: ORDER,
  },
  {
    name: "an offset one too far is told of a batch that was sent again",
    file: "src/producer/partition_queue.ts",
    find: `batch.acknowledge(at.baseOffset, at.appendTime);`,
    replace: `batch.acknowledge(batch.attempt > 1 ? at.baseOffset + 1 : at.baseOffset, at.appendTime);`,
    scenario: "produce",
    promise: OFFSET_IS_TRUE,
  },
  {
    name: 'a late record whose earlier attempt had no answer fails with delivery "none"',
    file: "src/producer/batch.ts",
    find: `return this.maybeWritten || this.phase === "in flight" ? "unknown" : "none";`,
    replace: `return this.phase === "in flight" ? "unknown" : "none";`,
    scenario: "produce",
    promise: NONE_IS_TRUE,
  },
  {
    name: "a swallowed error: nobody is told of a batch that is late while its request is out",
    file: "src/producer/partition_queue.ts",
    find: `    this.#givenUp.push(batch);
    this.#remove(batch);
    this.#tellFailure(batch, error);`,
    replace: `    this.#givenUp.push(batch);
    this.#remove(batch);
    void error;`,
    scenario: "produce",
    promise: SETTLES,
  },
  {
    name: "a swallowed error: flush() does not tell of enqueued records that failed",
    file: "src/producer/producer.ts",
    find:
      `if (result.error !== undefined) this.#failures.add(record.topic ?? this.#options.defaultTopic ?? "?", result.error);`,
    replace: ``,
    scenario: "produce",
    promise: FLUSH_TELLS,
  },
  {
    name: "a swallowed error: sendAll() resolves although some of its records failed",
    file: "src/producer/delivery.ts",
    find: `if (this.#failedCount === 0) return`,
    replace: `if (this.#failedCount < this.#results.length) return`,
    scenario: "produce",
    promise: FAILS_BEHIND,
  },
  {
    name: "a flush that ends with the first of the batches that it waits for",
    file: "src/producer/flush_gate.ts",
    find: `    const done = this.#waiters.filter((waiter) => waiter.generation < oldest);
    if (done.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => waiter.generation >= oldest);`,
    replace: `    const done = this.#waiters.filter((waiter) => waiter.generation <= oldest);
    if (done.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => waiter.generation > oldest);`,
    scenario: "produce",
    promise: FLUSH_WAITS,
  },
  {
    name: "a new identity has the epoch of the old one: its sequences are used again",
    file: "src/producer/idempotence.ts",
    find: `producerEpoch: producerEpoch + 1 });`,
    replace: `producerEpoch });`,
    scenario: "produce",
    promise: PROGRESS,
  },
  {
    name: "a batch that was given up and is written keeps its partition waiting",
    file: "src/producer/partition_queue.ts",
    find: `    if (batch.phase === "given up") return this.#forget(batch);
    this.#remove(batch);
    this.#retryAt = 0;`,
    replace: `    if (batch.phase === "given up") return;
    this.#remove(batch);
    this.#retryAt = 0;`,
    scenario: "produce",
    promise: PROGRESS,
  },
  {
    name: "acks all asks for the leader alone",
    file: "src/producer/sender.ts",
    find: `options.acks === "all" ? -1 : options.acks;`,
    replace: `options.acks === "all" ? 1 : options.acks;`,
    scenario: "produce",
    promise: LOST,
  },
  {
    name: "acks 0 sends the first batch of a request alone, and tells of all",
    file: "src/producer/sender.ts",
    find: `batches: sent.map(({ batch }) => batch),`,
    replace: `batches: sent.slice(0, options.acks === 0 ? 1 : sent.length).map(({ batch }) => batch),`,
    scenario: "produce",
    promise: UNACKNOWLEDGED,
  },
  {
    name: "the bytes of records that failed stay in the budget",
    file: "src/producer/partition_queue.ts",
    find: `    batch.fail(error, errorOf);
    this.#settle(batch);`,
    replace: `    batch.fail(error, errorOf);
    this.#context.gate.leave(batch.generation);`,
    scenario: "produce",
    promise: BYTES_GIVEN_BACK,
  },
  {
    name: "the deadline timer is not set again",
    file: "src/producer/deadlines.ts",
    find: `this.watch(this.#sweep(this.#clock.now()));`,
    replace: `this.#sweep(this.#clock.now());`,
    scenario: "produce",
    promise: SETTLES,
  },
  {
    name: "a leaked timer: close() leaves the deadline timer",
    file: "src/producer/producer.ts",
    find: `    this.#deadlines.stop();
`,
    replace: ``,
    scenario: "produce",
    promise: NOTHING_LEFT,
  },
  {
    name: "a lost timer: a sender that was woken once by its timer sets none again",
    file: "src/producer/sender.ts",
    find: `      this.#timerAt = Infinity;
      const timed`,
    replace: `      const timed`,
    scenario: "produce",
    promise: PROGRESS,
  },
  {
    name: "requests that a throttle time holds back are never sent",
    file: "src/net/connection.ts",
    find: `      else if (this.#mutedUntil < next) next = this.#mutedUntil;`,
    replace: ``,
    scenario: "produce",
    promise: PROGRESS,
  },
  {
    name: "requests that are held back when a connection ends are forgotten",
    file: "src/net/connection.ts",
    find: `for (const entry of [...pending, ...held]) this.#reject`,
    replace: `for (const entry of held.length > 0 ? pending : pending) this.#reject`,
    scenario: "produce",
    promise: PROGRESS,
  },
  {
    name: "a leaked socket: the connections of a reader that was closed stay open",
    file: "src/net/broker.ts",
    find: `    this.#lanes.get(name)?.close(null);
    this.#lanes.delete(name);`,
    replace: `    this.#lanes.delete(name);`,
    scenario: "consume",
    promise: CLOSES,
  },
  {
    name: "a position one too far after a change of leader",
    file: "src/consumer/fetcher.ts",
    find: `cursor.fetchOffset = Math.max(cursor.fetchOffset, last.lastOffset + 1);`,
    replace: `const moved = cursor.hasFetched && cursor.lastFetchedEpoch !== last.partitionLeaderEpoch;
      cursor.fetchOffset = Math.max(cursor.fetchOffset, last.lastOffset + (moved ? 2 : 1));`,
    scenario: "produce-consume",
    promise: READS_THE_LOG,
  },
  {
    name: "a rewind: an error of a partition puts its position back",
    file: "src/consumer/fetching.ts",
    find: `    if (!error.retriable) return this.#park(cursor, error);
    this.#wait(cursor);`,
    replace: `    if (!error.retriable) return this.#park(cursor, error);
    if (cursor.hasFetched) cursor.moveTo(Math.max(0, cursor.position - 3));
    this.#wait(cursor);`,
    scenario: "produce-consume",
    promise: READS_THE_LOG,
  },
  {
    name: "records of a batch that lie before the position are handed over",
    file: "src/consumer/batch_decoder.ts",
    find: `if (walk.offset >= cursor.position) records.push`,
    replace: `if (walk.offset >= 0) records.push`,
    scenario: "consume",
    promise: READS_THE_LOG,
  },
  {
    name: "an answer that was asked for before a seek is taken",
    file: "src/consumer/fetcher.ts",
    find: `return plan.cursors.filter((cursor, i) => cursor.generation === generations[i]);`,
    replace: `return generations.length < 0 ? [] : plan.cursors.filter((cursor) => cursor.state.kind !== "removed");`,
    scenario: "consume",
    promise: READS_THE_LOG,
  },
  {
    name: "a reader that is out of range goes on at the end, and tells nobody",
    file: "src/consumer/fetching.ts",
    find: `cursor.lose("earliest", { afterReading: true });`,
    replace: `cursor.lose("latest", { afterReading: false });`,
    scenario: "admin-changes",
    promise: READS_THE_LOG,
  },
  {
    name: "a producer whose acknowledged records have others in their place tells nobody",
    file: "src/producer/acknowledged_end.ts",
    find: `if (cut < 0) return null;`,
    replace: `if (cut < Infinity) return null;`,
    scenario: "admin-changes",
    promise: LOSS_IS_TOLD,
    // An unclean election after which the same producer writes over its own lost records is rare.
    within: 1000,
  },
  {
    name: "what was fetched is not counted until it is handed over",
    file: "src/consumer/fetched.ts",
    find: `if (users > 0) budget.take(bytes);`,
    replace: ``,
    scenario: "consume",
    promise: READ_AHEAD,
  },
  {
    name: "memory that was reserved for a fetch that failed stays reserved",
    file: "src/consumer/fetcher.ts",
    find: `    } catch (error) {
      budget.release(plan.maxBytes);`,
    replace: `    } catch (error) {`,
    scenario: "produce-consume",
    promise: READS_TO_THE_END,
  },
  {
    name: "a fetch that failed leaves its partitions asked for",
    file: "src/consumer/fetching.ts",
    find: `      for (const cursor of cursors) this.#wait(cursor);
      this.#refresh("a fetch failed");`,
    replace: `      this.#refresh("a fetch failed");`,
    scenario: "produce-consume",
    promise: READS_TO_THE_END,
  },
  {
    name: "a call that does not end: close() of a reader waits for a loop",
    file: "src/consumer/consumer.ts",
    find: `      this.#stop.abort();
      this.#fetching.stop();
      this.#queue.wake();
      this.#owner.onClosed?.();`,
    replace: `      this.#fetching.stop();
      this.#owner.onClosed?.();`,
    scenario: "consume",
    promise: CALLS_SETTLE,
  },
  {
    name: "interceptors are not told of records that failed",
    file: "src/producer/interceptors.ts",
    find: `    this.#to.failed(index, error);
    this.#end({ error });`,
    replace: `    this.#to.failed(index, error);`,
    scenario: "produce-options",
    promise: INTERCEPTORS_ARE_TOLD,
  },
  {
    name: "onDelivery is called twice for an enqueued record that failed",
    file: "src/producer/delivery.ts",
    find: `    this.#told(this.#record, { error });`,
    replace: `    this.#told(this.#record, { error });
    this.#told(this.#record, { error });`,
    scenario: "produce-options",
    promise: TOLD_ONCE,
  },
  {
    name: 'a send waits for room although whenFull is "fail"',
    file: "src/producer/intake.ts",
    find: `this.#waits = init.options.whenFull === "wait" && !init.options.manualFlush;`,
    replace: `this.#waits = true;`,
    scenario: "produce-options",
    promise: FULL_FAILS,
  },
  {
    name: "the limit of records does not count",
    file: "src/producer/room.ts",
    find:
      `    return (this.#bytes + bytes <= this.#maxBytes || this.#bytes === 0) && this.#records < this.#maxRecords;`,
    replace: `    return this.#bytes + bytes <= this.#maxBytes || this.#bytes === 0;`,
    scenario: "produce-options",
    promise: RECORD_LIMIT,
  },
  {
    name: "batches are sent without a flush although manualFlush asks for one",
    file: "src/producer/partition_queue.ts",
    find: `    if (this.#context.manualFlush && !this.#context.gate.hurries(batch.generation)) return null;`,
    replace: ``,
    scenario: "produce-options",
    promise: MANUAL_FLUSH,
  },
  {
    name: "what lingers keeps the room that others wait for",
    file: "src/producer/intake.ts",
    find: `gate.pressed = !options.manualFlush &&`,
    replace: `gate.pressed = gate.pressed && !options.manualFlush &&`,
    scenario: "produce-options",
    promise: PROGRESS,
  },
  {
    name: "the second half of a batch that was too large goes to the end",
    file: "src/producer/partition_queue.ts",
    find: `this.#batches.splice(this.#batches.indexOf(batch) + 1, 0, rest);`,
    replace: `this.#batches.push(rest);`,
    scenario: "produce-options",
    promise: ORDER,
  },
  {
    name: "a batch that is too large is not split",
    file: "src/producer/partition_queue.ts",
    find: `if (batch.count === 1 || batch.maybeWritten || batch.phase !== "in flight") {`,
    replace: `if (batch.count > 0) {`,
    scenario: "produce-options",
    promise: ERRORS_EXPLAINED,
  },
  {
    name: "sequences do not wrap",
    file: "src/producer/batch.ts",
    find: `return (sequence + records) % SEQUENCES;`,
    replace: `return sequence + records;`,
    scenario: "produce-options",
    promise: PROGRESS,
  },
  {
    name: "a topic that was forgotten begins its sequences anew",
    file: "src/producer/topic_table.ts",
    find: `    this.#dormant.keep(topic);
`,
    replace: ``,
    scenario: "produce-ends",
    promise: LOST,
  },
  {
    name: "an abort does not wait for what is being sent",
    file: "src/producer/producer.ts",
    find: `    await this.#within(settled, options, "The abort did not end");`,
    replace: `    void settled;
    await Promise.resolve(options);`,
    scenario: "produce-ends",
    promise: ABORT_WAITS,
  },
  {
    name: "an abort does not count the records of batches",
    file: "src/producer/endings.ts",
    find: `      this.#aborted += batch.count;
`,
    replace: ``,
    scenario: "produce-ends",
    promise: ABORT_COUNTS,
  },
  {
    name: 'an abort says "none" of every record',
    file: "src/producer/endings.ts",
    find: `      return givenUp(ABORTED, batch);`,
    replace: `      return givenUp(ABORTED, { topic: batch.topic, partition: batch.partition, delivery: "none" });`,
    scenario: "produce-ends",
    promise: NONE_IS_TRUE,
  },
  {
    name: "the embedded broker answers acks all before the replicas have the records",
    file: "embedded/topic.ts",
    find: `if (this.highWatermark >= offset) return "committed";`,
    replace: `if (this.log.endOffset >= offset) return "committed";`,
    scenario: "produce",
    promise: LOST,
  },
  {
    name: "the embedded broker does not know batches again",
    file: "embedded/producer_states.ts",
    find: `if (state === undefined || state.epoch !== batch.producerEpoch) return undefined;
    for`,
    replace:
      `if (state === undefined || state.epoch !== batch.producerEpoch || batch.baseSequence > 0) return undefined;
    for`,
    scenario: "produce",
    promise: TWICE,
  },
];

// Lets the sequences of idempotent producers begin shortly before their end, 2^31, so that they wrap in a short run. Used
// by workloads; brokers take any first sequence of a producer that they do not know.
import { PartitionSequence } from "../../src/producer/partition_sequence.ts";
import { NO_IDENTITY } from "../../src/producer/producer_session.ts";
import { replace } from "../observers/observed_producer.ts";

const SEQUENCES = 0x8000_0000;

/** From now on each identity's first sequence is `before` the end; the returned function ends it. */
export function beginLate(before: number): () => void {
  const { prototype } = PartitionSequence;
  const { adopt } = prototype;
  replace(prototype, "adopt", function (this: PartitionSequence): void {
    adopt.call(this);
    const none = skipped(0);
    this.number(none);
    // Brokers know the producer once its epoch is raised, and want 0 then.
    if (none.identity.producerEpoch === 0) this.number(skipped(SEQUENCES - before));
  });
  return () => replace(prototype, "adopt", adopt);
}

/** As much as a sequence looks at of a batch; it is never sent. */
function skipped(count: number): Parameters<PartitionSequence["number"]>[0] {
  return { count, identity: NO_IDENTITY, sequence: -1 };
}

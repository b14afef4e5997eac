// What became of a send in one word or two, for the tests of the producer's front.
import type { KafkaError } from "../../../errors/kafka_error.ts";

/** `"written"`, or the code of the failure and whether the record may be written. */
export function outcome(promise: Promise<unknown>): Promise<string> {
  return promise.then(() => "written", ({ code, delivery }: KafkaError) => `${code} ${delivery}`);
}

// What went wrong with a part of a request, as its answer tells it. Called by whoever checks something for a handler;
// must not know requests.
import { errorInfo } from "../protocol/messages/error_codes.ts";

/** A failure that an answer carries. */
export interface Failure {
  /** Kafka's number. */
  readonly errorCode: number;
  /** A sentence for the fields that carry one. */
  readonly errorMessage: string;
}

/** Makes a failure. */
export function failure(errorCode: number, errorMessage: string): Failure {
  return { errorCode, errorMessage };
}

/** A failure with Kafka's own description of the code. */
export function plainFailure(errorCode: number): Failure {
  return { errorCode, errorMessage: errorInfo(errorCode)?.message ?? "" };
}

// The code that an old client understands in place of PRODUCER_FENCED. Called by the handlers of transactions.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";

/** INVALID_PRODUCER_EPOCH in place of PRODUCER_FENCED below the version that knows it; every other code as it is. */
export function fencedCode(errorCode: number, version: number, firstThatKnows: number): number {
  return errorCode === ErrorCode.PRODUCER_FENCED && version < firstThatKnows
    ? ErrorCode.INVALID_PRODUCER_EPOCH
    : errorCode;
}

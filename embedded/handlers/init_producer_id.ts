// InitProducerId, versions 0 to 6: a new producer id for idempotent producers, whatever id and epoch they had before.
// Gaps: transactional ids are refused with UNSUPPORTED_VERSION.
import { InitProducerIdBroker } from "../../protocol/messages/init_producer_id.ts";
import type { InitProducerIdRequest, InitProducerIdResponse } from "../../protocol/messages/init_producer_id.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Handler, handler } from "../handler.ts";

/** The handler of InitProducerId. */
export const initProducerId: Handler = handler<InitProducerIdRequest, InitProducerIdResponse>(InitProducerIdBroker, {
  handle: (request, { state }) => {
    const errorCode = problem(request);
    if (errorCode !== ErrorCode.NONE) return { errorCode, producerId: -1n, producerEpoch: -1 };
    return { producerId: state.nextProducerId(), producerEpoch: 0 };
  },
  fail: (_, errorCode) => ({ errorCode, producerId: -1n, producerEpoch: -1 }),
});

function problem(request: InitProducerIdRequest): number {
  if (request.transactionalId === "") return ErrorCode.INVALID_REQUEST;
  if ((request.producerId === -1n) !== (request.producerEpoch === -1)) return ErrorCode.INVALID_REQUEST;
  return request.transactionalId === null ? ErrorCode.NONE : ErrorCode.UNSUPPORTED_VERSION;
}

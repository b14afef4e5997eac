// UnregisterBroker, version 0: forgets a broker. One that runs stays out until it is started again. Errors: a broker that
// is not registered.
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { UnregisterBrokerBroker } from "../../protocol/messages/unregister_broker.ts";
import type { UnregisterBrokerRequest, UnregisterBrokerResponse } from "../../protocol/messages/unregister_broker.ts";
import { failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";

/** The handler of UnregisterBroker. */
export const unregisterBroker: Handler = handler<UnregisterBrokerRequest, UnregisterBrokerResponse>(
  UnregisterBrokerBroker,
  {
    handle: ({ brokerId }, { state, allowed }) => {
      if (!allowed("ALTER", "CLUSTER", CLUSTER_NAME)) return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
      if (state.unregister(brokerId)) return { errorMessage: null };
      return failure(ErrorCode.BROKER_ID_NOT_REGISTERED, `Broker ID ${brokerId} is not currently registered`);
    },
    fail: (_, errorCode) => plainFailure(errorCode),
  },
);

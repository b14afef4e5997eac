// UnregisterBroker, version 0: forgets a broker that does not run any more. Errors: unknown broker.
// Gaps: one that runs is taken for dead until it starts again; a real one would register again by itself.
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
      if (!state.nodes.has(brokerId)) {
        return failure(ErrorCode.BROKER_ID_NOT_REGISTERED, `Broker ID ${brokerId} is not currently registered`);
      }
      state.brokerDown(brokerId);
      return { errorMessage: null };
    },
    fail: (_, errorCode) => plainFailure(errorCode),
  },
);

// Why nobody may look at the access rules or change them: the asker may not, or there are none. Called by the handlers of
// ACLs before anything else.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type RequestContext } from "../handler.ts";
import { AUTHORIZER } from "./authorizer.ts";

/** The refusal of a request that reads (`DESCRIBE`) or changes (`ALTER`) access rules; null when it may go on. */
export function aclRefusal(context: RequestContext, operation: "DESCRIBE" | "ALTER"): Failure | null {
  if (!context.allowed(operation, "CLUSTER", CLUSTER_NAME)) return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
  if (context.state.part(AUTHORIZER).enabled) return null;
  // Kafka's text for reading has two more words.
  const where = operation === "DESCRIBE" ? " on the broker" : ".";
  return failure(ErrorCode.SECURITY_DISABLED, `No Authorizer is configured${where}`);
}

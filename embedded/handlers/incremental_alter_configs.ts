// IncrementalAlterConfigs, versions 0 to 1: set, delete, append and subtract for topics, brokers, all brokers, log
// levels, groups and subscriptions of client metrics; validate-only. A resource changes as a whole or not at all.
// Errors: named twice, null values, unknown names and kinds, invalid values, what does not change at run time, another
// broker.
// Gaps: of the settings of brokers only those for all brokers that stand behind settings of topics have an effect.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { IncrementalAlterConfigsBroker } from "../../protocol/messages/incremental_alter_configs.ts";
import type {
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse,
} from "../../protocol/messages/incremental_alter_configs.ts";
import { changeConfigs } from "../configs/config_change.ts";
import { failure } from "../failure.ts";
import { type Handler, handler } from "../handler.ts";
import { repeated } from "../repeated.ts";

/** The handler of IncrementalAlterConfigs. */
export const incrementalAlterConfigs: Handler = handler<
  IncrementalAlterConfigsRequest,
  IncrementalAlterConfigsResponse
>(IncrementalAlterConfigsBroker, {
  handle: ({ resources, validateOnly }, context) => {
    const twice = repeated(resources.map(({ resourceType, resourceName }) => `${resourceType} ${resourceName}`));
    const responses = resources.map(({ resourceType, resourceName, configs }) => {
      const failed = twice.has(`${resourceType} ${resourceName}`)
        ? failure(ErrorCode.INVALID_REQUEST, "Each resource must appear at most once.")
        : changeConfigs({ resourceType, resourceName, configs, validateOnly, replace: false }, context);
      return { resourceType, resourceName, errorMessage: null, ...failed };
    });
    return { responses };
  },
  fail: (request, errorCode) => ({
    responses: request.resources.map(({ resourceType, resourceName }) => ({ resourceType, resourceName, errorCode })),
  }),
});

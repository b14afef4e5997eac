// AlterConfigs, versions 0 to 2: replaces all settings of a topic, a broker, all brokers, a group or a subscription of
// client metrics; validate-only. Errors as in IncrementalAlterConfigs; log levels are not known here.
// Gaps: of the settings of brokers only those for all brokers that stand behind settings of topics have an effect.
import { AlterConfigsBroker } from "../../protocol/messages/alter_configs.ts";
import type { AlterConfigsRequest, AlterConfigsResponse } from "../../protocol/messages/alter_configs.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { changeConfigs, CONFIG_OPERATION } from "../configs/config_change.ts";
import { failure } from "../failure.ts";
import { type Handler, handler } from "../handler.ts";
import { repeated } from "../repeated.ts";

/** The handler of AlterConfigs. */
export const alterConfigs: Handler = handler<AlterConfigsRequest, AlterConfigsResponse>(AlterConfigsBroker, {
  handle: ({ resources, validateOnly }, context) => {
    const twice = repeated(resources.map(({ resourceType, resourceName }) => `${resourceType} ${resourceName}`));
    const responses = resources.map(({ resourceType, resourceName, ...resource }) => {
      const configs = resource.configs.map((one) => ({ ...one, configOperation: CONFIG_OPERATION.SET }));
      const failed = twice.has(`${resourceType} ${resourceName}`)
        ? failure(ErrorCode.INVALID_REQUEST, "Each resource must appear at most once.")
        : changeConfigs({ resourceType, resourceName, configs, validateOnly, replace: true }, context);
      return { resourceType, resourceName, errorMessage: null, ...failed };
    });
    return { responses };
  },
  fail: (request, errorCode) => ({
    responses: request.resources.map(({ resourceType, resourceName }) => ({ resourceType, resourceName, errorCode })),
  }),
});

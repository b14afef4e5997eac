// Whether the asker may see or change the settings of a resource. Called by config_change.ts and describe_configs.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type RequestContext } from "../handler.ts";
import { CONFIG_RESOURCE } from "./dynamic_configs.ts";

/** The refusal of who may not do `operation` to the settings of a resource; null for who may. */
export function configDenial(
  operation: "DESCRIBE_CONFIGS" | "ALTER_CONFIGS",
  { resourceType, resourceName }: { readonly resourceType: number; readonly resourceName: string },
  { allowed }: RequestContext,
): Failure | null {
  switch (resourceType) {
    case CONFIG_RESOURCE.TOPIC:
      if (allowed(operation, "TOPIC", resourceName)) return null;
      return plainFailure(ErrorCode.TOPIC_AUTHORIZATION_FAILED);
    case CONFIG_RESOURCE.GROUP:
      if (allowed(operation, "GROUP", resourceName)) return null;
      return plainFailure(ErrorCode.GROUP_AUTHORIZATION_FAILED);
    default:
      if (allowed(operation, "CLUSTER", CLUSTER_NAME)) return null;
      return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
  }
}

// ListConfigResources, versions 0 to 1: names of all topics, brokers, groups with settings and subscriptions of client
// metrics, or of the kinds that are asked for (1); version 0 (ListClientMetricsResources) knows the last kind alone.
// Errors: unknown kinds.
// Gaps: none known.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { ListConfigResourcesBroker } from "../../protocol/messages/list_config_resources.ts";
import type {
  ListConfigResourcesRequest,
  ListConfigResourcesResponse,
} from "../../protocol/messages/list_config_resources.ts";
import type { ClusterState } from "../cluster_state.ts";
import { CONFIG_RESOURCE, DYNAMIC_CONFIGS } from "../configs/dynamic_configs.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";

const ALL: readonly number[] = [
  CONFIG_RESOURCE.GROUP,
  CONFIG_RESOURCE.CLIENT_METRICS,
  CONFIG_RESOURCE.BROKER_LOGGER,
  CONFIG_RESOURCE.BROKER,
  CONFIG_RESOURCE.TOPIC,
];

/** The handler of ListConfigResources. */
export const listConfigResources: Handler = handler<ListConfigResourcesRequest, ListConfigResourcesResponse>(
  ListConfigResourcesBroker,
  {
    handle: ({ resourceTypes }, { state, version, allowed }) => {
      if (!allowed("DESCRIBE_CONFIGS", "CLUSTER", CLUSTER_NAME)) {
        return { errorCode: ErrorCode.CLUSTER_AUTHORIZATION_FAILED };
      }
      const known = version === 0 ? [CONFIG_RESOURCE.CLIENT_METRICS] : ALL;
      const wanted = resourceTypes.length === 0 ? known : resourceTypes;
      if (!wanted.every((type) => known.includes(type))) return { errorCode: ErrorCode.UNSUPPORTED_VERSION };
      return {
        configResources: known.filter((type) => wanted.includes(type)).flatMap((resourceType) =>
          namesOf(resourceType, state).map((resourceName) => ({ resourceType, resourceName }))
        ),
      };
    },
    fail: (_, errorCode) => ({ errorCode }),
  },
);

function namesOf(type: number, state: ClusterState): string[] {
  switch (type) {
    case CONFIG_RESOURCE.TOPIC:
      return [...state.topics].map(({ name }) => name);
    case CONFIG_RESOURCE.BROKER:
    case CONFIG_RESOURCE.BROKER_LOGGER:
      return state.alive.map(({ id }) => String(id));
    default:
      return state.part(DYNAMIC_CONFIGS).names(type);
  }
}

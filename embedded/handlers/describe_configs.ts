// DescribeConfigs, versions 0 to 4: settings of topics, of the broker that was asked, of all brokers (name ""), its
// log levels, groups and subscriptions of client metrics; which layer a value comes from, synonyms (1+), types and
// documentation (3+). Secrets are never shown. Errors: unknown topic, invalid name, another broker, no name.
// Gaps: only settings of topics are documented; log levels are names only; Kafka 4.4 sets min.insync.replicas for all
// brokers itself, this cluster does not.
import { DescribeConfigsBroker } from "../../protocol/messages/describe_configs.ts";
import type { DescribeConfigsRequest, DescribeConfigsResponse } from "../../protocol/messages/describe_configs.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { configDenial } from "../configs/config_denial.ts";
import {
  brokerEntries,
  CONFIG_SOURCE,
  type ConfigEntry,
  defaultBrokerEntries,
  groupEntries,
  loggerEntries,
  metricsEntries,
  topicEntries,
} from "../configs/config_entries.ts";
import { CONFIG_RESOURCE } from "../configs/dynamic_configs.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { type Handler, handler, type RequestContext } from "../handler.ts";
import { topicNameProblem } from "../topic_name.ts";

type Resource = DescribeConfigsRequest["resources"][number];
type Result = Init<DescribeConfigsResponse["results"][number]>;

const KNOWN: readonly number[] = Object.values(CONFIG_RESOURCE);

/** The handler of DescribeConfigs. */
export const describeConfigs: Handler = handler<DescribeConfigsRequest, DescribeConfigsResponse>(
  DescribeConfigsBroker,
  {
    handle: (request, context) => {
      // One resource of an unknown kind spoils the whole request.
      if (request.resources.some(({ resourceType }) => !KNOWN.includes(resourceType))) {
        return failAll(request, ErrorCode.INVALID_REQUEST);
      }
      return { results: request.resources.map((resource) => describe(resource, request, context)) };
    },
    fail: failAll,
  },
);

function failAll(request: DescribeConfigsRequest, errorCode: number): Init<DescribeConfigsResponse> {
  const failed = plainFailure(errorCode);
  return {
    results: request.resources.map(({ resourceType, resourceName }) => ({ ...failed, resourceType, resourceName })),
  };
}

function describe(resource: Resource, request: DescribeConfigsRequest, context: RequestContext): Result {
  const { resourceType, resourceName, configurationKeys } = resource;
  const entries = configDenial("DESCRIBE_CONFIGS", resource, context) ?? entriesOf(resource, context);
  if (!Array.isArray(entries)) return { resourceType, resourceName, ...entries };
  const all = configurationKeys === null || configurationKeys.length === 0;
  const configs = entries
    .filter(({ name }) => all || configurationKeys.includes(name ?? ""))
    .map((entry) => shown(entry, request, context.version));
  return { resourceType, resourceName, errorMessage: "", configs };
}

function shown(entry: ConfigEntry, request: DescribeConfigsRequest, version: number): ConfigEntry {
  return {
    ...entry,
    isDefault: version === 0 && entry.configSource === CONFIG_SOURCE.DEFAULT,
    synonyms: request.includeSynonyms ? entry.synonyms : [],
    documentation: request.includeDocumentation ? entry.documentation : null,
  };
}

function entriesOf({ resourceType, resourceName }: Resource, context: RequestContext): ConfigEntry[] | Failure {
  switch (resourceType) {
    case CONFIG_RESOURCE.TOPIC: {
      const problem = topicNameProblem(resourceName);
      if (problem !== null) return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, problem);
      const topic = context.state.topic(resourceName);
      return topic === undefined ? failure(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "") : topicEntries(topic, context);
    }
    case CONFIG_RESOURCE.BROKER:
      if (resourceName === "") return defaultBrokerEntries(context);
      return nodeProblem(resourceName, " or empty string,", context) ?? brokerEntries(context);
    case CONFIG_RESOURCE.BROKER_LOGGER:
      if (resourceName === "") return failure(ErrorCode.INVALID_REQUEST, "Broker id must not be empty");
      return nodeProblem(resourceName, "", context) ?? loggerEntries(context);
    case CONFIG_RESOURCE.CLIENT_METRICS:
      if (resourceName !== "") return metricsEntries(resourceName, context);
      return failure(ErrorCode.INVALID_REQUEST, "Client metrics subscription name must not be empty");
    default:
      if (resourceName !== "") return groupEntries(resourceName, context);
      return failure(ErrorCode.INVALID_REQUEST, "Group name must not be empty");
  }
}

function nodeProblem(name: string, or: string, { node }: RequestContext): Failure | null {
  if (!/^-?\d+$/.test(name)) {
    return failure(ErrorCode.INVALID_REQUEST, `Broker id must be an integer, but it is: ${name}`);
  }
  if (Number(name) === node.id) return null;
  return failure(ErrorCode.INVALID_REQUEST, `Unexpected broker id, expected ${node.id}${or} but received ${name}`);
}

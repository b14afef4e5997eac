// Changes of settings, checked and carried out: a resource at a time, all or nothing (`ConfigAdminManager`,
// `ConfigurationControlManager`). Called by alter_configs.ts and incremental_alter_configs.ts.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type RequestContext } from "../handler.ts";
import { TOPIC_CONFIGS, topicConfigProblem } from "../topic_config.ts";
import { topicNameProblem } from "../topic_name.ts";
import { brokerConfigs, dynamicProblem } from "./broker_config.ts";
import { configDenial } from "./config_denial.ts";
import { type ConfigRule, listParts, valueProblem } from "./config_rule.ts";
import { CONFIG_RESOURCE, DYNAMIC_CONFIGS } from "./dynamic_configs.ts";
import { GROUP_CONFIGS, groupConfigProblem, METRICS_CONFIGS } from "./group_table.ts";

/** Operations of IncrementalAlterConfigs (`AlterConfigOp.OpType`). */
export const CONFIG_OPERATION = { SET: 0, DELETE: 1, APPEND: 2, SUBTRACT: 3 } as const;
const OPERATION_NAMES: readonly string[] = ["SET", "DELETE", "APPEND", "SUBTRACT"];
const LOG_LEVELS: readonly string[] = ["DEBUG", "ERROR", "FATAL", "INFO", "TRACE", "WARN"];

/** One change. */
export interface ConfigOperation {
  /** Name of the setting. */
  readonly name: string;
  /** What to do: a number of {@linkcode CONFIG_OPERATION}. */
  readonly configOperation: number;
  /** Its value. */
  readonly value: string | null;
}

/** The changes of a resource. */
export interface ConfigChange {
  /** Kind of resource. */
  readonly resourceType: number;
  /** Its name. */
  readonly resourceName: string;
  /** Changes. */
  readonly configs: readonly ConfigOperation[];
  /** Whether what is not named goes back to its default (the old AlterConfigs). */
  readonly replace: boolean;
  /** Whether nothing is to change. */
  readonly validateOnly: boolean;
}

/** Why a change was refused; few reasons are without a sentence. */
export interface ConfigFailure {
  /** Kafka's number. */
  readonly errorCode: number;
  /** A sentence. */
  readonly errorMessage: string | null;
}

/** Carries a change out; null when it went well. */
export function changeConfigs(change: ConfigChange, context: RequestContext): ConfigFailure | null {
  const problem = shapeProblem(change) ?? resourceProblem(change, context);
  if (problem !== null) return problem;
  if (change.resourceType === CONFIG_RESOURCE.BROKER_LOGGER) return changeLoggers(change, context);
  const wanted = applied(change, currentConfigs(change, context));
  if ("errorCode" in wanted) return wanted;
  // The broker that was asked looks at its own settings before the controller asks who wants the change.
  const early = change.resourceType === CONFIG_RESOURCE.BROKER ? brokerProblem(wanted, change) : null;
  if (early !== null) return early;
  const denied = configDenial("ALTER_CONFIGS", change, context);
  if (denied !== null) return denied;
  const invalid = contentProblem(wanted, change, context);
  if (invalid !== null) return invalid;
  if (!change.validateOnly) store(wanted, change, context);
  return null;
}

function shapeProblem({ configs }: ConfigChange): Failure | null {
  const names = configs.map(({ name }) => name);
  if (new Set(names).size < names.length) {
    return failure(ErrorCode.INVALID_REQUEST, "Error due to duplicate config keys");
  }
  const nulls = configs.filter(({ value, configOperation }) =>
    value === null && configOperation !== CONFIG_OPERATION.DELETE
  );
  if (nulls.length === 0) return null;
  const list = nulls.map(({ name }) => name).join(", ");
  return failure(ErrorCode.INVALID_REQUEST, `Null value not supported for : ${list}`);
}

function resourceProblem({ resourceType, resourceName, replace }: ConfigChange, context: RequestContext) {
  switch (resourceType) {
    case CONFIG_RESOURCE.BROKER:
      return resourceName === "" ? null : nodeProblem(resourceName, context);
    case CONFIG_RESOURCE.BROKER_LOGGER:
      if (!replace) return nodeProblem(resourceName, context);
      break;
    case CONFIG_RESOURCE.TOPIC:
    case CONFIG_RESOURCE.CLIENT_METRICS:
    case CONFIG_RESOURCE.GROUP:
      return null;
  }
  return failure(ErrorCode.INVALID_REQUEST, `Unknown resource type ${resourceType}`);
}

function nodeProblem(name: string, { node }: RequestContext): Failure | null {
  if (!/^-?\d+$/.test(name)) {
    return failure(ErrorCode.INVALID_REQUEST, `Node id must be an integer, but it is: ${name}`);
  }
  if (Number(name) === node.id) return null;
  return failure(ErrorCode.INVALID_REQUEST, `Unexpected broker id, expected ${node.id}, but received ${name}`);
}

function currentConfigs(
  { resourceType, resourceName }: ConfigChange,
  { state }: RequestContext,
): ReadonlyMap<string, string> {
  if (resourceType === CONFIG_RESOURCE.TOPIC) return state.topic(resourceName)?.configs ?? new Map();
  return state.part(DYNAMIC_CONFIGS).of(resourceType, resourceName);
}

/** What the settings will be. */
function applied(change: ConfigChange, current: ReadonlyMap<string, string>): Map<string, string> | ConfigFailure {
  const wanted = new Map(change.replace ? [] : current);
  for (const { name, configOperation, value } of change.configs) {
    switch (configOperation) {
      case CONFIG_OPERATION.SET:
        wanted.set(name, value ?? "");
        break;
      case CONFIG_OPERATION.DELETE:
        wanted.delete(name);
        break;
      case CONFIG_OPERATION.APPEND:
      case CONFIG_OPERATION.SUBTRACT: {
        const rule = ruleOf(change.resourceType, name);
        if (rule?.type !== "LIST") {
          const operation = OPERATION_NAMES[configOperation];
          return failure(
            change.resourceType === CONFIG_RESOURCE.BROKER ? ErrorCode.INVALID_REQUEST : ErrorCode.INVALID_CONFIG,
            `Can't ${operation} to key ${name} because its type is not LIST.`,
          );
        }
        const parts = listParts(current.get(name) ?? rule.fallback ?? "");
        wanted.set(name, spliced(parts, listParts(value ?? ""), configOperation).join(","));
        break;
      }
      default:
        if (change.resourceType === CONFIG_RESOURCE.BROKER) {
          return failure(ErrorCode.INVALID_REQUEST, `Unknown operations type ${configOperation}`);
        }
        return { errorCode: ErrorCode.UNKNOWN_SERVER_ERROR, errorMessage: null };
    }
  }
  return wanted;
}

function spliced(parts: readonly string[], change: readonly string[], operation: number): string[] {
  if (operation === CONFIG_OPERATION.SUBTRACT) return parts.filter((part) => !change.includes(part));
  return [...parts, ...change.filter((part) => !parts.includes(part))];
}

function ruleOf(resourceType: number, name: string): ConfigRule | undefined {
  switch (resourceType) {
    case CONFIG_RESOURCE.TOPIC:
      return TOPIC_CONFIGS.get(name);
    case CONFIG_RESOURCE.BROKER:
      return brokerConfigs().get(name);
    case CONFIG_RESOURCE.GROUP:
      return GROUP_CONFIGS.get(name);
    default:
      return METRICS_CONFIGS.get(name);
  }
}

function brokerProblem(wanted: ReadonlyMap<string, string>, { resourceName }: ConfigChange): Failure | null {
  const problem = dynamicProblem(wanted, resourceName !== "");
  return problem === null ? null : failure(ErrorCode.INVALID_REQUEST, problem);
}

function contentProblem(
  wanted: ReadonlyMap<string, string>,
  { resourceType, resourceName }: ConfigChange,
  { state }: RequestContext,
): Failure | null {
  switch (resourceType) {
    case CONFIG_RESOURCE.TOPIC:
      return topicProblem(wanted, resourceName) ?? (state.topic(resourceName) !== undefined ? null : failure(
        ErrorCode.UNKNOWN_TOPIC_OR_PARTITION,
        `The topic '${resourceName}' does not exist.`,
      ));
    case CONFIG_RESOURCE.GROUP:
      return groupProblem(wanted, resourceName);
    case CONFIG_RESOURCE.CLIENT_METRICS:
      return metricsProblem(wanted, resourceName);
    default:
      return null;
  }
}

function topicProblem(wanted: ReadonlyMap<string, string>, name: string): Failure | null {
  if (name === "") return failure(ErrorCode.INVALID_REQUEST, "Default topic resources are not allowed.");
  const badName = topicNameProblem(name);
  if (badName !== null) return failure(ErrorCode.INVALID_TOPIC_EXCEPTION, badName);
  for (const [config, value] of wanted) {
    const problem = topicConfigProblem(config, value);
    if (problem !== null) return failure(ErrorCode.INVALID_CONFIG, problem);
  }
  return null;
}

function groupProblem(wanted: ReadonlyMap<string, string>, name: string): Failure | null {
  if (name === "") return failure(ErrorCode.INVALID_REQUEST, "Default group resources are not allowed.");
  for (const [config, value] of wanted) {
    const problem = groupConfigProblem(config, value);
    if (problem !== null) return failure(ErrorCode.INVALID_CONFIG, problem);
  }
  return null;
}

function metricsProblem(wanted: ReadonlyMap<string, string>, name: string): Failure | null {
  if (name === "") return failure(ErrorCode.INVALID_REQUEST, "Subscription name can't be empty");
  for (const [config, value] of wanted) {
    const rule = METRICS_CONFIGS.get(config);
    if (rule === undefined) {
      return failure(ErrorCode.INVALID_REQUEST, `Unknown client metrics configuration: ${config}`);
    }
    const problem = valueProblem(rule, value);
    if (problem !== null) return failure(ErrorCode.INVALID_CONFIG, problem);
  }
  return null;
}

function store(
  wanted: ReadonlyMap<string, string>,
  { resourceType, resourceName }: ConfigChange,
  { state }: RequestContext,
): void {
  const topic = resourceType === CONFIG_RESOURCE.TOPIC ? state.topic(resourceName) : undefined;
  if (topic !== undefined) state.setTopicConfigs(topic, wanted);
  else state.part(DYNAMIC_CONFIGS).replace(resourceType, resourceName, wanted);
  if (resourceType === CONFIG_RESOURCE.BROKER && resourceName === "") state.setBrokerDefaults(wanted);
}

function changeLoggers({ resourceName, configs, validateOnly }: ConfigChange, context: RequestContext): Failure | null {
  if (!context.allowed("CLUSTER_ACTION", "CLUSTER", CLUSTER_NAME)) {
    return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
  }
  const loggers = context.state.part(DYNAMIC_CONFIGS).loggers(resourceName);
  for (const { name, value, configOperation } of configs) {
    const problem = loggerProblem({ name, value, configOperation }, loggers);
    if (problem !== null) return problem;
  }
  if (validateOnly) return null;
  for (const { name, value, configOperation } of configs) {
    loggers.set(name, configOperation === CONFIG_OPERATION.SET ? value ?? "" : loggers.get("root") ?? "INFO");
  }
  return null;
}

function loggerProblem(
  { name, value, configOperation }: ConfigOperation,
  loggers: ReadonlyMap<string, string>,
): Failure | null {
  if (configOperation === CONFIG_OPERATION.SET) {
    if (!loggers.has(name)) return failure(ErrorCode.INVALID_CONFIG, `Logger ${name} does not exist!`);
    if (LOG_LEVELS.includes(value ?? "")) return null;
    return failure(
      ErrorCode.INVALID_CONFIG,
      `Cannot set the log level of ${name} to ${value} as it is not a supported log level. Valid log levels are ${
        LOG_LEVELS.join(", ")
      }`,
    );
  }
  if (configOperation === CONFIG_OPERATION.DELETE) {
    if (name === "root") {
      return failure(ErrorCode.INVALID_REQUEST, "Removing the log level of the root logger is not allowed");
    }
    return loggers.has(name) ? null : failure(ErrorCode.INVALID_CONFIG, `Logger ${name} does not exist!`);
  }
  const operation = OPERATION_NAMES[configOperation] ?? "UNKNOWN";
  return failure(ErrorCode.INVALID_REQUEST, `${operation} operation is not allowed for the BROKER_LOGGER resource`);
}

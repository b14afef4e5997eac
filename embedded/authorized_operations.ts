// The bits of authorized operations: all that apply to a kind of resource, or those that the asker may do while access
// rules are on. Called by the handlers that describe topics, the cluster and groups.
import { CLUSTER_NAME, type Operation, type RequestContext, type ResourceKind } from "./handler.ts";
import { OPERATION_CODES } from "./security/acl_codes.ts";

/** Not asked for. */
const ABSENT = -2147483648;

/** What can be done to each kind of resource (`AclEntry.supportedOperations`). */
const OPERATIONS: Readonly<Record<"CLUSTER" | "TOPIC" | "GROUP", readonly Operation[]>> = {
  CLUSTER: [
    "CREATE",
    "ALTER",
    "DESCRIBE",
    "CLUSTER_ACTION",
    "DESCRIBE_CONFIGS",
    "ALTER_CONFIGS",
    "IDEMPOTENT_WRITE",
  ],
  TOPIC: ["READ", "WRITE", "CREATE", "DELETE", "ALTER", "DESCRIBE", "DESCRIBE_CONFIGS", "ALTER_CONFIGS"],
  GROUP: ["READ", "DELETE", "DESCRIBE", "DESCRIBE_CONFIGS", "ALTER_CONFIGS"],
};

/** The operations that the asker may do to a topic or group; Kafka's mark of absence when they are not asked for. */
export function authorizedOperations(
  wanted: boolean,
  { kind, name }: { readonly kind: Extract<ResourceKind, "TOPIC" | "GROUP">; readonly name: string },
  context: RequestContext,
): number {
  return wanted ? bits(kind, name, context) : ABSENT;
}

/** The operations that the asker may do to the cluster; none when it may not even describe it. */
export function clusterOperations(wanted: boolean, context: RequestContext): number {
  if (!wanted) return ABSENT;
  return context.allowed("DESCRIBE", "CLUSTER", CLUSTER_NAME) ? bits("CLUSTER", CLUSTER_NAME, context) : 0;
}

function bits(kind: keyof typeof OPERATIONS, name: string, context: RequestContext): number {
  const allowed = OPERATIONS[kind].filter((operation) => context.allowed(operation, kind, name));
  return allowed.reduce((sum, operation) => sum + 2 ** OPERATION_CODES[operation], 0);
}

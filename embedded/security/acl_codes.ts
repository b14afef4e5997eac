// The numbers of access rules on the wire and what implies what (`ResourceType`, `AclOperation`, `AclPermissionType`,
// `PatternType`). Read by the authorizer and the handlers of ACLs.
import type { Operation, ResourceKind } from "../handler.ts";

/** Numbers that mean "any" or "all" in more than one list. */
export const ANY = 1;
/** Every operation. */
export const ALL_OPERATIONS = 2;
/** A rule that forbids. */
export const DENY = 2;
/** A rule that permits. */
export const ALLOW = 3;
/** A filter that finds all rules which hold for a name. */
export const MATCH = 2;
/** A rule for one name, or for all when the name is `*`. */
export const LITERAL = 3;
/** A rule for all names that begin so. */
export const PREFIXED = 4;

/** Numbers of resource kinds. */
export const RESOURCE_CODES: Readonly<Record<ResourceKind, number>> = {
  TOPIC: 2,
  GROUP: 3,
  CLUSTER: 4,
  TRANSACTIONAL_ID: 5,
  DELEGATION_TOKEN: 6,
  USER: 7,
};

/** Numbers of operations. */
export const OPERATION_CODES: Readonly<Record<Operation, number>> = {
  READ: 3,
  WRITE: 4,
  CREATE: 5,
  DELETE: 6,
  ALTER: 7,
  DESCRIBE: 8,
  CLUSTER_ACTION: 9,
  DESCRIBE_CONFIGS: 10,
  ALTER_CONFIGS: 11,
  IDEMPOTENT_WRITE: 12,
  CREATE_TOKENS: 13,
  DESCRIBE_TOKENS: 14,
  TWO_PHASE_COMMIT: 15,
};

/** Highest number of a resource kind, of an operation. */
export const LAST_RESOURCE = 7;
/** Highest number of an operation. */
export const LAST_OPERATION = 15;

const IMPLYING: Readonly<Partial<Record<Operation, readonly Operation[]>>> = {
  DESCRIBE: ["READ", "WRITE", "DELETE", "ALTER"],
  DESCRIBE_CONFIGS: ["ALTER_CONFIGS"],
};

/** The operations whose permission permits `operation` too. */
export function permittingCodes(operation: Operation): readonly number[] {
  const names = [operation, ...(IMPLYING[operation] ?? [])];
  return [ALL_OPERATIONS, ...names.map((name) => OPERATION_CODES[name])];
}

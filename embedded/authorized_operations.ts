// The bits of authorized operations that a cluster without an authorizer answers: all that apply. Called by the
// handlers that describe topics and the cluster.

/** Not asked for. */
const ABSENT = -2147483648;
/** CREATE, ALTER, DESCRIBE, CLUSTER_ACTION, DESCRIBE_CONFIGS, ALTER_CONFIGS, IDEMPOTENT_WRITE. */
export const CLUSTER_OPERATIONS: number = bits(5, 7, 8, 9, 10, 11, 12);
/** READ, WRITE, CREATE, DELETE, ALTER, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS. */
export const TOPIC_OPERATIONS: number = bits(3, 4, 5, 6, 7, 8, 10, 11);

/** The bits when they are asked for, else Kafka's mark of absence. */
export function authorizedOperations(wanted: boolean, operations: number): number {
  return wanted ? operations : ABSENT;
}

function bits(...operations: number[]): number {
  return operations.reduce((sum, operation) => sum + 2 ** operation, 0);
}

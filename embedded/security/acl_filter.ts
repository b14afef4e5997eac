// Whether the numbers of an access rule, or of a filter of them, make sense. Called by the handlers of ACLs.
import { LAST_OPERATION, LAST_RESOURCE } from "./acl_codes.ts";
import type { AclFilter } from "./authorizer.ts";

/** The numbers of a filter. */
export type AclNumbers = Pick<
  AclFilter,
  "resourceTypeFilter" | "patternTypeFilter" | "operation" | "permissionType"
>;

/** Whether there is no number that Kafka does not know: a broker closes the connection of those that have one. */
export function isKnownFilter(numbers: AclNumbers): boolean {
  const { resourceTypeFilter, patternTypeFilter, operation, permissionType } = numbers;
  return within(resourceTypeFilter, LAST_RESOURCE) && within(patternTypeFilter, 4) &&
    within(operation, LAST_OPERATION) && within(permissionType, 3);
}

function within(code: number, last: number): boolean {
  return code >= 1 && code <= last;
}

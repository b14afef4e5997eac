// Whether a filter of access rules makes sense. Called by the handlers of DescribeAcls and DeleteAcls.
import { LAST_OPERATION, LAST_RESOURCE } from "./acl_codes.ts";
import type { AclFilter } from "./authorizer.ts";

/** Whether a filter has no number that Kafka does not know: a broker closes the connection of those that have. */
export function isKnownFilter(filter: AclFilter): boolean {
  const { resourceTypeFilter, patternTypeFilter, operation, permissionType } = filter;
  return within(resourceTypeFilter, LAST_RESOURCE) && within(patternTypeFilter, 4) &&
    within(operation, LAST_OPERATION) && within(permissionType, 3);
}

function within(code: number, last: number): boolean {
  return code >= 1 && code <= last;
}

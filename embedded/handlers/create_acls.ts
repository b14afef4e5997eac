// CreateAcls, versions 0 to 3: literal and prefixed rules that permit or forbid. Errors: access rules are off, empty
// names, another cluster's name, a principal that is none; each rule on its own. Unknown numbers end the connection.
// Gaps: none known.
import { CreateAclsBroker } from "../../protocol/messages/create_acls.ts";
import type { CreateAclsRequest, CreateAclsResponse } from "../../protocol/messages/create_acls.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";
import { ANY, MATCH, RESOURCE_CODES } from "../security/acl_codes.ts";
import { isKnownFilter } from "../security/acl_filter.ts";
import { aclRefusal } from "../security/acl_refusal.ts";
import { AUTHORIZER } from "../security/authorizer.ts";

type Creation = CreateAclsRequest["creations"][number];

/** The handler of CreateAcls. */
export const createAcls: Handler = handler<CreateAclsRequest, CreateAclsResponse>(CreateAclsBroker, {
  handle: (request, context) => {
    const refused = aclRefusal(context, "ALTER");
    if (refused !== null) return failAll(request, refused);
    const authorizer = context.state.part(AUTHORIZER);
    if (!request.creations.every(isKnown)) {
      context.close();
      return null;
    }
    const results = request.creations.map((creation) => {
      const problem = problemOf(creation);
      if (problem !== null) return failure(ErrorCode.INVALID_REQUEST, problem);
      if (isForFiltersOnly(creation)) return { errorCode: ErrorCode.UNKNOWN_SERVER_ERROR, errorMessage: null };
      const { resourceType, resourceName, resourcePatternType, principal, host, operation, permissionType } = creation;
      const patternType = resourcePatternType;
      authorizer.add({ resourceType, resourceName, patternType, principal, host, operation, permissionType });
      return {};
    });
    return { results };
  },
  fail: (request, errorCode) => failAll(request, plainFailure(errorCode)),
});

function failAll({ creations }: CreateAclsRequest, failed: Failure): Init<CreateAclsResponse> {
  return { results: creations.map(() => failed) };
}

function problemOf(creation: Creation): string | null {
  const { resourceType, resourceName, principal, host } = creation;
  if (resourceType === RESOURCE_CODES.CLUSTER && resourceName !== CLUSTER_NAME) {
    return `The only valid name for the CLUSTER resource is ${CLUSTER_NAME}`;
  }
  if (resourceName === "") return "Invalid empty resource name";
  if (host === "") return "Host pattern cannot be null or empty";
  if (principal.includes(":")) return null;
  return `Could not parse principal from \`${principal}\` (no colon is present separating the principal type from the principal name)`;
}

/** Whether Kafka knows all its numbers: it closes the connection of those that have others. */
function isKnown({ resourceType, resourcePatternType, operation, permissionType }: Creation): boolean {
  const numbers = { resourceTypeFilter: resourceType, patternTypeFilter: resourcePatternType };
  return isKnownFilter({ ...numbers, operation, permissionType });
}

/** Whether a rule says "any" where it must say which. */
function isForFiltersOnly({ resourceType, resourcePatternType, operation, permissionType }: Creation): boolean {
  return resourceType === ANY || operation === ANY || permissionType === ANY || resourcePatternType === ANY ||
    resourcePatternType === MATCH;
}

// DescribeAcls, versions 0 to 3: the rules that a filter finds, by resource; `MATCH` finds every rule that holds for a
// name. Errors: access rules are off. Unknown numbers end the connection.
// Gaps: none known.
import { DescribeAclsBroker } from "../../protocol/messages/describe_acls.ts";
import type { DescribeAclsRequest, DescribeAclsResponse } from "../../protocol/messages/describe_acls.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { plainFailure } from "../failure.ts";
import { type Handler, handler } from "../handler.ts";
import { grouped } from "../repeated.ts";
import { isKnownFilter } from "../security/acl_filter.ts";
import { aclRefusal } from "../security/acl_refusal.ts";
import type { AclRule } from "../security/acl_rules.ts";
import { AUTHORIZER } from "../security/authorizer.ts";

type Resource = Init<DescribeAclsResponse["resources"][number]>;

/** The handler of DescribeAcls. */
export const describeAcls: Handler = handler<DescribeAclsRequest, DescribeAclsResponse>(DescribeAclsBroker, {
  handle: (request, context) => {
    const refused = aclRefusal(context, "DESCRIBE");
    if (refused !== null) return refused;
    if (!isKnownFilter(request)) {
      context.close();
      return null;
    }
    return { resources: byResource(context.state.part(AUTHORIZER).find(request)) };
  },
  fail: (_, errorCode) => plainFailure(errorCode),
});

function byResource(rules: readonly AclRule[]): Resource[] {
  const groups = grouped(rules, ({ resourceType, patternType, resourceName }) => {
    return `${resourceType} ${patternType} ${resourceName}`;
  });
  return [...groups.values()].map((acls) => {
    const [{ resourceType, resourceName, patternType }] = acls;
    return { resourceType, resourceName, patternType, acls };
  });
}

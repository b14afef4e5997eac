// DeleteAcls, versions 0 to 3: removes the rules that filters find and tells which they were. Errors: access rules are
// off. Unknown numbers end the connection.
// Gaps: none known.
import { DeleteAclsBroker } from "../../protocol/messages/delete_acls.ts";
import type { DeleteAclsRequest, DeleteAclsResponse } from "../../protocol/messages/delete_acls.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Failure, plainFailure } from "../failure.ts";
import { type Handler, handler } from "../handler.ts";
import { isKnownFilter } from "../security/acl_filter.ts";
import { aclRefusal } from "../security/acl_refusal.ts";
import { AUTHORIZER } from "../security/authorizer.ts";

/** The handler of DeleteAcls. */
export const deleteAcls: Handler = handler<DeleteAclsRequest, DeleteAclsResponse>(DeleteAclsBroker, {
  handle: (request, context) => {
    const refused = aclRefusal(context, "ALTER");
    if (refused !== null) return failAll(request, refused);
    const authorizer = context.state.part(AUTHORIZER);
    if (!request.filters.every(isKnownFilter)) {
      context.close();
      return null;
    }
    // All filters look at the rules as they were before the request.
    const found = request.filters.map((filter) => authorizer.find(filter));
    for (const rules of found) authorizer.remove(rules);
    const filterResults = found.map((rules) => ({
      errorMessage: null,
      matchingAcls: rules.map((rule) => ({ ...rule, errorMessage: null })),
    }));
    return { filterResults };
  },
  fail: (request, errorCode) => failAll(request, plainFailure(errorCode)),
});

function failAll({ filters }: DeleteAclsRequest, failed: Failure): Init<DeleteAclsResponse> {
  return { filterResults: filters.map(() => failed) };
}

// DescribeClientQuotas, versions 0 to 1: the quotas that a filter finds by exact name, default or kind; strict filters
// find no entity with more kinds. Errors: empty, unknown or repeated kinds, addresses together with users or clients.
// Gaps: none known.
import { DescribeClientQuotasBroker } from "../../protocol/messages/describe_client_quotas.ts";
import type {
  DescribeClientQuotasRequest,
  DescribeClientQuotasResponse,
} from "../../protocol/messages/describe_client_quotas.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { CLIENT_QUOTAS, type QuotaEntity } from "../client_quotas.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";

type Component = DescribeClientQuotasRequest["components"][number];

const EXACT = 0;
const DEFAULT = 1;
const SPECIFIED = 2;
const MATCH_NAMES: readonly string[] = ["MATCH_TYPE_EXACT", "MATCH_TYPE_DEFAULT", "MATCH_TYPE_SPECIFIED"];

/** The handler of DescribeClientQuotas. */
export const describeClientQuotas: Handler = handler<DescribeClientQuotasRequest, DescribeClientQuotasResponse>(
  DescribeClientQuotasBroker,
  {
    handle: (request, context) => {
      if (!context.allowed("DESCRIBE_CONFIGS", "CLUSTER", CLUSTER_NAME)) {
        return failAll(plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED));
      }
      const problem = problemOf(request.components);
      if (problem !== null) return failAll(problem);
      const found = context.state.part(CLIENT_QUOTAS).entries.filter(({ entity }) => matches(entity, request));
      return {
        entries: found.map(({ entity, values }) => ({
          entity: [...entity].map(([entityType, entityName]) => ({ entityType, entityName })),
          values: [...values].map(([key, value]) => ({ key, value })),
        })),
      };
    },
    fail: (_, errorCode) => failAll(plainFailure(errorCode)),
  },
);

function failAll(failed: Failure) {
  return { ...failed, entries: null };
}

function problemOf(components: readonly Component[]): Failure | null {
  const kinds = components.map(({ entityType }) => entityType);
  const seen = new Set<string>();
  for (const { entityType, matchType, match } of components) {
    if (entityType === "") return invalid("Invalid empty entity type.");
    if (seen.has(entityType)) {
      return invalid(`Entity type ${entityType} cannot appear more than once in the filter.`);
    }
    seen.add(entityType);
    if (!["user", "client-id", "ip"].includes(entityType)) {
      return failure(ErrorCode.UNSUPPORTED_VERSION, `Unsupported entity type ${entityType}`);
    }
    const name = MATCH_NAMES[matchType];
    if (name === undefined) return invalid(`Unknown match type ${matchType}`);
    if (matchType === EXACT && match === null) {
      return invalid(`Request specified ${name}, but set match string to null.`);
    }
    if (matchType !== EXACT && match !== null) {
      return invalid(`Request specified ${name}, but also specified a match string.`);
    }
  }
  if (!kinds.includes("ip") || kinds.length === 1) return null;
  return invalid(
    "Invalid entity filter component combination. IP filter component should not be used with user or clientId filter component.",
  );
}

function invalid(message: string): Failure {
  return failure(ErrorCode.INVALID_REQUEST, message);
}

function matches(entity: QuotaEntity, { components, strict }: DescribeClientQuotasRequest): boolean {
  if (strict && entity.size !== components.length) return false;
  return components.every(({ entityType, matchType, match }) =>
    entity.has(entityType) && (matchType === SPECIFIED ||
      entity.get(entityType) === (matchType === DEFAULT ? null : match))
  );
}

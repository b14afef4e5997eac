// AlterClientQuotas, versions 0 to 1: sets and removes quotas of users, clients, both together, and addresses;
// validate-only. Errors: no or unknown entity, named twice, unknown keys, values that are not above 0 or not whole.
// Gaps: quotas are kept and shown, never enforced; names of addresses are not looked up.
import { AlterClientQuotasBroker } from "../../protocol/messages/alter_client_quotas.ts";
import type {
  AlterClientQuotasRequest,
  AlterClientQuotasResponse,
} from "../../protocol/messages/alter_client_quotas.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { CLIENT_QUOTAS, type QuotaEntity } from "../client_quotas.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";

type Entry = AlterClientQuotasRequest["entries"][number];

const KINDS: readonly string[] = ["user", "client-id", "ip"];
const INT_MAX = 2 ** 31 - 1;
/** Keys and whether their values are whole. */
const USER_KEYS: ReadonlyMap<string, "whole" | "fraction"> = new Map([
  ["producer_byte_rate", "whole"],
  ["consumer_byte_rate", "whole"],
  ["request_percentage", "fraction"],
  ["controller_mutation_rate", "fraction"],
]);
const IP_KEYS: ReadonlyMap<string, "whole" | "fraction"> = new Map([["connection_creation_rate", "whole"]]);

/** The handler of AlterClientQuotas. */
export const alterClientQuotas: Handler = handler<AlterClientQuotasRequest, AlterClientQuotasResponse>(
  AlterClientQuotasBroker,
  {
    handle: (request, context) => {
      if (!context.allowed("ALTER_CONFIGS", "CLUSTER", CLUSTER_NAME)) {
        return failAll(request, ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
      }
      const quotas = context.state.part(CLIENT_QUOTAS);
      return {
        entries: request.entries.map(({ entity, ops }) => {
          // The same kind twice: the last one counts.
          const names = new Map(entity.map(({ entityType, entityName }) => [entityType, entityName]));
          const told = [...names].map(([entityType, entityName]) => ({ entityType, entityName }));
          const problem = problemOf(names, ops);
          if (problem !== null) return { entity: told, ...failure(ErrorCode.INVALID_REQUEST, problem) };
          const changes = new Map(ops.map(({ key, value, remove }) => [key, remove ? null : value]));
          if (!request.validateOnly) quotas.alter(names, changes);
          return { entity: told, errorMessage: null };
        }),
      };
    },
    fail: failAll,
  },
);

function failAll({ entries }: AlterClientQuotasRequest, errorCode: number): Init<AlterClientQuotasResponse> {
  const failed: Failure = plainFailure(errorCode);
  return { entries: entries.map(({ entity }) => ({ entity, ...failed })) };
}

function problemOf(entity: QuotaEntity, ops: Entry["ops"]): string | null {
  if (entity.size === 0) return "Invalid empty client quota entity";
  for (const [kind, name] of entity) {
    if (!KINDS.includes(kind)) return `Unhandled client quota entity type: ${kind}`;
    if (name === "") return `Empty ${kind} not supported`;
  }
  const ip = entity.get("ip");
  if (ip !== undefined && entity.size > 1) {
    // A blank is missing in Kafka's text too.
    return "Invalid quota entity combination, IP entity shouldnot be combined with User or ClientId";
  }
  if (ip !== undefined && ip !== null && !/^[\w.:-]+$/.test(ip)) return `${ip} is not a valid IP or resolvable host.`;
  const keys = ip === undefined ? USER_KEYS : IP_KEYS;
  const seen = new Set<string>();
  for (const { key, value, remove } of ops) {
    if (seen.has(key)) {
      const names = [...entity].map(([kind, name]) => `${kind}=${name}`).join(", ");
      return `Ignoring duplicate entity ClientQuotaEntity(entries={${names}})`;
    }
    seen.add(key);
    const problem = remove ? null : valueProblem(key, value, keys.get(key));
    if (problem !== null) return problem;
  }
  return null;
}

function valueProblem(key: string, value: number, kind: "whole" | "fraction" | undefined): string | null {
  if (kind === undefined) return `Invalid configuration key ${key}`;
  if (!(value > 0)) return `Quota ${key} must be greater than 0`;
  if (kind === "fraction") return null;
  if (key === "connection_creation_rate" && value > INT_MAX) {
    return `Proposed value for ${key} is too large for an INT.`;
  }
  if (value > 2 ** 63) return `Proposed value for ${key} is too large for a LONG.`;
  return Math.abs(value % 1) > 1e-6 ? `${key} cannot be a fractional value.` : null;
}

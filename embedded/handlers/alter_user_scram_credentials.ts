// AlterUserScramCredentials, version 0: sets and removes SCRAM credentials; who logs in next meets them. Errors: no
// name, unknown mechanism, too few or too many rounds, nothing to remove, a user twice.
// Gaps: none known.
import { AlterUserScramCredentialsBroker } from "../../protocol/messages/alter_user_scram_credentials.ts";
import type {
  AlterUserScramCredentialsRequest,
  AlterUserScramCredentialsResponse,
} from "../../protocol/messages/alter_user_scram_credentials.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler, type RequestContext } from "../handler.ts";
import { firstOf, repeated } from "../repeated.ts";
import { CREDENTIALS, SCRAM_TYPES } from "../security/credentials.ts";
import { LEAST_ITERATIONS, MOST_ITERATIONS, type ScramMechanism } from "../security/scram_keys.ts";

type Request = AlterUserScramCredentialsRequest;
type Response = AlterUserScramCredentialsResponse;
type Upsertion = Request["upsertions"][number];

const TWICE: Failure = failure(
  ErrorCode.DUPLICATE_RESOURCE,
  "A user credential cannot be altered twice in the same request",
);

/** The handler of AlterUserScramCredentials. */
export const alterUserScramCredentials: Handler = handler<Request, Response>(AlterUserScramCredentialsBroker, {
  handle: async (request, context) => {
    if (!context.allowed("ALTER", "CLUSTER", CLUSTER_NAME)) {
      return failAll(request, ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    }
    const names = namesOf(request);
    const all = { twice: repeated(names), ...byUser(request) };
    const results: Init<Response["results"][number]>[] = [];
    for (const user of new Set(names)) {
      const failed = problemOf(user, all, context) ?? (all.twice.has(user) ? TWICE : null);
      if (failed === null) await alter(user, all, context);
      results.push({ user, errorMessage: null, ...failed });
    }
    return { results };
  },
  fail: failAll,
});

function failAll(request: Request, errorCode: number): Init<Response> {
  const failed = plainFailure(errorCode);
  return { results: [...new Set(namesOf(request))].map((user) => ({ user, ...failed })) };
}

function namesOf({ deletions, upsertions }: Request): string[] {
  return [...deletions, ...upsertions].map(({ name }) => name);
}

/** What is asked for each user first. */
interface ByUser {
  readonly deletions: ReadonlyMap<string, Request["deletions"][number]>;
  readonly upsertions: ReadonlyMap<string, Upsertion>;
}

function byUser({ deletions, upsertions }: Request): ByUser {
  return { deletions: firstOf(deletions, ({ name }) => name), upsertions: firstOf(upsertions, ({ name }) => name) };
}

/** What is wrong with what is asked for a user first; removals are looked at before the rest. */
function problemOf(user: string, { deletions, upsertions }: ByUser, { state }: RequestContext): Failure | null {
  const deletion = deletions.get(user);
  const upsertion = upsertions.get(user);
  if (user === "") return failure(ErrorCode.UNACCEPTABLE_CREDENTIAL, "Username must not be empty");
  const mechanism = mechanismOf((deletion ?? upsertion)?.mechanism);
  if (mechanism === undefined) return failure(ErrorCode.UNSUPPORTED_SASL_MECHANISM, "Unknown SCRAM mechanism");
  if (deletion === undefined) return upsertion === undefined ? null : roundsProblem(upsertion);
  if (state.part(CREDENTIALS).iterations(mechanism, user) !== undefined) return null;
  return failure(ErrorCode.RESOURCE_NOT_FOUND, "Attempt to delete a user credential that does not exist");
}

function mechanismOf(type: number = 0): ScramMechanism | undefined {
  return SCRAM_TYPES.get(type);
}

/** Does what is asked for a user, once, and well. */
async function alter(user: string, { deletions, upsertions }: ByUser, { state }: RequestContext): Promise<void> {
  const credentials = state.part(CREDENTIALS);
  const upsertion = upsertions.get(user);
  const mechanism = mechanismOf((upsertion ?? deletions.get(user))?.mechanism);
  if (mechanism === undefined) return;
  if (upsertion === undefined) return credentials.removeScram(mechanism, user);
  const { saltedPassword, salt, iterations } = upsertion;
  const made = await credentials.sums(mechanism).credentialOf(saltedPassword, salt, iterations);
  credentials.setScram(mechanism, user, made);
}

function roundsProblem({ iterations }: Upsertion): Failure | null {
  if (iterations < LEAST_ITERATIONS) return failure(ErrorCode.UNACCEPTABLE_CREDENTIAL, "Too few iterations");
  return iterations > MOST_ITERATIONS ? failure(ErrorCode.UNACCEPTABLE_CREDENTIAL, "Too many iterations") : null;
}

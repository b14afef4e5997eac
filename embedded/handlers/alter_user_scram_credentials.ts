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
import { CREDENTIALS, SCRAM_TYPES } from "../security/credentials.ts";
import { LEAST_ITERATIONS, MOST_ITERATIONS, type ScramMechanism } from "../security/scram_keys.ts";

type Request = AlterUserScramCredentialsRequest;
type Response = AlterUserScramCredentialsResponse;
type Upsertion = Request["upsertions"][number];

/** The handler of AlterUserScramCredentials. */
export const alterUserScramCredentials: Handler = handler<Request, Response>(AlterUserScramCredentialsBroker, {
  handle: async (request, context) => {
    if (!context.allowed("ALTER", "CLUSTER", CLUSTER_NAME)) {
      return failAll(request, ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    }
    const names = namesOf(request);
    const results: Init<Response["results"][number]>[] = [];
    for (const user of new Set(names)) {
      const failed = names.filter((name) => name === user).length > 1
        ? failure(ErrorCode.DUPLICATE_RESOURCE, "A user credential cannot be altered twice in the same request")
        : await alter(user, request, context);
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

async function alter(user: string, request: Request, { state }: RequestContext): Promise<Failure | null> {
  const credentials = state.part(CREDENTIALS);
  const upsertion = request.upsertions.find(({ name }) => name === user);
  const type = (upsertion ?? request.deletions.find(({ name }) => name === user))?.mechanism;
  if (user === "") return failure(ErrorCode.UNACCEPTABLE_CREDENTIAL, "Username must not be empty");
  const mechanism: ScramMechanism | undefined = SCRAM_TYPES.get(type ?? 0);
  if (mechanism === undefined) return failure(ErrorCode.UNSUPPORTED_SASL_MECHANISM, "Unknown SCRAM mechanism");
  if (upsertion !== undefined) {
    const problem = roundsProblem(upsertion);
    if (problem !== null) return problem;
    const { saltedPassword, salt, iterations } = upsertion;
    const made = await credentials.sums(mechanism).credentialOf(saltedPassword, salt, iterations);
    credentials.setScram(mechanism, user, made);
    return null;
  }
  if (credentials.iterations(mechanism, user) === undefined) {
    return failure(ErrorCode.RESOURCE_NOT_FOUND, "Attempt to delete a user credential that does not exist");
  }
  credentials.removeScram(mechanism, user);
  return null;
}

function roundsProblem({ iterations }: Upsertion): Failure | null {
  if (iterations < LEAST_ITERATIONS) return failure(ErrorCode.UNACCEPTABLE_CREDENTIAL, "Too few iterations");
  return iterations > MOST_ITERATIONS ? failure(ErrorCode.UNACCEPTABLE_CREDENTIAL, "Too many iterations") : null;
}

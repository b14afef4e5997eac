// DescribeUserScramCredentials, version 0: mechanisms and rounds of users, all or those that are named. Errors:
// unknown user, named twice.
// Gaps: none known.
import { DescribeUserScramCredentialsBroker } from "../../protocol/messages/describe_user_scram_credentials.ts";
import type {
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsResponse,
} from "../../protocol/messages/describe_user_scram_credentials.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { failure, plainFailure } from "../failure.ts";
import { CLUSTER_NAME, type Handler, handler } from "../handler.ts";
import { repeated } from "../repeated.ts";
import { CREDENTIALS, type Credentials, SCRAM_TYPES } from "../security/credentials.ts";

type Result = Init<DescribeUserScramCredentialsResponse["results"][number]>;

/** The handler of DescribeUserScramCredentials. */
export const describeUserScramCredentials: Handler = handler<
  DescribeUserScramCredentialsRequest,
  DescribeUserScramCredentialsResponse
>(DescribeUserScramCredentialsBroker, {
  handle: ({ users }, context) => {
    if (!context.allowed("DESCRIBE", "CLUSTER", CLUSTER_NAME)) {
      return plainFailure(ErrorCode.CLUSTER_AUTHORIZATION_FAILED);
    }
    const credentials = context.state.part(CREDENTIALS);
    const all = users === null || users.length === 0;
    const names = all ? credentials.scramUsers() : users.map(({ name }) => name);
    const twice = repeated(names);
    return {
      results: [...new Set(names)].map((user) => {
        if (!twice.has(user)) return describe(user, credentials);
        const problem = `Cannot describe SCRAM credentials for the same user twice in a single request: ${user}`;
        return { user, ...failure(ErrorCode.DUPLICATE_RESOURCE, problem) };
      }),
    };
  },
  fail: (_, errorCode) => plainFailure(errorCode),
});

function describe(user: string, credentials: Credentials): Result {
  const credentialInfos = [...SCRAM_TYPES].flatMap(([mechanism, name]) => {
    const iterations = credentials.iterations(name, user);
    return iterations === undefined ? [] : [{ mechanism, iterations }];
  });
  if (credentialInfos.length > 0) return { user, credentialInfos };
  const problem = `Attempt to describe a user credential that does not exist: ${user}`;
  return { user, ...failure(ErrorCode.RESOURCE_NOT_FOUND, problem) };
}

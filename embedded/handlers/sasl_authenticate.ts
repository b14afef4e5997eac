// SaslAuthenticate, versions 0 to 2: a token of the mechanism that was chosen; tells the end of the session (1+,
// KIP-368). Wrong credentials are answered in Kafka's words, and the connection ends.
// Gaps: a refusal is not delayed.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { SaslAuthenticateBroker } from "../../protocol/messages/sasl_authenticate.ts";
import type { SaslAuthenticateRequest, SaslAuthenticateResponse } from "../../protocol/messages/sasl_authenticate.ts";
import { plainFailure } from "../failure.ts";
import { type Handler, handler } from "../handler.ts";

const AFTERWARDS = "SaslAuthenticate request received after successful authentication";

/** The handler of SaslAuthenticate. */
export const saslAuthenticate: Handler = handler<SaslAuthenticateRequest, SaslAuthenticateResponse>(
  SaslAuthenticateBroker,
  {
    handle: async ({ authBytes }, { sasl, close }) => {
      if (sasl === null) return { errorCode: ErrorCode.ILLEGAL_SASL_STATE, errorMessage: AFTERWARDS };
      const answer = await sasl.authenticate(authBytes);
      if (answer.errorCode === ErrorCode.SASL_AUTHENTICATION_FAILED) close();
      return answer;
    },
    fail: (_, errorCode) => plainFailure(errorCode),
  },
);

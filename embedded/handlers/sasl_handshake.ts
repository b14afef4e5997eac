// SaslHandshake, versions 0 to 1: chooses PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512. After version 0 the tokens follow
// bare, after version 1 in SaslAuthenticate. Begins a renewal when sessions end (KIP-368). An unknown mechanism is
// told those that are known, and the connection ends.
// Gaps: no GSSAPI, OAUTHBEARER or delegation tokens.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { SaslHandshakeBroker } from "../../protocol/messages/sasl_handshake.ts";
import type { SaslHandshakeRequest, SaslHandshakeResponse } from "../../protocol/messages/sasl_handshake.ts";
import { type Handler, handler } from "../handler.ts";

/** The handler of SaslHandshake. */
export const saslHandshake: Handler = handler<SaslHandshakeRequest, SaslHandshakeResponse>(SaslHandshakeBroker, {
  handle: ({ mechanism }, { sasl, version, close }) => {
    if (sasl === null) return { errorCode: ErrorCode.ILLEGAL_SASL_STATE, mechanisms: [] };
    const answer = sasl.handshake(mechanism, version);
    if (answer.errorCode === ErrorCode.UNSUPPORTED_SASL_MECHANISM) close();
    return answer;
  },
  fail: (_, errorCode) => ({ errorCode, mechanisms: [] }),
});

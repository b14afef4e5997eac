// What a SASL mechanism is on the server's side, and PLAIN (RFC 4616, `PlainSaslServer`). Made by sasl_session.ts.
import type { Credentials } from "./credentials.ts";

/** How a token was taken. */
export type SaslStep =
  /** Another token is awaited. */
  | { readonly kind: "more"; readonly bytes: Uint8Array }
  /** The user is who it says. */
  | { readonly kind: "done"; readonly bytes: Uint8Array; readonly user: string }
  /** It is not; `message` is told to the client, or null when it could tell too much. */
  | { readonly kind: "failed"; readonly message: string | null };

/** One exchange of a mechanism. */
export interface SaslMechanism {
  /** Takes the next token of the client. */
  evaluate(token: Uint8Array): Promise<SaslStep>;
}

/** A failure whose reason stays with the server. */
export const SECRET_FAILURE: SaslStep = { kind: "failed", message: null };
/** Text in UTF-8. */
const decoder = new TextDecoder();

/** PLAIN: one token with name and password. */
export class PlainMechanism implements SaslMechanism {
  readonly #credentials: Credentials;

  /** For the users of a cluster. */
  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** Takes the token. */
  evaluate(token: Uint8Array): Promise<SaslStep> {
    return Promise.resolve(this.#evaluate(decoder.decode(token).split("\0")));
  }

  #evaluate(parts: readonly string[]): SaslStep {
    const [authorizationId = "", user = "", password = ""] = parts;
    if (parts.length !== 3 || user === "" || password === "") return SECRET_FAILURE;
    if (this.#credentials.password(user) !== password) {
      return { kind: "failed", message: "Authentication failed: Invalid username or password" };
    }
    if (authorizationId !== "" && authorizationId !== user) {
      const message = "Authentication failed: Client requested an authorization id that is different from username";
      return { kind: "failed", message };
    }
    return { kind: "done", bytes: new Uint8Array(0), user };
  }
}

// How far a connection has come in authenticating (`SaslServerAuthenticator`): which requests it may send, handshake,
// tokens, the end of its session and its renewal (KIP-368). Held by server.ts, moved by the handlers of SASL.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Clock, Random } from "../../transports/platform.ts";
import type { Credentials } from "./credentials.ts";
import { PlainMechanism, type SaslMechanism } from "./sasl_mechanism.ts";
import { ScramServer } from "./scram_server.ts";

/** A mechanism that the cluster knows. */
export type SaslMechanismName = "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
/** The mechanisms that the cluster knows. */
export const SASL_MECHANISMS: readonly SaslMechanismName[] = ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"];

/** How listeners of a cluster authenticate. */
export interface SaslSettings {
  /** Mechanisms that are offered. */
  readonly mechanisms: readonly SaslMechanismName[];
  /** `connections.max.reauth.ms`; 0 = sessions do not end. */
  readonly sessionLifetimeMs: number;
}

/** What a session needs of its broker. */
export interface SaslHost {
  /** Settings. */
  readonly settings: SaslSettings;
  /** Users. */
  readonly credentials: Credentials;
  /** Time. */
  readonly clock: Clock;
  /** Chance. */
  readonly random: Random;
}

/** What becomes of a request. */
export type SaslVerdict = "pass" | "illegal state" | "close";

/** An answer to a token. */
export interface TokenAnswer {
  /** 0, or why it was refused. */
  readonly errorCode: number;
  /** What the client is told. */
  readonly errorMessage: string | null;
  /** The server's token. */
  readonly authBytes: Uint8Array;
  /** How long the session lasts; 0 = until the connection ends. */
  readonly sessionLifetimeMs: bigint;
}

const API_VERSIONS = 18;
const SASL_HANDSHAKE = 17;
const SASL_AUTHENTICATE = 36;
/** A session is not renewed more often than this. */
const RENEWAL_MS = 1000;
const ANONYMOUS = "User:ANONYMOUS";

/** The authentication of one connection. */
export class SaslSession {
  readonly #host: SaslHost;
  #state: "start" | "handshake" | "tokens" | "done" | "failed" = "start";
  #mechanism: SaslMechanismName | null = null;
  #exchange: SaslMechanism | null = null;
  #raw = false;
  #principal = ANONYMOUS;
  #expiresAt: number | null = null;
  #renewedAt = -Infinity;
  #renewing = false;

  /** A connection that has not begun. */
  constructor(host: SaslHost) {
    this.#host = host;
  }

  /** Who it is: `User:ANONYMOUS` until it has authenticated. */
  get principal(): string {
    return this.#principal;
  }

  /** Whether it has authenticated and is not about to do so again. */
  get done(): boolean {
    return this.#state === "done";
  }

  /** Whether frames are tokens without a request around them, as after a handshake of version 0. */
  get raw(): boolean {
    return this.#raw && this.#state === "tokens";
  }

  /** Whether a request may be carried out now. */
  admit(apiKey: number): SaslVerdict {
    switch (this.#state) {
      case "start":
        if (apiKey === API_VERSIONS) this.#state = "handshake";
        return apiKey === API_VERSIONS || apiKey === SASL_HANDSHAKE ? "pass" : "close";
      case "handshake":
        return apiKey === SASL_HANDSHAKE ? "pass" : "close";
      case "tokens":
        return apiKey === SASL_AUTHENTICATE ? "pass" : "illegal state";
      case "failed":
        return "close";
      case "done":
        if (apiKey === SASL_HANDSHAKE && this.#renews()) return "pass";
        return this.#expired() ? "close" : "pass";
    }
  }

  /** Chooses a mechanism; the connection ends after an answer with an error. */
  handshake(
    mechanism: string,
    version: number,
  ): { readonly errorCode: number; readonly mechanisms: readonly string[] } {
    if (this.#state === "done") return { errorCode: ErrorCode.ILLEGAL_SASL_STATE, mechanisms: [] };
    const { mechanisms } = this.#host.settings;
    const known = mechanisms.find((one) => one === mechanism);
    if (known === undefined) {
      this.#state = "failed";
      return { errorCode: ErrorCode.UNSUPPORTED_SASL_MECHANISM, mechanisms };
    }
    // Another mechanism than before: the answer is a success, and the next token ends the connection, as Kafka has it.
    this.#state = this.#renewing && known !== this.#mechanism ? "failed" : "tokens";
    this.#mechanism = known;
    this.#raw = version === 0;
    this.#exchange = this.#begin(known);
    return { errorCode: ErrorCode.NONE, mechanisms };
  }

  /** Takes a token; the connection ends after an answer with an error. */
  async authenticate(token: Uint8Array): Promise<TokenAnswer> {
    const exchange = this.#exchange;
    if (this.#state !== "tokens" || exchange === null) {
      const errorMessage = "SaslAuthenticate request received after successful authentication";
      return { errorCode: ErrorCode.ILLEGAL_SASL_STATE, errorMessage, ...NOTHING };
    }
    const step = await exchange.evaluate(token);
    if (step.kind === "failed") return this.#refuse(step.message);
    const { bytes: authBytes } = step;
    if (step.kind === "more") return { errorCode: ErrorCode.NONE, errorMessage: null, ...NOTHING, authBytes };
    const principal = `User:${step.user}`;
    if (this.#renewing && principal !== this.#principal) {
      return this.#refuse(
        `Cannot change principals during re-authentication from ${dotted(this.#principal)}: ${dotted(principal)}`,
      );
    }
    return { errorCode: ErrorCode.NONE, errorMessage: null, authBytes, sessionLifetimeMs: this.#complete(principal) };
  }

  #begin(mechanism: SaslMechanismName): SaslMechanism {
    const { credentials, random } = this.#host;
    if (mechanism === "PLAIN") return new PlainMechanism(credentials);
    return new ScramServer(mechanism, credentials, random);
  }

  #complete(principal: string): bigint {
    const { clock, settings: { sessionLifetimeMs } } = this.#host;
    this.#principal = principal;
    this.#state = "done";
    this.#exchange = null;
    this.#renewing = false;
    this.#expiresAt = sessionLifetimeMs > 0 ? clock.now() + sessionLifetimeMs : null;
    return BigInt(sessionLifetimeMs);
  }

  #refuse(told: string | null): TokenAnswer {
    this.#state = "failed";
    const during = this.#renewing ? "re-authentication" : "authentication";
    const errorMessage = told ??
      `Authentication failed during ${during} due to invalid credentials with SASL mechanism ${this.#mechanism}`;
    return { errorCode: ErrorCode.SASL_AUTHENTICATION_FAILED, errorMessage, ...NOTHING };
  }

  /** A handshake of a session that ends some time renews it. */
  #renews(): boolean {
    const now = this.#host.clock.now();
    if (this.#expiresAt === null || now - this.#renewedAt < RENEWAL_MS) return false;
    this.#renewedAt = now;
    this.#renewing = true;
    this.#state = "handshake";
    return true;
  }

  #expired(): boolean {
    return this.#expiresAt !== null && this.#host.clock.now() > this.#expiresAt;
  }
}

const NOTHING = { authBytes: new Uint8Array(0), sessionLifetimeMs: 0n };

function dotted(principal: string): string {
  return principal.replace(":", ".");
}

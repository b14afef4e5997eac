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

/** A session that is open. */
interface Session {
  readonly kind: "done";
  readonly mechanism: SaslMechanismName;
  readonly principal: string;
  /** Null = it lasts as long as the connection. */
  readonly expiresAt: number | null;
}

/** How far a connection has come; `renews` is the session that another one is to replace, if there is one. */
type Phase =
  | { readonly kind: "start" }
  | { readonly kind: "handshake"; readonly renews: Session | null }
  | {
    readonly kind: "tokens";
    readonly mechanism: SaslMechanismName;
    readonly exchange: SaslMechanism;
    /** Whether tokens come without a request around them. */
    readonly raw: boolean;
    readonly renews: Session | null;
  }
  | Session
  | { readonly kind: "failed"; readonly principal: string };

/** The authentication of one connection. */
export class SaslSession {
  readonly #host: SaslHost;
  #phase: Phase = { kind: "start" };
  #renewedAt = -Infinity;

  /** A connection that has not begun. */
  constructor(host: SaslHost) {
    this.#host = host;
  }

  /** Who it is: `User:ANONYMOUS` until it has authenticated. */
  get principal(): string {
    const phase = this.#phase;
    if (phase.kind === "done" || phase.kind === "failed") return phase.principal;
    return renewedBy(phase)?.principal ?? ANONYMOUS;
  }

  /** Whether it has authenticated and is not about to do so again. */
  get done(): boolean {
    return this.#phase.kind === "done";
  }

  /** Whether frames are tokens without a request around them, as after a handshake of version 0. */
  get raw(): boolean {
    return this.#phase.kind === "tokens" && this.#phase.raw;
  }

  /** Whether a request may be carried out now. */
  admit(apiKey: number): SaslVerdict {
    const phase = this.#phase;
    switch (phase.kind) {
      case "start":
        if (apiKey === API_VERSIONS) this.#phase = { kind: "handshake", renews: null };
        return apiKey === API_VERSIONS || apiKey === SASL_HANDSHAKE ? "pass" : "close";
      case "handshake":
        return apiKey === SASL_HANDSHAKE ? "pass" : "close";
      case "tokens":
        return apiKey === SASL_AUTHENTICATE ? "pass" : "illegal state";
      case "failed":
        return "close";
      case "done":
        if (apiKey === SASL_HANDSHAKE && this.#renews(phase)) return "pass";
        return this.#expired(phase) ? "close" : "pass";
    }
  }

  /** Chooses a mechanism; the connection ends after an answer with an error. */
  handshake(
    mechanism: string,
    version: number,
  ): { readonly errorCode: number; readonly mechanisms: readonly string[] } {
    const phase = this.#phase;
    if (phase.kind === "done") return { errorCode: ErrorCode.ILLEGAL_SASL_STATE, mechanisms: [] };
    const { mechanisms } = this.#host.settings;
    const known = mechanisms.find((one) => one === mechanism);
    const renews = renewedBy(phase);
    if (known === undefined) {
      this.#fail();
      return { errorCode: ErrorCode.UNSUPPORTED_SASL_MECHANISM, mechanisms };
    }
    // Another mechanism than before: the answer is a success, and the next token ends the connection, as Kafka has it.
    if (renews !== null && renews.mechanism !== known) this.#fail();
    else this.#phase = { kind: "tokens", mechanism: known, exchange: this.#begin(known), raw: version === 0, renews };
    return { errorCode: ErrorCode.NONE, mechanisms };
  }

  /** Takes a token; the connection ends after an answer with an error. */
  async authenticate(token: Uint8Array): Promise<TokenAnswer> {
    const phase = this.#phase;
    if (phase.kind !== "tokens") {
      const errorMessage = "SaslAuthenticate request received after successful authentication";
      return { errorCode: ErrorCode.ILLEGAL_SASL_STATE, errorMessage, ...NOTHING };
    }
    const { mechanism, exchange, renews } = phase;
    const during = renews === null ? "authentication" : "re-authentication";
    const step = await exchange.evaluate(token);
    if (step.kind === "failed") {
      return this.#refuse(
        step.message ??
          `Authentication failed during ${during} due to invalid credentials with SASL mechanism ${mechanism}`,
      );
    }
    const { bytes: authBytes } = step;
    if (step.kind === "more") return { errorCode: ErrorCode.NONE, errorMessage: null, ...NOTHING, authBytes };
    const principal = `User:${step.user}`;
    if (renews !== null && renews.principal !== principal) {
      return this.#refuse(
        `Cannot change principals during re-authentication from ${dotted(renews.principal)}: ${dotted(principal)}`,
      );
    }
    const { clock, settings: { sessionLifetimeMs } } = this.#host;
    const expiresAt = sessionLifetimeMs > 0 ? clock.now() + sessionLifetimeMs : null;
    this.#phase = { kind: "done", mechanism, principal, expiresAt };
    return { errorCode: ErrorCode.NONE, errorMessage: null, authBytes, sessionLifetimeMs: BigInt(sessionLifetimeMs) };
  }

  #begin(mechanism: SaslMechanismName): SaslMechanism {
    const { credentials, random } = this.#host;
    if (mechanism === "PLAIN") return new PlainMechanism(credentials);
    return new ScramServer(mechanism, credentials, random);
  }

  #refuse(errorMessage: string): TokenAnswer {
    this.#fail();
    return { errorCode: ErrorCode.SASL_AUTHENTICATION_FAILED, errorMessage, ...NOTHING };
  }

  #fail(): void {
    this.#phase = { kind: "failed", principal: this.principal };
  }

  /** A handshake of a session that ends some time renews it. */
  #renews(session: Session): boolean {
    const now = this.#host.clock.now();
    if (session.expiresAt === null || now - this.#renewedAt < RENEWAL_MS) return false;
    this.#renewedAt = now;
    this.#phase = { kind: "handshake", renews: session };
    return true;
  }

  #expired({ expiresAt }: Session): boolean {
    return expiresAt !== null && this.#host.clock.now() > expiresAt;
  }
}

/** The session that is being renewed. */
function renewedBy(phase: Phase): Session | null {
  return phase.kind === "handshake" || phase.kind === "tokens" ? phase.renews : null;
}

const NOTHING = { authBytes: new Uint8Array(0), sessionLifetimeMs: 0n };

function dotted(principal: string): string {
  return principal.replace(":", ".");
}

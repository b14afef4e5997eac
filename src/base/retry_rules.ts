// What an error means: the one file that decides which of Kafka's codes and which failures of a connection may be
// tried again, what they say about our view of the cluster, and which error object they become. Must not know the
// network.
import { AuthenticationError, type AuthenticationErrorCode } from "../../errors/authentication_error.ts";
import { AuthorizationError, type AuthorizationErrorCode } from "../../errors/authorization_error.ts";
import { BrokerError } from "../../errors/broker_error.ts";
import { FencedError, type FencedErrorCode } from "../../errors/fenced_error.ts";
import type { ConnectionErrorCode } from "../../errors/connection_error.ts";
import { type ErrorPlace, KafkaError } from "../../errors/kafka_error.ts";
import { ErrorCode, errorInfo } from "../../protocol/messages/error_codes.ts";

/** What a code says about the request and about our view of the cluster. */
export interface ErrorMeaning {
  /** The same request may succeed later. */
  readonly retriable: boolean;
  /** Our metadata are out of date: fetch them anew before the next try. */
  readonly wantsMetadata: boolean;
  /** The coordinator is another one, or not there now: ask who it is before the next try. */
  readonly wantsCoordinator: boolean;
  /** The controller is another one. */
  readonly wantsController: boolean;
  /** We may not do this. */
  readonly authorization: boolean;
  /** What asked is of no further use: another has taken over, or we were refused. */
  readonly fatal: boolean;
}

const WANTS_COORDINATOR: ReadonlySet<number> = new Set([
  ErrorCode.COORDINATOR_NOT_AVAILABLE,
  ErrorCode.NOT_COORDINATOR,
]);

const AUTHORIZATION: ReadonlySet<number> = new Set([
  ErrorCode.TOPIC_AUTHORIZATION_FAILED,
  ErrorCode.GROUP_AUTHORIZATION_FAILED,
  ErrorCode.CLUSTER_AUTHORIZATION_FAILED,
  ErrorCode.TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
  ErrorCode.DELEGATION_TOKEN_AUTHORIZATION_FAILED,
]);

const AUTHENTICATION: ReadonlySet<number> = new Set([
  ErrorCode.SASL_AUTHENTICATION_FAILED,
  ErrorCode.UNSUPPORTED_SASL_MECHANISM,
  ErrorCode.ILLEGAL_SASL_STATE,
]);

const FENCED: ReadonlySet<number> = new Set([
  ErrorCode.PRODUCER_FENCED,
  ErrorCode.FENCED_INSTANCE_ID,
  ErrorCode.INVALID_PRODUCER_EPOCH,
  ErrorCode.FENCED_MEMBER_EPOCH,
]);

/** What a code of Kafka means. A code that is not known keeps its number and is not retriable. */
export function errorMeaning(code: number): ErrorMeaning {
  const info = errorInfo(code);
  const wantsCoordinator = WANTS_COORDINATOR.has(code);
  return {
    retriable: info?.retriable ?? false,
    wantsMetadata: (info?.refreshMetadata ?? false) && !wantsCoordinator,
    wantsCoordinator,
    wantsController: code === ErrorCode.NOT_CONTROLLER,
    authorization: AUTHORIZATION.has(code),
    fatal: AUTHENTICATION.has(code) || FENCED.has(code),
  };
}

/** Whether the same request may succeed later. */
export function isRetriableCode(code: number): boolean {
  return errorInfo(code)?.retriable ?? false;
}

/** Whether the code says that our view of the cluster is out of date. */
export function wantsMetadata(code: number): boolean {
  return errorMeaning(code).wantsMetadata;
}

/** Kafka's name of a code; `UNKNOWN_ERROR_1234` for one that is not known. */
export function errorName(code: number): string {
  return errorInfo(code)?.name ?? `UNKNOWN_ERROR_${code}`;
}

/**
 * The error object of a code. `message` is the broker's own text, when it sent one. A place tells where: broker, topic,
 * partition; `cause` what led to it.
 */
export function errorFromCode(
  code: number,
  place: ErrorPlace & { readonly cause?: unknown; readonly delivery?: "none" | "unknown" } = {},
  message?: string | null,
): KafkaError {
  const name = errorName(code);
  const meaning = errorMeaning(code);
  const text = `${where(place)}${name} (${code}): ${sayWhat(code, message)}`;
  const options = { ...place, retriable: meaning.retriable, fatal: meaning.fatal };
  if (meaning.authorization) return new AuthorizationError(text, { ...options, code: name as AuthorizationErrorCode });
  if (AUTHENTICATION.has(code)) {
    return new AuthenticationError(text, { ...options, code: name as AuthenticationErrorCode });
  }
  if (FENCED.has(code)) return new FencedError(text, { ...options, code: name as FencedErrorCode });
  return new BrokerError(text, { ...options, code: name, errorCode: code });
}

/** Failures of a connection that no wait heals: an option or the address is wrong. */
const PERMANENT: ReadonlySet<ConnectionErrorCode> = new Set<ConnectionErrorCode>([
  "NAME_NOT_FOUND",
  "PERMISSION_DENIED",
  "TLS_UNKNOWN_AUTHORITY",
  "TLS_WRONG_NAME",
  "TLS_CERTIFICATE_EXPIRED",
  "TLS_CLIENT_CERTIFICATE",
  "TLS_EXPECTED",
  "PLAINTEXT_EXPECTED",
  "NOT_KAFKA",
]);

/** Whether a connection fails for a reason that no wait heals. */
export function isPermanentConnectionCode(code: ConnectionErrorCode): boolean {
  return PERMANENT.has(code);
}

/** Whether the same call may succeed later. */
export function isRetriable(error: unknown): boolean {
  return error instanceof KafkaError && error.retriable;
}

function sayWhat(code: number, message: string | null | undefined): string {
  if (message !== undefined && message !== null && message !== "") return message;
  return errorInfo(code)?.message ?? "the broker answered with an error code that this version of Samsa does not know";
}

function where(place: ErrorPlace): string {
  const parts: string[] = [];
  if (place.topic !== undefined) {
    parts.push(place.partition === undefined ? place.topic : `${place.topic}[${place.partition}]`);
  }
  if (place.broker !== undefined) parts.push(`broker ${place.broker}`);
  return parts.length === 0 ? "" : `${parts.join(" on ")}: `;
}

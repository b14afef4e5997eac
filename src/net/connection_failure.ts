// The errors of a connection: what a transport, an encoder or a decoder threw, and what each pending request is told
// when its connection ends. Called by connection.ts, dial.ts and handshake.ts; must not know sockets.
import { ClosedError } from "../../errors/closed_error.ts";
import { ConfigError } from "../../errors/config_error.ts";
import { ConnectionError } from "../../errors/connection_error.ts";
import { KafkaError } from "../../errors/kafka_error.ts";
import { ProtocolError } from "../../errors/protocol_error.ts";
import { TimeoutError } from "../../errors/timeout_error.ts";
import { isPermanentConnectionCode } from "../base/retry_rules.ts";

/** A failure of the transport as a `ConnectionError` that names the broker. */
export function asConnectionError(error: unknown, broker: string): ConnectionError {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof ConnectionError ? error.code : "CONNECTION_FAILED" as const;
  return new ConnectionError(`${broker}: ${text}`, {
    code,
    broker,
    retriable: !isPermanentConnectionCode(code),
    cause: error,
  });
}

/** Which request an error is about. */
export interface RequestPlace {
  /** Name of the API. */
  readonly api: string;
  /** Version used. */
  readonly version: number;
}

/** What an encoder threw: the request cannot be written in this version. */
export function asEncodeError(error: unknown, place: RequestPlace): KafkaError {
  if (error instanceof KafkaError) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new ConfigError(`The ${place.api} request cannot be written in version ${place.version}: ${text}`, {
    code: "INVALID_CONFIG",
    problems: [text],
    cause: error,
  });
}

/** What a decoder threw: the broker's bytes make no sense. */
export function asDecodeError(error: unknown, place: RequestPlace & { readonly broker: string }): ProtocolError {
  const text = error instanceof Error ? error.message : String(error);
  const from = error instanceof ProtocolError ? error : undefined;
  return new ProtocolError(
    `${place.broker} answered ${place.api} v${place.version} with bytes that make no sense: ${text}`,
    {
      code: from?.code ?? "INVALID_VALUE",
      broker: place.broker,
      messageName: from?.messageName ?? `${place.api}Response`,
      field: from?.field,
      offset: from?.offset,
      retriable: true,
      cause: error,
    },
  );
}

/** What one pending request is told when its connection ends: why, and whether the broker may have seen it. */
export function requestFailure(
  error: KafkaError | null,
  request: { readonly broker: string; readonly request: string; readonly delivery: "none" | "unknown" },
): KafkaError {
  const { broker, delivery } = request;
  if (error === null) {
    return new ClosedError(
      `The connection to ${broker} was closed by the client before ${request.request} was answered`,
      {
        code: "CLOSED",
        broker,
        delivery,
      },
    );
  }
  const options = { broker, retriable: error.retriable, delivery, cause: error };
  const text = `${request.request} was not answered: ${error.message}`;
  if (error instanceof TimeoutError) {
    return new TimeoutError(text, { ...options, code: "REQUEST_TIMEOUT", timeoutMs: error.timeoutMs });
  }
  if (error instanceof ProtocolError) return new ProtocolError(text, { ...options, code: error.code });
  if (error instanceof ClosedError) return new ClosedError(text, { ...options, code: "CLOSED" });
  const code = error instanceof ConnectionError ? error.code : "CONNECTION_FAILED" as const;
  return new ConnectionError(text, { ...options, code });
}

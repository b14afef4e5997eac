// The bytes of a request with its header, and the body of a response frame. Called by connection.ts; must not know
// streams.
import { type AnyApi, requestHeaderVersion, responseHeaderVersion } from "../../protocol/wire/api.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { Writer } from "../../protocol/wire/writer.ts";

const API_VERSIONS = 18;
const UNSUPPORTED_VERSION = 35;
/** Bytes of the correlation id in front of a response. */
const CORRELATION_ID = 4;

/** What goes into the header. */
export interface RequestHeader {
  /** Version of the API. */
  readonly version: number;
  /** Number that the answer will carry. */
  readonly correlationId: number;
  /** Name of the client. */
  readonly clientId: string;
}

/** A request as it is written: size, header, body. Large byte fields are referenced, not copied. */
export interface RequestFrame {
  /** The chunks, in order. */
  readonly chunks: readonly Uint8Array[];
  /** Their bytes together. */
  readonly byteLength: number;
}

/** Writes a request. */
export function encodeRequestFrame(
  api: AnyApi,
  request: unknown,
  header: RequestHeader,
): RequestFrame {
  const { version, correlationId } = header;
  const writer = new Writer();
  const size = writer.reserveInt32();
  writer.int16(api.key);
  writer.int16(version);
  writer.int32(correlationId);
  writer.legacyNullableString(header.clientId);
  if (requestHeaderVersion(api, version) >= 2) writer.unsignedVarint(0);
  api.encodeRequest(writer, request as Parameters<typeof api.encodeRequest>[1], version);
  const byteLength = writer.byteLength;
  writer.patchInt32(size, byteLength - 4);
  return { chunks: writer.chunks(), byteLength };
}

/** Reads the body of a response frame (without its size). */
export function decodeResponseFrame(
  api: AnyApi,
  frame: Uint8Array,
  version: number,
): unknown {
  const reader = new Reader(frame, CORRELATION_ID);
  if (responseHeaderVersion(api, version) >= 1) {
    reader.begin("ResponseHeader", 1, true);
    reader.unknownTags({});
  }
  return api.decodeResponse(reader, bodyVersion(api, frame, version));
}

/** A broker that does not know the version of ApiVersions answers in the form of version 0 (KIP-511). */
function bodyVersion(api: AnyApi, frame: Uint8Array, version: number): number {
  if (api.key !== API_VERSIONS || frame.length < CORRELATION_ID + 2) return version;
  const code = (frame[CORRELATION_ID] << 8) | frame[CORRELATION_ID + 1];
  return code === UNSUPPORTED_VERSION ? 0 : version;
}

// The frame around a request and its answer: header versions 0 to 2, sizes. Called by server.ts; must not know what is
// inside.
import { type Api, requestHeaderVersion, responseHeaderVersion } from "../protocol/wire/api.ts";
import { Reader } from "../protocol/wire/reader.ts";

/** The first fields of every request header. */
export interface RequestStart {
  /** API key. */
  readonly apiKey: number;
  /** Version of the API. */
  readonly version: number;
  /** Correlation id. */
  readonly correlationId: number;
}

/** Least size of a request: its first three fields. */
export const LEAST_REQUEST_BYTES = 8;

/** Reads the first fields; which API it is decides how to go on. */
export function readStart(reader: Reader): RequestStart {
  reader.begin("RequestHeader", 0, false);
  return {
    apiKey: reader.int16("apiKey"),
    version: reader.int16("version"),
    correlationId: reader.int32("correlationId"),
  };
}

/** Reads the rest of the header: the client id (header 1+), and tagged fields (header 2), which mean nothing here. */
export function readRest(reader: Reader, api: Api, version: number): string | null {
  const clientId = reader.legacyNullableString("clientId");
  if (requestHeaderVersion(api, version) < 2) return clientId;
  const count = reader.unsignedVarint("tags");
  for (let n = 0; n < count; n++) {
    reader.unsignedVarint("tag");
    reader.raw(reader.unsignedVarint("size"), "value");
  }
  return clientId;
}

/** The chunks of an answer: size, header and body. */
export function answerChunks(
  body: { readonly byteLength: number; chunks(): Uint8Array[] },
  { api, version, correlationId }: { readonly api: Api; readonly version: number; readonly correlationId: number },
): Uint8Array[] {
  const flexible = responseHeaderVersion(api, version) === 1;
  const head = new Uint8Array(flexible ? 9 : 8);
  const view = new DataView(head.buffer);
  view.setInt32(0, head.length - 4 + body.byteLength);
  view.setInt32(4, correlationId);
  return [head, ...body.chunks()];
}

// The descriptor of one Kafka API and the two sides of its codec. Generated messages implement it; src/net and
// embedded/ call it. It has no functions of its own: the client's and the broker's side are separate values, so that
// a bundle holds only the side that it uses.
import type { Reader } from "./reader.ts";
import type { Writer } from "./writer.ts";

/** A value to be encoded: every field may be left out and then takes the schema's default, at any depth. */
export type Init<T> = T extends Uint8Array | string | number | bigint | boolean | null | undefined ? T
  : T extends readonly (infer U)[] ? readonly Init<U>[]
  : T extends object ? { readonly [K in keyof T]?: Init<T[K]> }
  : T;

/** Which API, and in which versions this package speaks it. */
export interface Api {
  /** Kafka's API key. */
  readonly key: number;
  /** Kafka's name: `"Metadata"`. */
  readonly name: string;
  /** Lowest version that the codec knows. */
  readonly minVersion: number;
  /** Highest version that the codec knows. */
  readonly maxVersion: number;
  /** Highest version that is not marked unstable; what is used unless unstable versions are asked for. */
  readonly latestStableVersion: number;
  /** First version with compact lengths and tagged fields; Infinity when there is none. */
  readonly flexibleFrom: number;
}

/** The client's side of an API: requests are encoded, responses decoded. */
export interface ClientApi<Request, Response> extends Api {
  /** Writes the body of a request in `version`. */
  readonly encodeRequest: (writer: Writer, request: Init<Request>, version: number) => void;
  /** Reads the body of a response in `version`. */
  readonly decodeResponse: (reader: Reader, version: number) => Response;
}

/** The client's side of an API whatever its messages are. */
export type AnyApi = ClientApi<unknown, unknown>;

/** Forgets which messages an API has: for those who pass requests and answers on without a look. */
export function anyApi<Request, Response>(api: ClientApi<Request, Response>): AnyApi {
  // A request is only ever encoded by the API that it was made for.
  return api as unknown as AnyApi;
}

/** The broker's side of an API: requests are decoded, responses encoded. */
export interface BrokerApi<Request, Response> extends Api {
  /** Reads the body of a request in `version`. */
  readonly decodeRequest: (reader: Reader, version: number) => Request;
  /** Writes the body of a response in `version`. */
  readonly encodeResponse: (writer: Writer, response: Init<Response>, version: number) => void;
}

/** Version of the request header that goes with `version` of an API: 2 when flexible, else 1. */
export function requestHeaderVersion(api: Api, version: number): number {
  return version >= api.flexibleFrom ? 2 : 1;
}

/** Version of the response header: 1 when flexible, else 0; always 0 for ApiVersions (key 18, KIP-511). */
export function responseHeaderVersion(api: Api, version: number): number {
  return api.key !== 18 && version >= api.flexibleFrom ? 1 : 0;
}

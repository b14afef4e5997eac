// What the generated table tests/golden/codecs.ts holds of each message.
import type { Reader } from "../../protocol/wire/reader.ts";
import type { Writer } from "../../protocol/wire/writer.ts";

/** A field as golden vectors see it. */
export interface GoldenField {
  readonly name: string;
  /** A primitive of Kafka's, or `struct`. */
  readonly type: string;
  readonly versions: readonly [number, number];
  readonly array?: boolean;
  readonly nullable?: readonly [number, number];
  readonly default?: string;
  readonly fields?: readonly GoldenField[];
}

/** A message as golden vectors see it. */
export interface GoldenCodec {
  readonly type: string;
  readonly key: number | null;
  readonly minVersion: number;
  readonly maxVersion: number;
  readonly flexibleFrom: number;
  readonly encode: (writer: Writer, value: never, version: number) => void;
  readonly decode: (reader: Reader, version: number) => object;
  readonly fields: readonly GoldenField[];
}

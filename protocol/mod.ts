/**
 * The ground of Kafka's protocol: reading and writing primitive types, cutting frames, the descriptors that generated
 * messages fill in. The messages themselves are in `@samsa/kafka/messages`.
 *
 * @module
 */
export type { Api, BrokerApi, ClientApi, Init } from "./wire/api.ts";
export { requestHeaderVersion, responseHeaderVersion } from "./wire/api.ts";
export { FrameCutter } from "./wire/frame.ts";
export type { MessageVersions } from "./wire/message_versions.ts";
export { type Decode, Reader } from "./wire/reader.ts";
export { toSafeNumber } from "./wire/safe_integer.ts";
export type { UnknownTaggedField, UnknownTagsInit } from "./wire/tagged_fields.ts";
export { formatUuid, parseUuid, ZERO_UUID } from "./wire/uuid.ts";
export { type Encode, Writer } from "./wire/writer.ts";
export { ProtocolError, type ProtocolErrorCode, type ProtocolErrorOptions } from "../errors/protocol_error.ts";
export { type ErrorPlace, KafkaError, type KafkaErrorOptions } from "../errors/kafka_error.ts";

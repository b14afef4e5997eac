// The public names of @samsa/kafka. Messages, the protocol, the embedded broker and the transports have entry points of
// their own, so that a program bundles only what it uses.

export { type CallOptions, Kafka, type KafkaOptions } from "./src/kafka.ts";
export type { ClusterOptions } from "./src/cluster/options.ts";
export type { PinnedBrokerVersion } from "./src/net/pinned_versions.ts";
export type {
  BrokerAddress,
  PartitionMetadata,
  RequestBody,
  RequestOptions,
  Target,
  TopicMetadata,
} from "./src/cluster/waist.ts";
export type { ClientEvent, Hook, StallReason } from "./src/base/client_event.ts";

export { type ConnectOptions, Producer } from "./src/producer/producer.ts";
export type { CompressionChoice, ProducerOptions } from "./src/producer/options.ts";
export type { ProducerInterceptor } from "./src/producer/interceptors.ts";
export type { ProducerIdentity } from "./src/producer/producer_session.ts";
export type { WaitOptions } from "./src/producer/wait_options.ts";
export type { RecordSink } from "./src/producer/web_stream.ts";
export type { DeliveryOutcome, ProducerHeaders, ProducerRecord, RecordMetadata } from "./src/producer/record.ts";
export type { SendOptions } from "./src/producer/delivery.ts";
export type { Distribution, TimeDistribution } from "./src/producer/distribution.ts";
export type { SendCounts } from "./src/producer/partition_meter.ts";
export type {
  MetricsOptions,
  PartitionMetricsSnapshot,
  ProducerMetricsSnapshot,
  TopicMetricsSnapshot,
} from "./src/producer/producer_metrics.ts";
export type {
  Partitioner,
  PartitionerChoice,
  PartitionerName,
  PartitionerTopic,
  UniformPartitioning,
} from "./src/producer/partitioner.ts";

export { type CloseOptions, Consumer, type PartitionPlace } from "./src/consumer/consumer.ts";
export type { ConsumerOptions, StartPosition } from "./src/consumer/options.ts";
export type { ConsumerBatch, ConsumerRecord } from "./src/consumer/record.ts";

export { type ErrorPlace, KafkaError, type KafkaErrorOptions } from "./errors/kafka_error.ts";
export { AbortError, type AbortErrorCode, type AbortErrorOptions } from "./errors/abort_error.ts";
export {
  AuthenticationError,
  type AuthenticationErrorCode,
  type AuthenticationErrorOptions,
} from "./errors/authentication_error.ts";
export {
  AuthorizationError,
  type AuthorizationErrorCode,
  type AuthorizationErrorOptions,
} from "./errors/authorization_error.ts";
export { BrokerError, type BrokerErrorOptions } from "./errors/broker_error.ts";
export { ClosedError, type ClosedErrorCode, type ClosedErrorOptions } from "./errors/closed_error.ts";
export { ConfigError, type ConfigErrorCode, type ConfigErrorOptions } from "./errors/config_error.ts";
export { ConnectionError, type ConnectionErrorCode, type ConnectionErrorOptions } from "./errors/connection_error.ts";
export { DataLossError, type DataLossErrorCode, type DataLossErrorOptions } from "./errors/data_loss_error.ts";
export { FencedError, type FencedErrorCode, type FencedErrorOptions } from "./errors/fenced_error.ts";
export { ProtocolError, type ProtocolErrorCode, type ProtocolErrorOptions } from "./errors/protocol_error.ts";
export { RecordError, type RecordErrorCode, type RecordErrorOptions } from "./errors/record_error.ts";
export { SendError, type SendErrorCode, type SendErrorOptions, type SendFailure } from "./errors/send_error.ts";
export { TimeoutError, type TimeoutErrorCode, type TimeoutErrorOptions } from "./errors/timeout_error.ts";

export type { Api, ClientApi, Init } from "./protocol/wire/api.ts";
export type { Decode, Reader } from "./protocol/wire/reader.ts";
export type { UnknownTaggedField, UnknownTagsInit } from "./protocol/wire/tagged_fields.ts";
export type { Encode, Writer } from "./protocol/wire/writer.ts";
export type { RecordHeader } from "./protocol/records/record_view.ts";
export type { Clock, Codec, CodecName, Platform, Random } from "./transports/platform.ts";
export type {
  ByteStream,
  Dial,
  DialOptions,
  Listen,
  Listener,
  ListenOptions,
  TlsOptions,
} from "./transports/transport.ts";

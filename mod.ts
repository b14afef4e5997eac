// The public names of @samsa/kafka. Messages, the protocol, the embedded broker and the transports have entry points of
// their own, so that a program bundles only what it uses.

export { type CallOptions, Kafka, type KafkaOptions } from "./src/kafka.ts";
export type { ClusterOptions } from "./src/cluster/options.ts";
export type {
  BrokerAddress,
  PartitionMetadata,
  RequestBody,
  RequestOptions,
  Target,
  TopicMetadata,
} from "./src/cluster/waist.ts";
export type { ClientEvent, Hook } from "./src/base/client_event.ts";

export { Producer, type WaitOptions } from "./src/producer/producer.ts";
export type { ProducerOptions } from "./src/producer/options.ts";
export type { DeliveryOutcome, ProducerHeaders, ProducerRecord, RecordMetadata } from "./src/producer/record.ts";
export type { SendOptions } from "./src/producer/delivery.ts";
export type { Partitioner, PartitionerTopic } from "./src/producer/partitioner.ts";

export { Consumer } from "./src/consumer/consumer.ts";
export type { ConsumerOptions, StartPosition } from "./src/consumer/options.ts";
export type { ConsumerBatch, ConsumerRecord } from "./src/consumer/record.ts";

export { type ErrorPlace, KafkaError } from "./errors/kafka_error.ts";
export { AbortError } from "./errors/abort_error.ts";
export { AuthenticationError } from "./errors/authentication_error.ts";
export { AuthorizationError } from "./errors/authorization_error.ts";
export { BrokerError } from "./errors/broker_error.ts";
export { ClosedError } from "./errors/closed_error.ts";
export { ConfigError } from "./errors/config_error.ts";
export { ConnectionError } from "./errors/connection_error.ts";
export { DataLossError } from "./errors/data_loss_error.ts";
export { FencedError } from "./errors/fenced_error.ts";
export { ProtocolError } from "./errors/protocol_error.ts";
export { RecordError } from "./errors/record_error.ts";
export { SendError, type SendFailure } from "./errors/send_error.ts";
export { TimeoutError } from "./errors/timeout_error.ts";

export type { Api, ClientApi, Init } from "./protocol/wire/api.ts";
export type { Clock, Codec, CodecName, Platform, Random } from "./transports/platform.ts";
export type { ByteStream, Dial, DialOptions, TlsOptions } from "./transports/transport.ts";

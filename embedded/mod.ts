/**
 * A real Kafka server in memory: for tests without Docker, for development, and for simulations in virtual time.
 * @module
 */
// Entry point of the embedded broker: public names only.
export { EmbeddedKafka } from "./embedded_kafka.ts";
export type { EmbeddedClientOptions, PartitionState } from "./embedded_kafka.ts";
export type { EmbeddedKafkaOptions, TcpListenOptions, TopicOptions } from "./options.ts";
export type { AnyApi, ControlAction, ControlContext, ControlFn, ControlOptions } from "./control.ts";
export type { ListenerName } from "./cluster_state.ts";
export type { VersionRange } from "./version_table.ts";
export type { LinkSettings, MemoryConnection, MemoryNetwork } from "../transports/memory.ts";
export type { Clock, Codec, CodecName, Platform, Random } from "../transports/platform.ts";
export type {
  ByteStream,
  Dial,
  DialOptions,
  Listen,
  Listener,
  ListenOptions,
  TlsOptions,
} from "../transports/transport.ts";
export type { Api, BrokerApi, ClientApi, Init } from "../protocol/wire/api.ts";

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

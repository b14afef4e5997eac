/**
 * A real Kafka server in memory: for tests without Docker, for development, and for simulations in virtual time.
 * @module
 */
// Entry point of the embedded broker: public names only.
export { EmbeddedKafka } from "./embedded_kafka.ts";
export type { EmbeddedClientOptions, PartitionState, ReplicaState } from "./embedded_kafka.ts";
export type { EmbeddedKafkaOptions, TcpListenOptions, TopicOptions } from "./options.ts";
export type { AnyApi, ControlAction, ControlContext, ControlFn, ControlOptions } from "./control.ts";
export type { CoordinatorKind } from "./coordinators.ts";
export type { ConsumerGroupOptions, MigrationPolicy } from "./groups/consumer_settings.ts";
export type { GroupOptions } from "./groups/group_settings.ts";
export type { KillOptions, PauseOptions } from "./replica_faults.ts";
export type { SaslMechanismName } from "./security/sasl_session.ts";
export type { AclOptions, SaslOptions, SecurityOptions, TlsListenOptions } from "./security/security_options.ts";
export type { ThrottleOptions } from "./throttle.ts";
export type { TransactionOptions } from "./transactions/transaction_settings.ts";
export type { KafkaRelease } from "./kafka_releases.ts";
export type { ListenerName } from "./cluster_state.ts";
export type { VersionRange } from "./version_table.ts";
export type {
  Break,
  Direction,
  LinkMatch,
  LinkSettings,
  MemoryConnection,
  MemoryNetwork,
} from "../transports/memory.ts";
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

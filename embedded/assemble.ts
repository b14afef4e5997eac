// Puts a cluster together: its state, what all brokers share, the brokers with their listeners. Called by
// embedded_kafka.ts when a cluster starts and when a broker is added. Must not know requests.
import { ConfigError } from "../errors/config_error.ts";
import { CodecTable } from "../protocol/records/codecs.ts";
import { selectCrc32c } from "../protocol/wire/crc32c.ts";
import { type MemoryNetwork, memoryNetwork } from "../transports/memory.ts";
import type { Platform } from "../transports/platform.ts";
import { Broker, type ListenPlan } from "./broker.ts";
import { ClusterState, type NodeState } from "./cluster_state.ts";
import { Controls } from "./control.ts";
import { PREFERRED_REPLICAS } from "./fetch_replica.ts";
import { FETCH_SESSIONS } from "./fetch_sessions.ts";
import { GROUPS } from "./groups/group_store.ts";
import { allHandlers } from "./handlers.ts";
import { actAs } from "./kafka_version.ts";
import type { CheckedOptions, EmbeddedKafkaOptions } from "./options.ts";
import type { RecordTools } from "./produced_records.ts";
import { secure } from "./security/security_options.ts";
import type { ServerHost } from "./server.ts";
import { TRANSACTIONS } from "./transactions/transaction_store.ts";
import { versionTable } from "./version_table.ts";

/** Port of every broker in memory; their host names differ. */
const MEMORY_PORT = 9092;
const MAX_DECOMPRESSED_BYTES = 256 * 1024 * 1024;

/** The parts of a cluster. */
export interface ClusterParts {
  /** What the cluster knows. */
  readonly state: ClusterState;
  /** Brokers by node id. */
  readonly brokers: Map<number, Broker>;
  /** Hooks. */
  readonly controls: Controls;
  /** The network in memory. */
  readonly network: MemoryNetwork;
  /** What handlers and hooks threw. */
  readonly errors: unknown[];
  /** Checksums and codecs. */
  readonly tools: RecordTools;
  /** Makes the broker of a node that was added. */
  newBroker(node: NodeState): Broker;
}

/** Puts a cluster together; no broker runs yet. */
export function assemble(options: EmbeddedKafkaOptions, checked: CheckedOptions, platform: Platform): ClusterParts {
  const ids = Array.from({ length: checked.brokers }, (_, n) => n + 1);
  const state = new ClusterState({
    platform,
    nodes: ids.map((id, n) => ({ id, rack: options.racks?.[n] ?? null })),
    autoCreateTopics: checked.autoCreateTopics,
    defaultPartitions: checked.defaultPartitions,
    defaultReplicationFactor: checked.replicationFactor,
    ...checked.replication,
  });
  const network = options.network ?? memoryNetwork({ clock: platform.clock });
  state.part(GROUPS).configure(checked.groups);
  state.part(TRANSACTIONS).configure(checked.transactions);
  state.part(FETCH_SESSIONS).slots = checked.maxFetchSessions;
  state.part(PREFERRED_REPLICAS).selector = options.replicaSelector ?? "leader";
  const shared = sharedHost(options, checked, state);
  const newBroker = (node: NodeState): Broker =>
    new Broker({ ...shared, node }, listenPlans(node.id, { checked, network, platform }));
  const brokers = new Map([...state.nodes.values()].map((node) => [node.id, newBroker(node)]));
  const { controls, tools, errors } = shared;
  return { state, brokers, controls, network, errors, tools, newBroker };
}

function sharedHost(
  options: EmbeddedKafkaOptions,
  checked: CheckedOptions,
  state: ClusterState,
): Omit<ServerHost, "node"> & { readonly errors: unknown[] } {
  const { platform } = state;
  const handlers = allHandlers();
  const apis = [...handlers.values()].map((handler) => handler.api);
  const errors: unknown[] = [];
  const tools: RecordTools = {
    crc: selectCrc32c(platform.wasmCrc),
    codecs: new CodecTable(platform.codecs, (promise) => platform.clock.outside(promise)),
    maxDecompressedBytes: MAX_DECOMPRESSED_BYTES,
  };
  return {
    errors,
    state,
    handlers,
    controls: new Controls(),
    tools,
    versions: versionTable(apis, { limits: actAs(state, apis, options), unstable: checked.unstableVersions }),
    sasl: secure(state, checked.security),
    ignoresUnknown: options.kafkaVersion === "0.9",
    maxRequestBytes: checked.maxRequestBytes,
    onError: (error) => void errors.push(error),
  };
}

interface ListenParts {
  readonly checked: CheckedOptions;
  readonly network: MemoryNetwork;
  readonly platform: Platform;
}

function listenPlans(id: number, { checked, network, platform }: ListenParts): ListenPlan[] {
  const plans: ListenPlan[] = [
    { name: "memory", listen: network.listen, host: `broker-${id}.embedded`, port: MEMORY_PORT },
  ];
  if (checked.tcp === null) return plans;
  if (platform.listen === undefined) {
    const problem = `listen: ${platform.name} has no listening sockets: use "memory", which works everywhere`;
    throw new ConfigError(problem, { code: "UNSUPPORTED_BY_RUNTIME", problems: [problem] });
  }
  // Brokers that join later take free ports.
  const { host, ports, tls } = checked.tcp;
  plans.push({ name: "tcp", listen: platform.listen, host, port: ports[id - 1] ?? 0, tls });
  return plans;
}

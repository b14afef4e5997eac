// Writes the broker settings of a node: listeners, one-node or three-node replication, short timeouts, little memory.
// Called by cluster.ts with a plan; pure text, no files or processes.
import { atLeast, type BrokerVersion } from "./versions.ts";

/** Security protocol of a listener. */
export type SecurityProtocol = "PLAINTEXT" | "SSL" | "SASL_PLAINTEXT" | "SASL_SSL";

/** A listener beside the plain one that every node has. */
export interface ListenerPlan {
  /** Name of the listener, upper case. */
  readonly name: string;
  /** What is spoken on it. */
  readonly protocol: SecurityProtocol;
  /** Host name to advertise. @default "localhost" with TLS, else "127.0.0.1" */
  readonly host?: string;
  /** Broker settings of this listener, without their `listener.name.NAME.` in front: TLS stores, SASL mechanisms. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Advertise another port than it listens on: room for a fault proxy. @default false */
  readonly proxied?: boolean;
}

/** Ports of one listener of a node. */
export interface ListenerPorts {
  /** Where the broker listens. */
  readonly port: number;
  /** What it tells clients; the same unless the listener is proxied. */
  readonly advertised: number;
}

/** One node as planned. */
export interface NodePlan {
  /** Node id, from 1. */
  readonly id: number;
  /** Its folder of data. */
  readonly data: string;
  /** Port of its controller; of ZooKeeper with the older modes, shared by all nodes. */
  readonly controllerPort: number;
  /** Ports by listener name. */
  readonly listeners: Readonly<Record<string, ListenerPorts>>;
}

/** What a node's settings are made from. */
export interface SettingsPlan {
  /** The version. */
  readonly version: BrokerVersion;
  /** All nodes. */
  readonly nodes: readonly NodePlan[];
  /** All listeners, the plain one first. */
  readonly listeners: readonly ListenerPlan[];
  /** More broker settings; they win. */
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** Session of brokers with ZooKeeper: the shortest that it grants with its default tick. */
export const ZOOKEEPER_SESSION_MS = 6000;

/** The host name that a listener advertises. */
export function hostOf(listener: ListenerPlan): string {
  return listener.host ?? (listener.protocol.endsWith("SSL") ? "localhost" : "127.0.0.1");
}

/** The text of a node's `server.properties`. */
export function brokerSettings(plan: SettingsPlan, node: NodePlan): string {
  const all: Record<string, string | number | boolean> = {
    ...everywhere(plan, node),
    ...(plan.version.mode === "kraft" ? kraft(plan, node) : zookeeper(node)),
    ...(plan.version.mode === "zookeeper-0.8" ? oneOldListener(node) : listeners(plan, node)),
    ...plan.settings,
  };
  return Object.entries(all).map(([key, value]) => `${key}=${String(value).replaceAll("\\", "\\\\")}\n`).join("");
}

function everywhere(plan: SettingsPlan, node: NodePlan): Record<string, string | number | boolean> {
  const replicas = Math.min(3, plan.nodes.length);
  const inSync = replicas > 2 ? 2 : 1;
  return {
    "log.dirs": node.data,
    "num.partitions": 3,
    "default.replication.factor": replicas,
    "min.insync.replicas": inSync,
    "auto.create.topics.enable": true,
    "delete.topic.enable": true,
    "offsets.topic.replication.factor": replicas,
    "offsets.topic.num.partitions": 3,
    "transaction.state.log.replication.factor": replicas,
    "transaction.state.log.min.isr": inSync,
    "transaction.state.log.num.partitions": 3,
    "group.initial.rebalance.delay.ms": 0,
    "group.min.session.timeout.ms": 2000,
    "log.retention.hours": 876_000, // tests write records with old timestamps
    "log.cleaner.dedupe.buffer.size": 4_194_304, // the default does not fit into a small heap
    "num.network.threads": 2,
    "num.io.threads": 4,
    "controlled.shutdown.retry.backoff.ms": 500,
    "unclean.leader.election.enable": false,
  };
}

function kraft(plan: SettingsPlan, node: NodePlan): Record<string, string | number | boolean> {
  const replicas = Math.min(3, plan.nodes.length);
  return {
    "process.roles": "broker,controller",
    "node.id": node.id,
    "broker.rack": `rack-${node.id}`,
    "controller.quorum.voters": plan.nodes.map((one) => `${one.id}@127.0.0.1:${one.controllerPort}`).join(","),
    "controller.listener.names": "CONTROLLER",
    "controller.quorum.election.timeout.ms": 500,
    "controller.quorum.fetch.timeout.ms": 1500,
    "broker.session.timeout.ms": plan.nodes.length > 1 ? 6000 : 18_000,
    "broker.heartbeat.interval.ms": 1000,
    "replica.lag.time.max.ms": 10_000,
    "share.coordinator.state.topic.replication.factor": replicas,
    "share.coordinator.state.topic.min.isr": replicas > 2 ? 2 : 1,
    "share.coordinator.state.topic.num.partitions": 3,
    "group.consumer.heartbeat.interval.ms": 1000,
    "group.consumer.min.heartbeat.interval.ms": 500,
    "group.consumer.session.timeout.ms": 10_000,
    "group.consumer.min.session.timeout.ms": 5000,
    ...(atLeast(plan.version.kafka, "4.1") ? shareGroups() : {}),
  };
}

function shareGroups(): Record<string, number> {
  return {
    "group.share.heartbeat.interval.ms": 1000,
    "group.share.min.heartbeat.interval.ms": 500,
    "group.share.session.timeout.ms": 10_000,
    "group.share.min.session.timeout.ms": 5000,
    "group.share.record.lock.duration.ms": 15_000,
    "group.share.min.record.lock.duration.ms": 1000,
  };
}

function zookeeper(node: NodePlan): Record<string, string | number | boolean> {
  return {
    "broker.id": node.id,
    "zookeeper.connect": `127.0.0.1:${node.controllerPort}`,
    "zookeeper.connection.timeout.ms": 30_000,
    "zookeeper.session.timeout.ms": ZOOKEEPER_SESSION_MS,
  };
}

function oneOldListener(node: NodePlan): Record<string, string | number> {
  return { "host.name": "127.0.0.1", "port": node.listeners.PLAINTEXT.port };
}

function listeners(plan: SettingsPlan, node: NodePlan): Record<string, string> {
  const inside = plan.listeners.map((one) => `${one.name}://127.0.0.1:${node.listeners[one.name].port}`);
  const told = plan.listeners.map((one) => `${one.name}://${hostOf(one)}:${node.listeners[one.name].advertised}`);
  const protocols = plan.listeners.map((one) => `${one.name}:${one.protocol}`);
  const all: Record<string, string> = { "advertised.listeners": told.join(",") };
  if (plan.version.mode === "kraft") {
    inside.push(`CONTROLLER://127.0.0.1:${node.controllerPort}`);
    protocols.push("CONTROLLER:PLAINTEXT");
  }
  all["listeners"] = inside.join(",");
  if (atLeast(plan.version.kafka, "0.10.2")) {
    all["listener.security.protocol.map"] = protocols.join(",");
    all["inter.broker.listener.name"] = "PLAINTEXT";
  }
  for (const one of plan.listeners) {
    const prefix = `listener.name.${one.name.toLowerCase()}.`;
    for (const [key, value] of Object.entries(one.settings ?? {})) all[prefix + key] = value;
  }
  return all;
}

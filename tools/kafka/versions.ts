// Which Kafka versions the harness can start, and how each is started. Data only; jars.ts, settings.ts and
// cluster.ts read it. Must not know processes or files.

/** How a broker keeps its cluster's metadata, and with it how it is configured. */
export type BrokerMode = "kraft" | "zookeeper" | "zookeeper-0.8";

/** One version that can be started. */
export interface BrokerVersion {
  /** What users write: `"4.4.0"`, `"3.9.2-zk"`. */
  readonly id: string;
  /** Version of the Maven artifact. */
  readonly kafka: string;
  /** Scala version in the artifact's name. */
  readonly scala: string;
  /** Profile of pom.xml with what the artifact lacks. */
  readonly profile: "log4j2" | "reload4j" | "jaxb" | null;
  /** How it is started. */
  readonly mode: BrokerMode;
  /** What it is good for in tests. */
  readonly about: string;
}

function row(
  id: string,
  scala: string,
  how: { profile: BrokerVersion["profile"]; mode: BrokerMode; about: string },
): BrokerVersion {
  return { id, kafka: id.replace(/-zk$/, ""), scala, ...how };
}

/** Every version, newest first. All of them run on Java 17. */
export const BROKER_VERSIONS: readonly BrokerVersion[] = [
  row("4.4.0", "2.13", { profile: "log4j2", mode: "kraft", about: "newest" }),
  row("4.3.1", "2.13", { profile: "log4j2", mode: "kraft", about: "the one before" }),
  row("4.0.2", "2.13", { profile: "log4j2", mode: "kraft", about: "first without ZooKeeper and the oldest versions" }),
  row("3.9.2", "2.13", { profile: "reload4j", mode: "kraft", about: "last that speaks every old version" }),
  row("3.9.2-zk", "2.13", { profile: "reload4j", mode: "zookeeper", about: "last with ZooKeeper" }),
  row("2.8.2", "2.13", { profile: "reload4j", mode: "zookeeper", about: "no topic ids in Fetch" }),
  row("2.4.1", "2.12", { profile: "reload4j", mode: "zookeeper", about: "first flexible versions" }),
  row("1.1.1", "2.12", { profile: "reload4j", mode: "zookeeper", about: "first fetch sessions; no zstd" }),
  row("0.11.0.3", "2.12", { profile: "jaxb", mode: "zookeeper", about: "first record batches v2 and idempotence" }),
  row("0.10.2.2", "2.12", { profile: "jaxb", mode: "zookeeper", about: "message format v1" }),
  row("0.9.0.1", "2.11", { profile: null, mode: "zookeeper", about: "never answers ApiVersions; message format v0" }),
  row("0.8.2.2", "2.11", { profile: null, mode: "zookeeper-0.8", about: "oldest: no groups, TLS, SASL" }),
];

/** The row of a version, or an error that lists those there are. */
export function brokerVersion(id: string): BrokerVersion {
  const found = BROKER_VERSIONS.find((version) => version.id === id);
  if (found !== undefined) return found;
  throw new Error(`no Kafka "${id}" here; use one of ${BROKER_VERSIONS.map((version) => version.id).join(", ")}`);
}

/** Whether version `a` is `b` or newer: `atLeast("0.10.2.2", "0.10.2")` is true. */
export function atLeast(a: string, b: string): boolean {
  const left = a.split("-")[0].split(".").map(Number);
  const right = b.split("-")[0].split(".").map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

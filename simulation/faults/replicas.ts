// Faults of replicas, and of what a broker keeps in memory: lag, shrunk in-sync sets, unclean elections, lost tails,
// frozen brokers, evicted sessions, frozen metadata.
import { placeOf } from "../checker/history.ts";
import { anyBroker, anyPartition, type FaultContext, type FaultKind, oneOf } from "./fault.ts";

interface Chosen {
  readonly topic: string;
  readonly partition: number;
  readonly nodeId: number;
}

/** Any replica of a partition that does not lead it; null when there is none. */
function anyFollower(context: FaultContext): Chosen | null {
  const at = anyPartition(context);
  if (at === null) return null;
  const { replicas, leader } = context.cluster.partition(at.topic, at.partition);
  const followers = replicas.filter((nodeId) => nodeId !== leader);
  return followers.length === 0 ? null : { ...at, nodeId: oneOf(context.random, followers) };
}

/** Undoes something of a topic if it is still there. */
function undoIfThere({ cluster, undo }: FaultContext, ms: number, { topic, act }: {
  readonly topic: string;
  readonly act: () => void;
}): void {
  undo(ms, () => {
    if (cluster.topics.has(topic)) act();
  });
}

/** Every partition of which a broker has a replica. */
function placesOn({ cluster, topics }: FaultContext, nodeId: number): string[] {
  return [...topics].flatMap(([topic, partitions]) =>
    Array.from({ length: partitions }, (_, partition) => partition)
      .filter((partition) => cluster.partition(topic, partition).replicas.includes(nodeId))
      .map((partition) => placeOf(topic, partition))
  );
}

/** Elects a replica, whatever it lacks, if it runs; it fetches again when it leads no more. */
function electUnclean({ cluster, excuse }: FaultContext, { topic, partition, nodeId }: Chosen): void {
  if (cluster.isRunning(nodeId) && cluster.partition(topic, partition).leader !== nodeId) {
    excuse(placeOf(topic, partition), "loss");
    cluster.uncleanElection(topic, partition, nodeId);
  }
  cluster.setReplicaLag(nodeId, null, { topic, partition });
}

/** Replicas and memory of brokers. */
export const REPLICA_FAULTS: readonly FaultKind[] = [
  {
    name: "broker paused",
    chance: 0.05,
    strike: (context) => {
      const { cluster, random, undo } = context;
      const nodeId = anyBroker(context);
      const noticed = random.int(2) === 0;
      const ms = 100 + random.int(4000);
      cluster.pauseBroker(nodeId, noticed ? { failoverMs: random.int(1500) } : {});
      undo(ms, () => cluster.resumeBroker(nodeId));
      return `broker ${nodeId} for ${ms} ms${noticed ? ", noticed" : ""}`;
    },
  },
  {
    name: "broker killed, its tail lost",
    chance: 0.03,
    strike: (context) => {
      const { cluster, random, track, undo } = context;
      const nodeId = anyBroker(context);
      const failoverMs = random.int(1500);
      const ms = 50 + random.int(3000);
      // Whoever was alone in sync with it, or goes down meanwhile, makes a loss of it.
      for (const place of placesOn(context, nodeId)) context.excuse(place, "loss");
      track(cluster.killBroker(nodeId, { failoverMs, loseTail: true }));
      undo(ms, () => track(cluster.startBroker(nodeId)));
      return `broker ${nodeId} for ${ms} ms, noticed after ${failoverMs} ms`;
    },
  },
  {
    name: "replica lag",
    chance: 0.08,
    strike: (context) => {
      const { cluster, random, undo } = context;
      const nodeId = anyBroker(context);
      const lag = oneOf(random, [20, 200, 2000, Infinity]);
      const ms = 100 + random.int(4000);
      cluster.setReplicaLag(nodeId, lag);
      undo(ms, () => cluster.setReplicaLag(nodeId, null));
      return `broker ${nodeId} fetches ${lag} ms late, for ${ms} ms`;
    },
  },
  {
    name: "ISR shrunk",
    chance: 0.06,
    strike: (context) => {
      const chosen = anyFollower(context);
      const ms = 100 + context.random.int(4000);
      if (chosen === null) return null;
      const { topic, partition, nodeId } = chosen;
      // The last one in sync stays in sync, as in Kafka.
      if (context.cluster.partition(topic, partition).leader < 0) return null;
      context.cluster.shrinkIsr(topic, partition, nodeId);
      const act = () => context.cluster.setReplicaLag(nodeId, null, { topic, partition });
      undoIfThere(context, ms, { topic, act });
      return `${placeOf(topic, partition)} without broker ${nodeId} for ${ms} ms`;
    },
  },
  {
    name: "unclean election",
    chance: 0.03,
    strike: (context) => {
      const { cluster, random } = context;
      const at = anyPartition(context);
      if (at === null) return null;
      const { topic, partition } = at;
      const { replicas, leader } = cluster.partition(topic, partition);
      // Those that run: the cluster refuses others.
      const able = replicas.filter((nodeId) => nodeId !== leader && cluster.isRunning(nodeId));
      if (able.length === 0) return null;
      const nodeId = oneOf(random, able);
      const ms = random.int(2) * random.int(1500);
      if (ms === 0 || leader < 0) {
        electUnclean(context, { topic, partition, nodeId });
        return `${placeOf(topic, partition)} is led by broker ${nodeId}`;
      }
      // A replica that lacks something.
      cluster.shrinkIsr(topic, partition, nodeId);
      undoIfThere(context, ms, { topic, act: () => electUnclean(context, { topic, partition, nodeId }) });
      return `${placeOf(topic, partition)} is led by broker ${nodeId} after ${ms} ms behind the others`;
    },
  },
  {
    name: "controller moved",
    chance: 0.03,
    strike: (context) => {
      const { cluster } = context;
      const nodeId = anyBroker(context);
      if (!cluster.isRunning(nodeId)) return null;
      cluster.moveController(nodeId);
      return `to broker ${nodeId}`;
    },
  },
  {
    name: "fetch sessions evicted",
    chance: 0.06,
    strike: (context) => {
      const nodeId = anyBroker(context);
      return `${context.cluster.evictFetchSessions(nodeId)} of broker ${nodeId}`;
    },
  },
  {
    name: "metadata frozen",
    chance: 0.05,
    strike: (context) => {
      const nodeId = anyBroker(context);
      const ms = 200 + context.random.int(3000);
      context.undo(ms, context.cluster.freezeMetadata(nodeId));
      return `of broker ${nodeId} for ${ms} ms`;
    },
  },
  {
    name: "throttled",
    chance: 0.04,
    strike: (context) => {
      const nodeId = anyBroker(context);
      const ms = 20 + context.random.int(600);
      const mute = context.random.int(2) === 0;
      context.undo(200 + context.random.int(1500), context.cluster.throttle({ nodeId, ms, mute }));
      return `broker ${nodeId} by ${ms} ms${mute ? ", and mute" : ""}`;
    },
  },
];

// Faults of brokers and leaders.
import { anyBroker, anyPartition, type FaultContext, type FaultKind, oneOf } from "./fault.ts";

/** Moves a partition to the next replica in sync, if there is one; gives who leads then. */
export function moveLeader(
  { cluster }: FaultContext,
  { topic, partition }: { readonly topic: string; readonly partition: number },
): number {
  const { leader, isr } = cluster.partition(topic, partition);
  return leader < 0 || isr.length < 2 ? leader : cluster.moveLeader(topic, partition);
}

const COORDINATORS = ["group", "transaction", "share"] as const;

/** Leaders and coordinators move, brokers come and go. */
export const BROKER_FAULTS: readonly FaultKind[] = [
  {
    name: "leader moved",
    chance: 0.15,
    strike: (context) => {
      const at = anyPartition(context);
      return at === null ? null : `${at.topic}[${at.partition}] to broker ${moveLeader(context, at)}`;
    },
  },
  {
    name: "leader moved in a loop",
    chance: 0.03,
    strike: (context) => {
      const { random, clock } = context;
      const at = anyPartition(context);
      const spacing = 5 + random.int(100);
      if (at === null) return null;
      for (let i = 0; i < 12; i++) {
        const cancel = clock.after(i * spacing, () => {
          if (context.cluster.topics.has(at.topic)) moveLeader(context, at);
        });
        context.undo(i * spacing + 1, cancel);
      }
      return `${at.topic}[${at.partition}], 12 times, each ${spacing} ms`;
    },
  },
  {
    name: "metadata flapping",
    chance: 0.05,
    strike: (context) => {
      const { cluster, random, clock, undo } = context;
      const at = anyPartition(context);
      if (at === null) return null;
      // One broker goes on to tell of the old leader while the others tell of the new one, again and again.
      const nodeId = anyBroker(context);
      const times = 2 + random.int(6);
      const spacing = 50 + random.int(400);
      let thaw = cluster.freezeMetadata(nodeId);
      for (let i = 0; i < times; i++) {
        const cancel = clock.after(i * spacing, () => {
          thaw();
          thaw = cluster.freezeMetadata(nodeId);
          if (cluster.topics.has(at.topic)) moveLeader(context, at);
        });
        undo(i * spacing + 1, cancel);
      }
      undo(times * spacing, () => thaw());
      return `broker ${nodeId} is behind the leaders of ${at.topic}[${at.partition}], ${times} times, each ${spacing} ms`;
    },
  },
  {
    name: "coordinator moved",
    chance: 0.05,
    strike: (context) => {
      const { cluster, random } = context;
      const nodeId = anyBroker(context);
      const kind = oneOf(random, COORDINATORS);
      // Of all keys that share an internal partition with this one.
      const key = `${random.int(50)}`;
      return cluster.isRunning(nodeId)
        ? `of ${kind} ${key} to broker ${cluster.moveCoordinator(kind, key, nodeId)}`
        : null;
    },
  },
  {
    name: "broker stopped",
    chance: 0.05,
    strike: (context) => {
      const nodeId = anyBroker(context);
      const ms = 100 + context.random.int(2000);
      context.track(context.cluster.stopBroker(nodeId));
      context.undo(ms, () => context.track(context.cluster.startBroker(nodeId)));
      return `broker ${nodeId} for ${ms} ms`;
    },
  },
  {
    name: "broker killed",
    chance: 0.06,
    strike: (context) => {
      const { cluster, random, track, undo } = context;
      const nodeId = anyBroker(context);
      const failoverMs = random.int(1500);
      const ms = 50 + random.int(3000);
      track(cluster.killBroker(nodeId, { failoverMs }));
      undo(ms, () => track(cluster.startBroker(nodeId)));
      return `broker ${nodeId} for ${ms} ms, noticed after ${failoverMs} ms`;
    },
  },
];

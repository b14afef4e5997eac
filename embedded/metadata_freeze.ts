// Stale metadata as a knob: a broker that goes on telling what it knew at some moment. Set by
// EmbeddedKafka.freezeMetadata, asked by the handlers that describe topics; must not know requests.
import { type ClusterState, type Endpoint, type ListenerName, StateKey } from "./cluster_state.ts";
import type { RequestContext } from "./handler.ts";

/** A broker as it is told. */
export interface NodeView {
  /** Node id. */
  readonly id: number;
  /** Rack, or null. */
  readonly rack: string | null;
  /** Whether it is alive. */
  readonly alive: boolean;
  /** Addresses by listener. */
  readonly endpoints: ReadonlyMap<ListenerName, Endpoint>;
}

/** A partition as it is told. */
export interface PartitionView {
  /** Its number. */
  readonly index: number;
  /** Node id of the leader; -1 = none. */
  readonly leader: number;
  /** Leader epoch. */
  readonly leaderEpoch: number;
  /** Node ids of the replicas in sync. */
  readonly isr: readonly number[];
  /** The replicas. */
  readonly replicas: readonly { readonly nodeId: number }[];
}

/** A topic as it is told. */
export interface TopicView {
  /** Its name. */
  readonly name: string;
  /** Its id. */
  readonly id: string;
  /** Its partitions by number. */
  readonly partitions: readonly PartitionView[];
}

/** What a broker knows of the cluster: the cluster state itself, or a copy of it. */
export interface MetadataView {
  /** Cluster id. */
  readonly clusterId: string;
  /** Brokers that are alive. */
  readonly alive: readonly NodeView[];
  /** All brokers. */
  readonly nodes: ReadonlyMap<number, NodeView>;
  /** Node id of the controller. */
  readonly controller: number;
  /** The topics in the order in which they were made. */
  readonly topics: Iterable<TopicView>;
  /** A topic by name. */
  topic(name: string): TopicView | undefined;
  /** A topic by id. */
  topicById(id: string): TopicView | undefined;
}

/** Which brokers tell old metadata. */
export class FrozenMetadata {
  readonly #state: ClusterState;
  readonly #views = new Map<number, MetadataView>();

  /** None yet. */
  constructor(state: ClusterState) {
    this.#state = state;
  }

  /** Freezes what a broker tells, or all of them; the returned function thaws the same. */
  freeze(nodeId?: number): () => void {
    const view = copyOf(this.#state);
    const ids = nodeId === undefined ? [...this.#state.nodes.keys()] : [nodeId];
    for (const id of ids) this.#views.set(id, view);
    return () => {
      for (const id of ids) if (this.#views.get(id) === view) this.#views.delete(id);
    };
  }

  /** What a broker knows. */
  of(nodeId: number): MetadataView {
    return this.#views.get(nodeId) ?? this.#state;
  }
}

/** The frozen metadata of a cluster: `state.part(FROZEN_METADATA)`. */
export const FROZEN_METADATA: StateKey<FrozenMetadata> = new StateKey((state) => new FrozenMetadata(state));

/** The cluster as the broker that was asked knows it. */
export function metadataOf({ state, node }: RequestContext): MetadataView {
  return state.part(FROZEN_METADATA).of(node.id);
}

function copyOf(state: ClusterState): MetadataView {
  const topics: readonly TopicView[] = [...state.topics].map(({ name, id, partitions }) => ({
    name,
    id,
    partitions: partitions.map(({ index, leader, leaderEpoch, isr, replicas }) => ({
      index,
      leader,
      leaderEpoch,
      isr: [...isr],
      replicas: replicas.map(({ nodeId }) => ({ nodeId })),
    })),
  }));
  const nodes: ReadonlyMap<number, NodeView> = new Map(
    [...state.nodes].map(([id, node]) => [id, { ...node, endpoints: new Map(node.endpoints) }]),
  );
  const byName = new Map(topics.map((one) => [one.name, one]));
  const byId = new Map(topics.map((one) => [one.id, one]));
  return {
    clusterId: state.clusterId,
    nodes,
    alive: [...nodes.values()].filter((node) => node.alive),
    controller: state.controller,
    topics,
    topic: (name) => byName.get(name),
    topicById: (id) => byId.get(id),
  };
}

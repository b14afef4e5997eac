// What every kind of group answers, what it is asked with, and what it sees of the store that keeps it. Implemented by
// classic_group.ts, consumer_group.ts and group_store.ts; used by the handlers. Contracts only.
import type { ClusterState } from "../cluster_state.ts";
import type { Failure } from "../failure.ts";
import type { ClassicProtocol } from "./classic_protocol.ts";
import type { GroupOffsets } from "./group_offsets.ts";
import type { GroupSettings } from "./group_settings.ts";

/** Kinds of groups. Offsets without members (those of simple consumers) are an empty classic group. */
export type GroupKind = "classic" | "consumer";

/** Who commits or fetches offsets, as its request says. */
export interface OffsetClaim {
  /** Member id; empty = none. */
  readonly memberId: string;
  /** Static member's name. */
  readonly groupInstanceId: string | null;
  /** Generation of a classic group, or member epoch of a consumer group; negative = none. */
  readonly generation: number;
  /** Version of the request (OffsetCommit, TxnOffsetCommit or OffsetFetch). */
  readonly version: number;
  /** Whether the commit is part of a transaction. */
  readonly transactional: boolean;
  /** Whether a fetch names no member at all: it is an administrator's. @default false */
  readonly anonymous?: boolean;
}

/** A partition whose offset is committed. */
export interface PartitionPlace {
  /** Topic name. */
  readonly topic: string;
  /** Topic id. */
  readonly topicId: string;
  /** Partition. */
  readonly partition: number;
}

/** What every kind of group answers. */
export interface Group {
  /** Group id. */
  readonly id: string;
  /** Kind: tells which class it is. */
  readonly kind: GroupKind;
  /** Its offsets; they move on to the group that replaces it. */
  readonly offsets: GroupOffsets;
  /** Protocol type: `"consumer"`, `"connect"` …; empty when no member ever joined. */
  readonly protocolType: string;
  /** Kafka's name of the state: `"Stable"`, `"Empty"`, `"PreparingRebalance"`, `"Reconciling"` … */
  readonly stateName: string;
  /** What the classic protocol's requests do with it; absent where it takes none of them. */
  readonly classicProtocol?: ClassicProtocol;
  /** Whether it has no members. */
  readonly empty: boolean;
  /** Null when the claim may commit offsets. */
  validateCommit(claim: OffsetClaim): Failure | null;
  /** Null when the claim, which may commit, may commit for this partition too. */
  validatePartition?(claim: OffsetClaim, place: PartitionPlace): Failure | null;
  /** A member has committed offsets: that keeps its session alive where there is one. */
  onCommit?(memberId: string): void;
  /** Null when the claim may fetch offsets (version 9 and later name a member). */
  validateFetch(claim: OffsetClaim): Failure | null;
  /** Null when DeleteGroups may delete it. */
  validateDelete(): Failure | null;
  /** Null when OffsetDelete may delete offsets of topics that no member consumes. */
  validateOffsetDelete(): Failure | null;
  /** Whether a member consumes the topic, so that its offsets may not be deleted. */
  isSubscribedTo(topic: string): boolean;
  /** The coordinator has moved: whoever waits is told, timers begin anew. */
  moved(): void;
  /** Ends all timers and answers whoever waits: the group is deleted, replaced, or the cluster closes. */
  close(): void;
}

/** What a group sees of the store that keeps it. */
export interface GroupKeeper {
  /** The cluster: time and topics. */
  readonly state: ClusterState;
  /** Limits and delays. */
  readonly settings: GroupSettings;
  /** Puts a group in the place of the one with its id, which is closed. Returns it. */
  replace<G extends Group>(group: G): G;
  /** Tells a group when another broker coordinates it than when it was last looked at. True when that is so. */
  noticeMove(group: Group): boolean;
}

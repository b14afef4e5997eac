// All groups of the cluster, whatever their kind. Handlers of all coordinators share it. Each kind lives in files of its
// own; a group that changes its kind is replaced.
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { type ClusterState, StateKey } from "../cluster_state.ts";
import { coordinatorPartition, COORDINATORS, LOAD_MS } from "../coordinators.ts";
import { type Failure, failure } from "../failure.ts";
import { newClassicGroup } from "./classic_conduct.ts";
import { ClassicGroup } from "./classic_group.ts";
import type { Group, GroupKeeper } from "./group.ts";
import { GroupOffsets } from "./group_offsets.ts";
import { DEFAULT_GROUP_SETTINGS, type GroupSettings } from "./group_settings.ts";

const SWEEP_FROM = 10_000;

/** All groups. */
export class GroupStore implements GroupKeeper {
  readonly #state: ClusterState;
  readonly #groups = new Map<string, Group>();
  /** Node id of the coordinator of each group when it was last looked at; -1 = none. */
  readonly #places = new Map<string, number>();
  readonly #loading = new Map<number, () => void>();
  readonly #stopListening: () => void;
  #settings: GroupSettings = DEFAULT_GROUP_SETTINGS;
  /** Number of groups at which those that hold nothing are forgotten. */
  #sweepAt = SWEEP_FROM;

  /** No groups. */
  constructor(state: ClusterState) {
    this.#state = state;
    this.#stopListening = state.part(COORDINATORS).onMove((kind, partition) => {
      if (kind === "group") this.#moved(partition);
    });
  }

  /** The cluster: time and topics. */
  get state(): ClusterState {
    return this.#state;
  }

  /** Limits and delays. */
  get settings(): GroupSettings {
    return this.#settings;
  }

  /** Changes limits and delays. */
  configure(settings: Partial<GroupSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
  }

  /** The group of that id. */
  get(id: string): Group | undefined {
    return this.#groups.get(id);
  }

  /** All groups in the order in which they were made. */
  list(): Group[] {
    return [...this.#groups.values()];
  }

  /** The classic group of that id; made when there is none, undefined when there is one of another kind. */
  getOrCreateClassic(id: string): ClassicGroup | undefined {
    const group = this.#groups.get(id);
    if (group !== undefined) return group instanceof ClassicGroup ? group : undefined;
    return this.replace(newClassicGroup(id, this, { offsets: this.newOffsets() }));
  }

  /** Offsets for a new group of any kind. */
  newOffsets(): GroupOffsets {
    return new GroupOffsets((topic, topicId) => this.#state.topic(topic)?.id === topicId);
  }

  /** Adds a group, or puts it in the place of the one with its id, which is closed. Returns it. */
  replace<G extends Group>(group: G): G {
    const old = this.#groups.get(group.id);
    if (old === undefined && this.#groups.size >= this.#sweepAt) this.#sweep();
    this.#groups.set(group.id, group);
    if (old === undefined) this.#places.set(group.id, this.#coordinator(group.id));
    if (old !== undefined && old !== group) old.close();
    return group;
  }

  /** Deletes a group and its offsets. */
  delete(id: string): void {
    const group = this.#groups.get(id);
    this.#groups.delete(id);
    this.#places.delete(id);
    group?.close();
  }

  /** Null when the broker `nodeId` may answer for the group; every request about a group asks first. */
  check(nodeId: number, id: string): Failure | null {
    const refusal = this.#state.part(COORDINATORS).check(nodeId, "group", id);
    if (refusal !== null) return refusal;
    if (this.isLoading(id)) return failure(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, "The coordinator is loading.");
    const group = this.#groups.get(id);
    if (group !== undefined) this.noticeMove(group);
    return null;
  }

  /** Tells a group when another broker coordinates it than when it was last looked at. True when that is so. */
  noticeMove(group: Group): boolean {
    const place = this.#coordinator(group.id);
    if (place !== -1 && place === this.#places.get(group.id)) return false;
    this.#places.set(group.id, place);
    group.moved();
    return true;
  }

  /** Whether the coordinator of the group still reads its partition, for a moment after a move. */
  isLoading(id: string): boolean {
    return this.isLoadingPartition(coordinatorPartition(id));
  }

  /** Whether the coordinator of a partition of committed offsets still reads it. */
  isLoadingPartition(partition: number): boolean {
    return this.#loading.has(partition);
  }

  /** Ends all timers. */
  close(): void {
    this.#stopListening();
    for (const cancel of this.#loading.values()) cancel();
    this.#loading.clear();
    for (const group of this.#groups.values()) group.close();
  }

  /** Forgets groups that hold nothing. Kafka does so every ten minutes; here a hostile client must not fill the store. */
  #sweep(): void {
    for (const group of [...this.#groups.values()]) {
      const expected = group instanceof ClassicGroup && group.pendingIds.size > 0;
      if (group.empty && !expected && group.offsets.empty) this.delete(group.id);
    }
    this.#sweepAt = Math.max(SWEEP_FROM, this.#groups.size * 2);
  }

  #moved(partition: number): void {
    this.#loading.get(partition)?.();
    const { clock } = this.#state.platform;
    const loaded = () => void this.#loading.delete(partition);
    this.#loading.set(partition, clock.after(LOAD_MS, loaded));
    for (const group of this.#groups.values()) {
      if (coordinatorPartition(group.id) === partition) this.noticeMove(group);
    }
  }

  #coordinator(id: string): number {
    return this.#state.part(COORDINATORS).of("group", id)?.id ?? -1;
  }
}

/** The groups of a cluster: `state.part(GROUPS)`. */
export const GROUPS: StateKey<GroupStore> = new StateKey((state) => new GroupStore(state));

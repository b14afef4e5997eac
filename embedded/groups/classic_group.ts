// A group of the classic protocol: its members, generation and state, and what it answers when asked. The requests of the
// protocol are carried out by classic_join.ts, classic_sync.ts and classic_leave.ts, rebalances by classic_rebalance.ts:
// they change the group, and classic_conduct.ts, which makes the groups, hands in what the group has to call of them.
import { decodeConsumerProtocolSubscription } from "../../protocol/messages/consumer_protocol_subscription.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import { Reader } from "../../protocol/wire/reader.ts";
import { type Failure, failure } from "../failure.ts";
import { ClassicMember, type ClassicMemberState } from "./classic_member.ts";
import { type ClassicPhase, type ClassicStateName, mayFollow, unsyncedOf } from "./classic_phase.ts";
import type { ClassicProtocol } from "./classic_protocol.ts";
import type { Group, GroupKeeper, OffsetClaim } from "./group.ts";
import type { GroupOffsets } from "./group_offsets.ts";

/** Protocol type of consumers. */
const CONSUMER = "consumer";

/** What a coordinator writes down of a group: what is left of it after a move. */
export interface ClassicSnapshot {
  /** Generation. */
  readonly generation: number;
  /** Protocol type; null while no member ever joined. */
  readonly protocolType: string | null;
  /** Protocol of the generation; null while there are no members. */
  readonly protocolName: string | null;
  /** Member id of the leader. */
  readonly leader: string | null;
  /** Members: stable when there are any. */
  readonly members: readonly ClassicMemberState[];
}

const NEW_GROUP: ClassicSnapshot = { generation: 0, protocolType: null, protocolName: null, leader: null, members: [] };

/** A group of the classic protocol. */
export class ClassicGroup implements Group {
  readonly id: string;
  readonly kind: "classic" = "classic";
  readonly offsets: GroupOffsets;
  /** Where it is kept: settings and time. */
  readonly store: GroupKeeper;
  readonly classicProtocol: ClassicProtocol;
  /** Members by id, in the order in which they came. */
  readonly members: Map<string, ClassicMember> = new Map();
  /** Ids that were given to members that have not come back with them yet. */
  readonly pendingIds: Set<string> = new Set();
  /** Generation: grows with each rebalance. */
  generation = 0;
  /** Protocol that all members follow; null while there is none. */
  protocolName: string | null = null;
  /** Member id of the leader. */
  leader: string | null = null;
  #protocolType: string | null = null;
  #phase: ClassicPhase = { name: "Empty" };
  #written: ClassicSnapshot = NEW_GROUP;
  readonly #conduct: ClassicConduct;
  readonly #timers = new Map<string, () => void>();

  /** An empty group; with `snapshot` the group that it describes, stable when it has members. */
  constructor(id: string, store: GroupKeeper, { offsets, snapshot = NEW_GROUP, conduct }: ClassicGroupParts) {
    this.id = id;
    this.store = store;
    this.offsets = offsets;
    this.#conduct = conduct;
    this.classicProtocol = conduct.classicProtocol(this);
    this.#restore(snapshot);
  }

  get protocolType(): string {
    return this.#protocolType ?? "";
  }

  /** Its state, with what belongs to it. */
  get phase(): ClassicPhase {
    return this.#phase;
  }

  get stateName(): ClassicStateName {
    return this.#phase.name;
  }

  get empty(): boolean {
    return this.stateName === "Empty";
  }

  /** The longest rebalance timeout of its members. */
  get rebalanceTimeoutMs(): number {
    return Math.max(0, ...[...this.members.values()].map((member) => member.rebalanceTimeoutMs));
  }

  /** Whether everyone waits for the new generation. */
  get allJoined(): boolean {
    return this.pendingIds.size === 0 && [...this.members.values()].every((member) => member.isJoining);
  }

  /** Goes to another state. */
  transition(phase: ClassicPhase): void {
    if (!mayFollow(this.stateName, phase.name)) {
      throw new Error(`Group ${this.id} cannot go from ${this.stateName} to ${phase.name}`);
    }
    this.#phase = phase;
  }

  /** Writes the group down: a coordinator that takes over finds this state. */
  write(): void {
    const { generation, protocolName, leader } = this;
    const members = [...this.members.values()].map((member): ClassicMemberState => ({
      id: member.id,
      instanceId: member.instanceId,
      clientId: member.clientId,
      clientHost: member.clientHost,
      rebalanceTimeoutMs: member.rebalanceTimeoutMs,
      sessionTimeoutMs: member.sessionTimeoutMs,
      // The record of a group keeps the metadata of the chosen protocol only.
      protocols: member.protocols.filter(({ name }) => name === protocolName),
      assignment: member.assignment,
    }));
    this.#written = { generation, protocolType: this.#protocolType, protocolName, leader, members };
  }

  /** Sets the timer of that name anew. */
  after(name: string, ms: number, fn: () => void): void {
    this.cancel(name);
    this.#timers.set(
      name,
      this.store.state.platform.clock.after(ms, () => {
        this.#timers.delete(name);
        fn();
      }),
    );
  }

  /** Cancels the timer of that name. */
  cancel(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }

  /** Adds a member; the first one leads and gives the group its protocol type. */
  add(member: ClassicMember, protocolType: string): void {
    if (this.members.size === 0) this.#protocolType = protocolType;
    this.leader ??= member.id;
    this.members.set(member.id, member);
    this.pendingIds.delete(member.id);
  }

  /** Removes a member or a pending id; another one leads when it was the leader. */
  remove(memberId: string): void {
    this.members.delete(memberId);
    this.pendingIds.delete(memberId);
    unsyncedOf(this.#phase).delete(memberId);
    this.cancel(memberId);
    if (this.leader === memberId) this.leader = this.members.keys().next().value ?? null;
  }

  /** Gives a static member another id; the process that had the old one is fenced at once. */
  replaceStatic(old: ClassicMember, newId: string): ClassicMember {
    const errorCode = ErrorCode.FENCED_INSTANCE_ID;
    const fresh = new ClassicMember({ ...statesOf(old), id: newId });
    this.members.delete(old.id);
    this.members.set(newId, fresh);
    this.cancel(old.id);
    if (this.leader === old.id) this.leader = newId;
    old.answerJoin({ errorCode, memberId: old.id });
    old.answerSync({ errorCode });
    return fresh;
  }

  /** The static member of that name. */
  staticMember(instanceId: string): ClassicMember | undefined {
    return [...this.members.values()].find((member) => member.instanceId === instanceId);
  }

  /** The member that a request names, or the error code when there is none or another process has its name. */
  find(memberId: string, instanceId: string | null): ClassicMember | number {
    if (instanceId !== null) {
      const owner = this.staticMember(instanceId);
      if (owner === undefined) return ErrorCode.UNKNOWN_MEMBER_ID;
      if (owner.id !== memberId) return ErrorCode.FENCED_INSTANCE_ID;
    }
    return this.members.get(memberId) ?? ErrorCode.UNKNOWN_MEMBER_ID;
  }

  /** Whether a member with these protocols may join. */
  supports(protocolType: string, names: readonly string[]): boolean {
    if (this.empty) return protocolType !== "" && names.length > 0;
    if (this.#protocolType !== protocolType) return false;
    return names.some((name) => this.#supportedByAll(name));
  }

  /** The protocol that most members prefer among those that all support; the first of equals. */
  selectProtocol(): string {
    const votes = new Map<string, number>();
    for (const { protocols } of this.members.values()) {
      const choice = protocols.find(({ name }) => this.#supportedByAll(name));
      if (choice !== undefined) votes.set(choice.name, (votes.get(choice.name) ?? 0) + 1);
    }
    let best = "";
    for (const [name, count] of votes) if (count > (votes.get(best) ?? 0)) best = name;
    return best;
  }

  validateCommit({ memberId, groupInstanceId, generation, transactional }: OffsetClaim): Failure | null {
    if (this.stateName === "Dead") return failed(ErrorCode.COORDINATOR_NOT_AVAILABLE);
    if (generation < 0 && this.empty) return null;
    if (generation >= 0 || memberId !== "" || groupInstanceId !== null) {
      const member = this.find(memberId, groupInstanceId);
      if (typeof member === "number") return failed(member);
      if (generation !== this.generation) return failed(ErrorCode.ILLEGAL_GENERATION);
    } else if (!transactional && !this.empty) return failed(ErrorCode.UNKNOWN_MEMBER_ID);
    const completing = this.stateName === "CompletingRebalance";
    return !transactional && completing ? failed(ErrorCode.REBALANCE_IN_PROGRESS) : null;
  }

  onCommit(memberId: string): void {
    const member = this.members.get(memberId);
    const alive = this.stateName === "Stable" || this.stateName === "PreparingRebalance";
    if (member !== undefined && alive) this.#conduct.keepAlive(this, member);
  }

  validateFetch(): Failure | null {
    return null;
  }

  validateDelete(): Failure | null {
    return this.empty ? null : failed(ErrorCode.NON_EMPTY_GROUP);
  }

  validateOffsetDelete(): Failure | null {
    return this.empty || this.#protocolType === CONSUMER ? null : failed(ErrorCode.NON_EMPTY_GROUP);
  }

  isSubscribedTo(topic: string): boolean {
    if (this.#protocolType !== CONSUMER) return false;
    if (this.members.size === 0) return false;
    const { protocolName } = this;
    if (protocolName === null) return true;
    try {
      return [...this.members.values()].some((member) => topicsOf(member.metadata(protocolName)).includes(topic));
    } catch {
      // The metadata are not what consumers write: any topic may be in use.
      return true;
    }
  }

  /** Everyone who waits is sent away; what was written down comes back, and sessions begin anew. */
  moved(): void {
    this.#answerAll(ErrorCode.NOT_COORDINATOR);
    this.#cancelAll();
    this.#restore(this.#written);
  }

  close(): void {
    this.transition({ name: "Dead" });
    this.#cancelAll();
    this.#answerAll(ErrorCode.REBALANCE_IN_PROGRESS);
  }

  /** What it keeps when it becomes a group of another kind. */
  snapshot(): ClassicSnapshot {
    const { generation, protocolName, leader } = this;
    const members = [...this.members.values()].map(statesOf);
    return { generation, protocolType: this.#protocolType, protocolName, leader, members };
  }

  #restore(snapshot: ClassicSnapshot): void {
    this.members.clear();
    this.pendingIds.clear();
    this.generation = snapshot.generation;
    this.protocolName = snapshot.protocolName;
    this.leader = snapshot.leader;
    this.#protocolType = snapshot.protocolType;
    for (const state of snapshot.members) {
      const member = new ClassicMember(state);
      this.members.set(member.id, member);
      this.after(member.id, member.sessionTimeoutMs, () => this.#conduct.expireSession(this, member.id));
    }
    this.#phase = this.members.size === 0 ? { name: "Empty" } : { name: "Stable", unsynced: new Set() };
    this.#written = snapshot;
    if (this.members.size === 0) return;
    // Groups that were of another kind had neither.
    this.leader ??= [...this.members.keys()][0];
    this.protocolName ??= this.selectProtocol();
  }

  #answerAll(errorCode: number): void {
    for (const member of [...this.members.values()]) {
      member.answerJoin({ memberId: member.id, errorCode });
      member.answerSync({ errorCode });
    }
  }

  #cancelAll(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #supportedByAll(name: string): boolean {
    return [...this.members.values()].every((member) => member.supports(name));
  }
}

/** What a classic group takes over from the group before it. */
export interface ClassicHeritage {
  /** Its offsets. */
  readonly offsets: GroupOffsets;
  /** Members and generation. @default none */
  readonly snapshot?: ClassicSnapshot;
}

/** What a classic group begins with. */
export interface ClassicGroupParts extends ClassicHeritage {
  /** What is done with it. */
  readonly conduct: ClassicConduct;
}

/** What a classic group has done with it by those that know more of the protocol. */
export interface ClassicConduct {
  /** Carries out the requests of the classic protocol. */
  classicProtocol(group: ClassicGroup): ClassicProtocol;
  /** Begins the session of a member anew. */
  keepAlive(group: ClassicGroup, member: ClassicMember): void;
  /** The session of a member is over. */
  expireSession(group: ClassicGroup, memberId: string): void;
}

function statesOf(member: ClassicMember): ClassicMemberState {
  const { id, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocols, assignment } = member;
  return { id, instanceId, clientId, clientHost, rebalanceTimeoutMs, sessionTimeoutMs, protocols, assignment };
}

/** The topics that a consumer's metadata name: all versions begin as version 0 does. */
function topicsOf(metadata: Uint8Array): readonly string[] {
  const reader = new Reader(metadata);
  reader.int16();
  return decodeConsumerProtocolSubscription(reader, 0).topics;
}

function failed(errorCode: number): Failure {
  return failure(errorCode, "");
}

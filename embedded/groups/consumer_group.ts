// A group of the consumer protocol (KIP-848): its members, epochs, target assignment and timers. Heartbeats are carried
// out by consumer_heartbeat.ts, the requests of classic members by consumer_classic.ts, the change from and to a classic
// group by consumer_upgrade.ts and consumer_downgrade.ts: they change the group, and consumer_conduct.ts, which makes the
// groups, hands in what the group has to call of them.
import type { ConsumerGroupDescribeResponse } from "../../protocol/messages/consumer_group_describe.ts";
import { ErrorCode } from "../../protocol/messages/error_codes.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { type Failure, failure, plainFailure } from "../failure.ts";
import type { AssignorName } from "./assignor.ts";
import { isAssignorName, preferredAssignor } from "./assignors.ts";
import type { ClassicProtocol } from "./classic_protocol.ts";
import { type ConsumerMember, describeMember, type HeldPartitions, type Partitions } from "./consumer_member.ts";
import { isReconciled } from "./consumer_reconciliation.ts";
import { ConsumerRegexes } from "./consumer_regexes.ts";
import type { Group, GroupKeeper, OffsetClaim, PartitionPlace } from "./group.ts";
import { groupNumber } from "./group_configs.ts";
import type { GroupOffsets } from "./group_offsets.ts";
import { tally } from "./tally.ts";

/** First version of OffsetCommit that members of this protocol may use. */
const FIRST_COMMIT_VERSION = 9;
/** Groups begin with it, so that the first member never stays at epoch 0, which would mean that it joins again. */
const FIRST_EPOCH = 1;

const NO_PARTITIONS: Partitions = new Map();

/** Kinds of timers that a member has. */
export type ConsumerTimer = "session" | "rebalance" | "join" | "sync";

/** A group of the consumer protocol. */
export class ConsumerGroup implements Group {
  readonly id: string;
  readonly kind: "consumer" = "consumer";
  readonly protocolType: "consumer" = "consumer";
  readonly offsets: GroupOffsets;
  /** Where it is kept: settings and time. */
  readonly store: GroupKeeper;
  readonly classicProtocol: ClassicProtocol;
  /** Grows with each change that asks for another assignment. */
  epoch: number = FIRST_EPOCH;
  /** Group epoch for which the target was made. */
  targetEpoch: number = FIRST_EPOCH;
  /** When the target was made; null = never. */
  assignedAt: number | null = null;
  /** The topics of the last group epoch, their ids and sizes: another text asks for another assignment. */
  topicsText = "";
  /** Patterns that members subscribe to. */
  readonly regexes: ConsumerRegexes;
  readonly #members = new Map<string, ConsumerMember>();
  readonly #targets = new Map<string, Partitions>();
  /** How many members hold a partition, by topic id. */
  readonly #holders = new Map<string, Map<number, number>>();
  /** How many members name a topic. */
  readonly #topics = new Map<string, number>();
  /** How many members prefer an assignor. */
  readonly #votes = new Map<AssignorName, number>();
  readonly #conduct: ConsumerConduct;
  readonly #timers = new Map<string, () => void>();

  /** A group without members. */
  constructor(id: string, store: GroupKeeper, { offsets, conduct }: ConsumerGroupParts) {
    this.id = id;
    this.store = store;
    this.offsets = offsets;
    this.#conduct = conduct;
    this.classicProtocol = conduct.classicProtocol(this);
    this.regexes = new ConsumerRegexes(store.state);
  }

  /** Members by id, in the order in which they came. */
  get members(): ReadonlyMap<string, ConsumerMember> {
    return this.#members;
  }

  get empty(): boolean {
    return this.#members.size === 0;
  }

  get stateName(): "Empty" | "Assigning" | "Reconciling" | "Stable" {
    if (this.empty) return "Empty";
    if (this.epoch > this.targetEpoch) return "Assigning";
    const settled = [...this.#members.values()].every((member) => isReconciled(member, this.targetEpoch));
    return settled ? "Stable" : "Reconciling";
  }

  /** Longest silence of a member: of this group, or of all groups. */
  get sessionTimeoutMs(): number {
    return this.#config("consumer.session.timeout.ms", this.store.settings.consumerSessionTimeoutMs);
  }

  /** How often members are told to send heartbeats. */
  get heartbeatIntervalMs(): number {
    return this.#config("consumer.heartbeat.interval.ms", this.store.settings.consumerHeartbeatIntervalMs);
  }

  /** Shortest time between two assignments. */
  get assignmentIntervalMs(): number {
    return this.#config("consumer.assignment.interval.ms", this.store.settings.consumerAssignmentIntervalMs);
  }

  /** The assignor that most members prefer. */
  get assignor(): AssignorName {
    return preferredAssignor(this.#votes);
  }

  /** The static member of that name. */
  staticMember(instanceId: string): ConsumerMember | undefined {
    for (const member of this.#members.values()) if (member.instanceId === instanceId) return member;
    return undefined;
  }

  /** What the target gives a member. */
  target(memberId: string): Partitions {
    return this.#targets.get(memberId) ?? NO_PARTITIONS;
  }

  /** Sets what the target gives a member. */
  setTarget(memberId: string, partitions: Partitions): void {
    this.#targets.set(memberId, partitions);
  }

  /** Adds a member or another state of one. */
  put(member: ConsumerMember): void {
    this.#count(this.#members.get(member.id), -1);
    this.#members.set(member.id, member);
    this.#count(member, 1);
  }

  /** Removes a member, its target and its timers. */
  remove(memberId: string): void {
    this.#count(this.#members.get(memberId), -1);
    this.#members.delete(memberId);
    this.#targets.delete(memberId);
    for (const kind of ["session", "rebalance", "join", "sync"] as const) this.cancel(kind, memberId);
  }

  /** Puts a static member in the place of its former self, whose target it takes over. */
  replaceStatic(old: ConsumerMember, member: ConsumerMember): void {
    const target = this.target(old.id);
    this.remove(old.id);
    this.setTarget(member.id, target);
    this.put(member);
  }

  /** Whether no member holds a partition. */
  isFree(topicId: string, partition: number): boolean {
    return !this.#holders.get(topicId)?.has(partition);
  }

  /** Names of the topics that a member subscribes to, also by its pattern. */
  topicsOf({ topics, regex }: ConsumerMember): Set<string> {
    return new Set([...topics, ...(regex === "" ? [] : this.regexes.topics(regex))]);
  }

  /** Ids of the topics that a member subscribes to and that exist. */
  topicIdsOf(member: ConsumerMember): Set<string> {
    const ids = new Set<string>();
    for (const name of this.topicsOf(member)) {
      const topic = this.store.state.topic(name);
      if (topic !== undefined) ids.add(topic.id);
    }
    return ids;
  }

  /** The subscribed topics with ids and sizes, as one text. */
  describeTopics(): string {
    const names = this.regexes.allTopics;
    for (const name of this.#topics.keys()) names.add(name);
    return [...names].sort().flatMap((name) => {
      const topic = this.store.state.topic(name);
      return topic === undefined ? [] : [`${topic.id} ${topic.partitions.length}`];
    }).join("\n");
  }

  /** Asks for another assignment. */
  bump(): void {
    this.epoch++;
    this.topicsText = this.describeTopics();
  }

  /** Sets the timer of a member anew. */
  after(
    kind: ConsumerTimer,
    { memberId, ms }: { readonly memberId: string; readonly ms: number },
    fn: () => void,
  ): void {
    this.cancel(kind, memberId);
    const name = `${kind} ${memberId}`;
    this.#timers.set(
      name,
      this.store.state.platform.clock.after(ms, () => {
        this.#timers.delete(name);
        if (!this.store.noticeMove(this)) fn();
      }),
    );
  }

  /** Whether the timer of a member runs. */
  isTimed(kind: ConsumerTimer, memberId: string): boolean {
    return this.#timers.has(`${kind} ${memberId}`);
  }

  /** Cancels the timer of a member. */
  cancel(kind: ConsumerTimer, memberId: string): void {
    this.#timers.get(`${kind} ${memberId}`)?.();
    this.#timers.delete(`${kind} ${memberId}`);
  }

  /** The session of a member begins anew. */
  keepAlive({ id: memberId, classic }: ConsumerMember): void {
    const ms = classic?.sessionTimeoutMs ?? this.sessionTimeoutMs;
    this.after("session", { memberId, ms }, () => this.#conduct.fence(this, [memberId]));
  }

  /** A member that has to give up partitions must do so in time; one that has not need no longer. */
  watchRevocation({ id: memberId, epoch, phase, classic, rebalanceTimeoutMs: ms }: ConsumerMember): void {
    if (classic !== null) return;
    if (phase !== "UNREVOKED_PARTITIONS") return this.cancel("rebalance", memberId);
    this.after("rebalance", { memberId, ms }, () => {
      if (this.#members.get(memberId)?.epoch === epoch) this.#conduct.fence(this, [memberId]);
    });
  }

  validateCommit({ memberId, groupInstanceId, generation, version, transactional }: OffsetClaim): Failure | null {
    if (generation < 0 && this.empty) return null;
    if (transactional && generation === -1 && memberId === "" && groupInstanceId === null) return null;
    const member = this.#members.get(memberId);
    if (member === undefined) return this.unknown(memberId);
    if (!transactional && member.classic === null && version < FIRST_COMMIT_VERSION) {
      const text =
        `OffsetCommit version ${FIRST_COMMIT_VERSION} or above must be used by members using the consumer group protocol`;
      return failure(ErrorCode.UNSUPPORTED_VERSION, text);
    }
    if (generation <= member.epoch) return null;
    const what = member.classic === null ? "member epoch" : "generation id";
    return stale(member, `Received ${what} ${generation} is newer than current member epoch ${member.epoch}.`);
  }

  validatePartition(
    { memberId, generation }: OffsetClaim,
    { topic, topicId, partition }: PartitionPlace,
  ): Failure | null {
    const member = this.#members.get(memberId);
    if (member === undefined || generation >= member.epoch) return null;
    // An older epoch may commit what the member has held since then.
    const since = epochOf(member.assigned, topicId, partition) ?? epochOf(member.revoking, topicId, partition);
    if (since === undefined) {
      return stale(member, `Partition ${topic}-${partition} is not assigned or pending revocation for member.`);
    }
    if (generation >= since) return null;
    const what = member.classic === null ? "member epoch" : "generation id";
    const text = `Received ${what} ${generation} is older than assignment epoch ${since} for partition`;
    return stale(member, `${text} ${topic}-${partition}.`);
  }

  validateFetch({ memberId, generation, anonymous }: OffsetClaim): Failure | null {
    if (anonymous === true && generation < 0) return null;
    const member = this.#members.get(memberId);
    if (member === undefined) return this.unknown(memberId);
    if (generation === member.epoch) return null;
    const what = member.classic === null ? "member epoch" : "generation id";
    return stale(
      member,
      `The received ${what} ${generation} does not match the expected member epoch ${member.epoch}.`,
    );
  }

  validateDelete(): Failure | null {
    return this.empty ? null : plainFailure(ErrorCode.NON_EMPTY_GROUP);
  }

  validateOffsetDelete(): Failure | null {
    return null;
  }

  isSubscribedTo(topic: string): boolean {
    return this.#topics.has(topic) || this.regexes.allTopics.has(topic);
  }

  /** What a coordinator knows of the members survives a move; sessions and waits begin anew. */
  moved(): void {
    this.#cancelAll();
    for (const member of this.#members.values()) {
      this.keepAlive(member);
      this.watchRevocation(member);
    }
  }

  close(): void {
    this.#cancelAll();
  }

  /** As ConsumerGroupDescribe shows it. */
  describe(): Init<ConsumerGroupDescribeResponse["groups"][number]> {
    const { state } = this.store;
    return {
      groupId: this.id,
      groupState: this.stateName,
      groupEpoch: this.epoch,
      assignmentEpoch: this.targetEpoch,
      assignorName: this.assignor,
      members: [...this.#members.values()].map((member) => describeMember(member, this.target(member.id), state)),
    };
  }

  /** The refusal of an id that is not a member's. */
  unknown(memberId: string): Failure {
    return failure(ErrorCode.UNKNOWN_MEMBER_ID, `Member ${memberId} is not a member of group ${this.id}.`);
  }

  #config(name: string, fallback: number): number {
    return groupNumber(this.store.state, { group: this.id, name }, fallback);
  }

  #count(member: ConsumerMember | undefined, step: 1 | -1): void {
    if (member === undefined) return;
    const { topics, regex, assignor } = member;
    for (const name of topics) tally(this.#topics, name, step);
    this.regexes.count(regex, step);
    if (assignor !== null && isAssignorName(assignor)) tally(this.#votes, assignor, step);
    for (const held of [member.assigned, member.revoking]) {
      for (const [topicId, partitions] of held) {
        const counts = this.#holders.get(topicId) ?? new Map<number, number>();
        this.#holders.set(topicId, counts);
        for (const index of partitions.keys()) tally(counts, index, step);
      }
    }
  }

  #cancelAll(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }
}

/** What a consumer group begins with. */
export interface ConsumerGroupParts {
  /** Its offsets. */
  readonly offsets: GroupOffsets;
  /** What is done with it. */
  readonly conduct: ConsumerConduct;
}

/** What a consumer group has done with it by those that know more of the protocol. */
export interface ConsumerConduct {
  /** Carries out the requests of classic members. */
  classicProtocol(group: ConsumerGroup): ClassicProtocol;
  /** Removes members that don't answer in time. */
  fence(group: ConsumerGroup, memberIds: readonly string[]): void;
}

function epochOf(held: HeldPartitions, topicId: string, partition: number): number | undefined {
  return held.get(topicId)?.get(partition);
}

function stale({ classic }: ConsumerMember, text: string): Failure {
  return failure(classic === null ? ErrorCode.STALE_MEMBER_EPOCH : ErrorCode.ILLEGAL_GENERATION, text);
}

// Members of classic groups for tests: each has a connection of its own, as its JoinGroup blocks it.
import assert from "node:assert/strict";
import { encodeConsumerProtocolSubscription } from "../../protocol/messages/consumer_protocol_subscription.ts";
import { Heartbeat } from "../../protocol/messages/heartbeat.ts";
import { JoinGroup, type JoinGroupRequest, type JoinGroupResponse } from "../../protocol/messages/join_group.ts";
import { LeaveGroup } from "../../protocol/messages/leave_group.ts";
import { SyncGroup, type SyncGroupResponse } from "../../protocol/messages/sync_group.ts";
import type { Init } from "../../protocol/wire/api.ts";
import { Writer } from "../../protocol/wire/writer.ts";
import type { RawClient, World } from "./raw_client.ts";

/** Metadata of a consumer that reads `topics`. */
export function subscription(...topics: string[]): Uint8Array {
  const writer = new Writer();
  writer.int16(0);
  encodeConsumerProtocolSubscription(writer, { topics }, 0);
  return writer.toUint8Array();
}

/** How a member joins. */
export interface MemberOptions {
  readonly groupId?: string;
  readonly instanceId?: string;
  readonly version?: number;
  readonly node?: number;
  readonly protocols?: readonly string[];
  readonly topics?: readonly string[];
  readonly sessionTimeoutMs?: number;
  readonly rebalanceTimeoutMs?: number;
  readonly protocolType?: string;
}

/** A member that knows what it was told last. */
export class Member {
  readonly client: RawClient;
  readonly options: MemberOptions;
  memberId = "";
  generation = -1;
  leader = "";
  members: JoinGroupResponse["members"] = [];
  readonly #world: World;

  constructor(world: World, client: RawClient, options: MemberOptions) {
    this.#world = world;
    this.client = client;
    this.options = options;
  }

  get groupId(): string {
    return this.options.groupId ?? "g";
  }

  get leads(): boolean {
    return this.leader === this.memberId;
  }

  get identity() {
    return { memberId: this.memberId, groupInstanceId: this.options.instanceId ?? null };
  }

  /** Sends JoinGroup; after MEMBER_ID_REQUIRED once more. Does not run the clock. */
  async join(change: Init<JoinGroupRequest> = {}): Promise<JoinGroupResponse> {
    const { protocolType = "consumer", protocols = ["range"], topics = ["orders"], version = 9 } = this.options;
    const { sessionTimeoutMs = 10_000, rebalanceTimeoutMs = 60_000, instanceId } = this.options;
    const request: Init<JoinGroupRequest> = {
      groupId: this.groupId,
      memberId: this.memberId,
      protocolType,
      protocols: protocols.map((name) => ({ name, metadata: subscription(...topics) })),
      sessionTimeoutMs,
      ...(version >= 1 ? { rebalanceTimeoutMs } : {}),
      ...(version >= 5 ? { groupInstanceId: instanceId } : {}),
      ...change,
    };
    let answer = await this.client.call(JoinGroup, request, version);
    if (answer.errorCode === 79) {
      answer = await this.client.call(JoinGroup, { ...request, memberId: answer.memberId }, version);
    }
    if (answer.errorCode !== 0) return answer;
    this.memberId = answer.memberId;
    this.generation = answer.generationId;
    this.leader = answer.leader;
    this.members = answer.members;
    return answer;
  }

  /** Sends SyncGroup; the leader assigns each member a byte: its place. Does not run the clock. */
  sync(assign: boolean = this.leads): Promise<SyncGroupResponse> {
    const { version = 9, protocolType = "consumer", protocols = ["range"] } = this.options;
    const assignments = assign
      ? this.members.map(({ memberId }, at) => ({ memberId, assignment: Uint8Array.of(at + 1) }))
      : [];
    const syncVersion = Math.min(5, version);
    return this.client.call(SyncGroup, {
      groupId: this.groupId,
      generationId: this.generation,
      memberId: this.memberId,
      assignments,
      ...(syncVersion >= 3 ? { groupInstanceId: this.options.instanceId } : {}),
      ...(syncVersion >= 5 ? { protocolType, protocolName: protocols[0] } : {}),
    }, syncVersion);
  }

  /** Error code of a Heartbeat. */
  async beat(): Promise<number> {
    const { groupId, generation: generationId } = this;
    const answer = this.client.call(Heartbeat, { groupId, generationId, ...this.identity }, 4);
    return (await this.#world.until(answer)).errorCode;
  }

  /** Error code of a LeaveGroup. */
  async leave(): Promise<number> {
    const { groupId } = this;
    const { errorCode, members } = await this.#world.until(
      this.client.call(LeaveGroup, { groupId, members: [this.identity] }, 5),
    );
    return errorCode || members[0].errorCode;
  }
}

/** A member that has a connection and has not joined. */
export async function member(world: World, options: MemberOptions = {}): Promise<Member> {
  return new Member(world, await world.connect(options.node ?? 1), options);
}

/** Joins all of them and hands out assignments: the group is stable. */
export async function settle(world: World, members: readonly Member[]): Promise<void> {
  const answers = await world.until(Promise.all(members.map((one) => one.join())));
  assert.deepEqual(answers.map(({ errorCode }) => errorCode), members.map(() => 0));
  const synced = await world.until(Promise.all(members.map((one) => one.sync())));
  assert.deepEqual(synced.map(({ errorCode }) => errorCode), members.map(() => 0));
}

/** A stable group of `count` members. */
export async function stableGroup(world: World, count: number, options: MemberOptions = {}): Promise<Member[]> {
  const members: Member[] = [];
  for (let n = 0; n < count; n++) members.push(await member(world, options));
  await settle(world, members);
  return members;
}

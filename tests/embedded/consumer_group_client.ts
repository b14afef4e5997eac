// Members of consumer groups (KIP-848) for tests: they send heartbeats and do what the answers say.
import {
  ConsumerGroupHeartbeat,
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
} from "../../protocol/messages/consumer_group_heartbeat.ts";
import {
  ConsumerGroupDescribe,
  type ConsumerGroupDescribeResponseDescribedGroup as DescribedGroup,
} from "../../protocol/messages/consumer_group_describe.ts";
import type { Init } from "../../protocol/wire/api.ts";
import type { World } from "./raw_client.ts";

/** How a member joins. */
export interface ConsumerOptions {
  readonly groupId?: string;
  readonly instanceId?: string;
  readonly topics?: readonly string[];
  readonly regex?: string;
  readonly assignor?: string;
  readonly node?: number;
}

/** A member that does what it is told. */
export class ConsumerMemberClient {
  readonly options: ConsumerOptions;
  memberId: string;
  epoch = 0;
  /** Partitions as `"topicId:index"`, in order. */
  owned: string[] = [];
  readonly #world: World;

  constructor(world: World, memberId: string, options: ConsumerOptions) {
    this.#world = world;
    this.memberId = memberId;
    this.options = options;
  }

  get groupId(): string {
    return this.options.groupId ?? "g";
  }

  /** Numbers of the partitions that it holds, whatever the topic. */
  get partitions(): number[] {
    return this.owned.map((one) => Number(one.split(":")[1])).sort((a, b) => a - b);
  }

  /** Sends a heartbeat as it stands. */
  send(change: Init<ConsumerGroupHeartbeatRequest>, version = 1): Promise<ConsumerGroupHeartbeatResponse> {
    const { groupId, memberId, epoch: memberEpoch, options: { instanceId = null, node } } = this;
    const request = { groupId, memberId, memberEpoch, instanceId, ...change };
    return this.#world.call(ConsumerGroupHeartbeat, request, { version, node });
  }

  /** Joins, also again. */
  async join(change: Init<ConsumerGroupHeartbeatRequest> = {}): Promise<ConsumerGroupHeartbeatResponse> {
    const { topics = ["orders"], regex = null, assignor = null } = this.options;
    this.epoch = 0;
    this.owned = [];
    return this.#take(
      await this.send({
        rebalanceTimeoutMs: 60_000,
        subscribedTopicNames: topics,
        subscribedTopicRegex: regex,
        serverAssignor: assignor,
        topicPartitions: [],
        ...change,
      }),
    );
  }

  /** A heartbeat that says what it holds. */
  async beat(change: Init<ConsumerGroupHeartbeatRequest> = {}): Promise<ConsumerGroupHeartbeatResponse> {
    return this.#take(await this.send({ topicPartitions: this.topicPartitions(), ...change }));
  }

  leave(memberEpoch = -1): Promise<ConsumerGroupHeartbeatResponse> {
    return this.send({ memberEpoch });
  }

  topicPartitions() {
    const byTopic = new Map<string, number[]>();
    for (const one of this.owned) {
      const [topicId, index] = one.split(":");
      byTopic.set(topicId, [...byTopic.get(topicId) ?? [], Number(index)]);
    }
    return [...byTopic].map(([topicId, partitions]) => ({ topicId, partitions }));
  }

  #take(answer: ConsumerGroupHeartbeatResponse): ConsumerGroupHeartbeatResponse {
    if (answer.errorCode !== 0) return answer;
    this.memberId = answer.memberId ?? this.memberId;
    this.epoch = answer.memberEpoch;
    if (answer.assignment !== null) {
      this.owned = answer.assignment.topicPartitions
        .flatMap(({ topicId, partitions }) => partitions.map((index) => `${topicId}:${index}`));
    }
    return answer;
  }
}

/** A member that has not joined. */
export function consumer(world: World, memberId: string, options: ConsumerOptions = {}): ConsumerMemberClient {
  return new ConsumerMemberClient(world, memberId, options);
}

/** Heartbeats of all, in turns, until everyone is where it is to be. */
export async function settleConsumers(members: readonly ConsumerMemberClient[]): Promise<void> {
  for (let turn = 0; turn < 4; turn++) for (const member of members) await member.beat();
}

/** The group as it is described. */
export async function describeConsumers({ call }: World, groupId = "g", node = 1): Promise<DescribedGroup> {
  const { groups } = await call(ConsumerGroupDescribe, { groupIds: [groupId] }, { version: 1, node });
  return groups[0];
}

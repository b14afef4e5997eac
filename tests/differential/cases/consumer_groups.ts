// Differential cases: groups of the consumer protocol (KIP-848).
import { ConsumerGroupDescribe } from "../../../protocol/messages/consumer_group_describe.ts";
import {
  ConsumerGroupHeartbeat,
  type ConsumerGroupHeartbeatRequest,
  type ConsumerGroupHeartbeatResponse,
} from "../../../protocol/messages/consumer_group_heartbeat.ts";
import { DeleteGroups } from "../../../protocol/messages/delete_groups.ts";
import { DescribeGroups } from "../../../protocol/messages/describe_groups.ts";
import { OffsetCommit } from "../../../protocol/messages/offset_commit.ts";
import { OffsetDelete } from "../../../protocol/messages/offset_delete.ts";
import { OffsetFetch } from "../../../protocol/messages/offset_fetch.ts";
import type { Init } from "../../../protocol/wire/api.ts";
import type { CallOptions, DifferentialCase, Script } from "../script.ts";
import { heartbeat, join, newGroup } from "./members.ts";
import { NO_SUCH_ID, type TopicName } from "./records.ts";

type Beat = Init<ConsumerGroupHeartbeatRequest>;
type Answer = ConsumerGroupHeartbeatResponse;

const REGEX = { end: "highest", why: "the lowest version has no regular expressions" } as const;

function beat(script: Script, request: Beat, options: CallOptions = {}): Promise<Answer> {
  return script.call(ConsumerGroupHeartbeat, { rebalanceTimeoutMs: -1, ...request }, options);
}

/** A first heartbeat; since version 1 clients make their ids up. */
function enter(script: Script, groupId: string, request: Beat = {}, options: CallOptions = {}): Promise<Answer> {
  const memberId = script.version(ConsumerGroupHeartbeat) < 1 ? "" : script.name(`member-${options.on ?? "main"}`);
  return beat(script, {
    groupId,
    memberId,
    memberEpoch: 0,
    rebalanceTimeoutMs: 10_000,
    subscribedTopicNames: [],
    topicPartitions: [],
    ...request,
  }, options);
}

/**
 * Enters a new group and is assigned the topic at once. Coordinators of a real broker hear of a new topic a moment after
 * Metadata tells it: a member that was too early begins again in a new group, or its epochs would not be the same.
 */
async function entered(script: Script, topic: TopicName, request: Beat = {}) {
  const groupId = await newGroup(script);
  const answers: Answer[] = [];
  await script.until("a member that is assigned at once", async () => {
    const asked = { subscribedTopicNames: [topic.name], ...request };
    const answer = await enter(script, groupId, asked, { silent: true });
    answers[0] = answer;
    if (answer.assignment?.topicPartitions.length === 1) return true;
    const gone = { groupId, memberId: answer.memberId ?? "", memberEpoch: -1, instanceId: request.instanceId };
    await beat(script, gone, { silent: true });
    await script.call(DeleteGroups, { groupsNames: [groupId] }, { silent: true });
    return false;
  });
  const { memberId, memberEpoch, assignment } = answers[0];
  script.note("the first heartbeat", answers[0]);
  return {
    groupId,
    memberId: memberId ?? "",
    memberEpoch,
    partitions: assignment?.topicPartitions[0]?.partitions ?? [],
  };
}

/** A member of a group of its own that has got its partitions. */
async function settled(
  script: Script,
  topic: TopicName,
  request: Beat = {},
): Promise<{ readonly groupId: string; readonly memberId: string; readonly memberEpoch: number }> {
  const first = await entered(script, topic, request);
  const { groupId, memberId } = first;
  const topicPartitions = [{ topicId: topic.id, partitions: first.partitions }];
  const { memberEpoch } = await beat(script, { groupId, memberId, memberEpoch: first.memberEpoch, topicPartitions });
  return { groupId, memberId, memberEpoch };
}

function describe(script: Script, ...groupIds: readonly string[]): Promise<unknown> {
  return script.call(ConsumerGroupDescribe, { groupIds });
}

const heartbeats: readonly DifferentialCase[] = [
  {
    name: "A member enters, is assigned, beats and leaves",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 2 });
      const { groupId, memberId, memberEpoch } = await entered(script, topic);
      const member = { groupId, memberId };
      const topicPartitions = [{ topicId: topic.id, partitions: [0, 1] }];
      await beat(script, { ...member, memberEpoch, topicPartitions });
      await beat(script, { ...member, memberEpoch });
      await beat(script, { ...member, memberEpoch: -1 });
      await beat(script, { ...member, memberEpoch });
    },
  },
  {
    name: "Heartbeats with what is not allowed",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const groupId = await newGroup(script);
      await enter(script, "");
      await enter(script, groupId, { rebalanceTimeoutMs: -1 });
      await enter(script, groupId, { topicPartitions: null });
      await enter(script, groupId, { topicPartitions: [{ topicId: NO_SUCH_ID, partitions: [0] }] });
      await enter(script, groupId, { subscribedTopicNames: null });
      await enter(script, groupId, { instanceId: "" });
      await enter(script, groupId, { rackId: "" });
      await enter(script, groupId, { serverAssignor: "nonsense" });
      await enter(script, groupId, { serverAssignor: "" });
      await beat(script, { groupId, memberId: "", memberEpoch: 5 });
      await beat(script, { groupId, memberId: "a", memberEpoch: -3 });
      await beat(script, { groupId, memberId: "a", memberEpoch: -2 });
    },
  },
  {
    name: "Heartbeats with a member epoch that is stale or of the future",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const { groupId, memberId, memberEpoch } = await settled(script, await script.topic());
      await beat(script, { groupId, memberId, memberEpoch: memberEpoch + 1 });
      await beat(script, { groupId, memberId, memberEpoch: memberEpoch - 1 });
      await beat(script, { groupId, memberId, memberEpoch: memberEpoch + 100 });
      await beat(script, { groupId, memberId, memberEpoch });
    },
  },
  {
    name: "Heartbeats of strangers and of groups that are not there",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const { groupId, memberEpoch } = await settled(script, await script.topic());
      await beat(script, { groupId, memberId: "stranger", memberEpoch });
      await beat(script, { groupId, memberId: "stranger", memberEpoch: -1 });
      await beat(script, { groupId: script.name("none"), memberId: "stranger", memberEpoch });
      await beat(script, { groupId: script.name("none"), memberId: "stranger", memberEpoch: -1 });
    },
  },
  {
    name: "A member that changes its subscription",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const topic = await script.topic();
      const { groupId, memberId, memberEpoch } = await settled(script, topic);
      await beat(script, { groupId, memberId, memberEpoch, subscribedTopicNames: [topic.name] });
      const none = await beat(script, { groupId, memberId, memberEpoch, subscribedTopicNames: [script.name("none")] });
      await beat(script, { groupId, memberId, memberEpoch: none.memberEpoch, topicPartitions: [] });
      await describe(script, groupId);
    },
  },
  {
    name: "A member enters again with epoch zero",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const topic = await script.topic();
      const { groupId, memberId, memberEpoch } = await settled(script, topic);
      await enter(script, groupId, { memberId, subscribedTopicNames: [topic.name] });
      await beat(script, { groupId, memberId, memberEpoch });
      await describe(script, groupId);
    },
  },
  {
    name: "Static members: taken, away for a while, and back with another id",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const topic = await script.topic();
      const instanceId = "one";
      const subscription = { subscribedTopicNames: [topic.name] };
      const member = await settled(script, topic, { instanceId });
      const { groupId, memberId } = member;
      await enter(script, groupId, { ...subscription, instanceId, memberId: script.name("other") });
      await beat(script, { ...member, instanceId: "two" });
      await beat(script, { groupId, memberId, memberEpoch: -2, instanceId });
      const back = await enter(script, groupId, { ...subscription, instanceId, memberId: script.name("other") });
      await beat(script, { ...member, instanceId });
      await beat(script, { groupId, memberId: back.memberId ?? "", memberEpoch: back.memberEpoch, instanceId });
      await describe(script, groupId);
    },
  },
  {
    name: "A second member gets its share once the first has let go",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 2 });
      const first = await settled(script, topic);
      const { groupId, memberId } = first;
      const other = await enter(script, groupId, { subscribedTopicNames: [topic.name] }, {
        on: "second",
        silent: true,
      });
      const own = { groupId, memberId, topicPartitions: [{ topicId: topic.id, partitions: [0, 1] }] };
      let memberEpoch = first.memberEpoch;
      await script.until("the first to be asked for a partition", async () => {
        const answer = await beat(script, { ...own, memberEpoch }, { silent: true });
        memberEpoch = answer.memberEpoch;
        return answer.assignment?.topicPartitions[0]?.partitions.length === 1;
      });
      const left = await beat(script, { ...own, memberEpoch });
      const partitions = left.assignment?.topicPartitions[0]?.partitions ?? [];
      await beat(script, { ...own, memberEpoch, topicPartitions: [{ topicId: topic.id, partitions }] });
      await beat(script, { groupId, memberId: other.memberId ?? "", memberEpoch: other.memberEpoch });
      await describe(script, groupId);
    },
  },
  {
    name: "Subscriptions by regular expression",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const groupId = await newGroup(script);
      await script.topic("regex-a");
      const only = (subscribedTopicRegex: string) => ({ subscribedTopicRegex, subscribedTopicNames: null });
      await enter(script, groupId, only("(unclosed"));
      await enter(script, groupId, only("(?<=look)behind"));
      const { memberId, memberEpoch } = await enter(script, groupId, only(`${script.name("regex")}-.*`));
      const member = { groupId, memberId: memberId ?? "" };
      let epoch = memberEpoch;
      await script.until("the expression to be resolved", async () => {
        const answer = await beat(script, { ...member, memberEpoch: epoch }, { silent: true });
        epoch = answer.memberEpoch;
        return (answer.assignment?.topicPartitions.length ?? 0) > 0;
      });
      await beat(script, { ...member, memberEpoch: epoch, subscribedTopicRegex: "(unclosed" });
      await describe(script, groupId);
    },
    only: REGEX,
  },
  {
    name: "The classic protocol in a group of the consumer protocol",
    api: ConsumerGroupHeartbeat,
    run: async (script) => {
      const { groupId, memberId, memberEpoch } = await settled(script, await script.topic());
      await heartbeat(script, { groupId, memberId, generation: memberEpoch });
      await join(script, { groupId, protocolType: "connect", protocols: ["p"] });
      await script.call(DescribeGroups, { groups: [groupId] });
      await script.call(DeleteGroups, { groupsNames: [groupId] });
      await beat(script, { groupId, memberId, memberEpoch: -1 });
      await script.call(DeleteGroups, { groupsNames: [groupId] });
    },
  },
];

const described: readonly DifferentialCase[] = [
  {
    name: "ConsumerGroupDescribe of a group in its states",
    api: ConsumerGroupDescribe,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 2 });
      const member = await settled(script, topic, { rackId: "rack-1", instanceId: "one" });
      await describe(script, member.groupId);
      await script.call(ConsumerGroupDescribe, { groupIds: [member.groupId], includeAuthorizedOperations: true });
      await beat(script, { ...member, instanceId: "one", memberEpoch: -1 });
      await describe(script, member.groupId);
    },
  },
  {
    name: "ConsumerGroupDescribe of groups that are not there, and of a classic one",
    api: ConsumerGroupDescribe,
    run: async (script) => {
      const groupId = await newGroup(script);
      await describe(script, groupId, "");
      await describe(script, groupId, groupId);
      await join(script, { groupId });
      await describe(script, groupId);
    },
  },
  {
    name: "Offsets of a consumer group with right and wrong epochs",
    api: ConsumerGroupDescribe,
    run: async (script) => {
      const topic = await script.topic();
      const { groupId, memberId, memberEpoch } = await settled(script, topic);
      const partitions = [{ partitionIndex: 0, committedOffset: 5n }];
      const commit = (id: string, generationIdOrMemberEpoch: number) =>
        script.call(OffsetCommit, {
          groupId,
          memberId: id,
          generationIdOrMemberEpoch,
          topics: [{ name: topic.name, topicId: topic.id, partitions }],
        });
      await commit(memberId, memberEpoch);
      await commit(memberId, memberEpoch - 1);
      await commit(memberId, memberEpoch + 1);
      await commit("stranger", memberEpoch);
      await commit("", -1);
      const topics = [{ name: topic.name, topicId: topic.id, partitionIndexes: [0] }];
      for (const [id, epoch] of [[memberId, memberEpoch], [memberId, memberEpoch + 1], ["stranger", 1]] as const) {
        await script.call(OffsetFetch, { groups: [{ groupId, memberId: id, memberEpoch: epoch, topics }] });
      }
      const doomed = [{ name: topic.name, partitions: [{ partitionIndex: 0 }] }];
      await script.call(OffsetDelete, { groupId, topics: doomed });
    },
    only: { end: "highest", why: "the API of the case only reads" },
  },
];

/** Cases. */
export const consumerGroupCases: readonly DifferentialCase[] = [...heartbeats, ...described];

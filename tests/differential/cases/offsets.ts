// Differential cases: offsets of groups, and the groups that are left of them.
import { DeleteGroups } from "../../../protocol/messages/delete_groups.ts";
import { ListGroups, type ListGroupsRequest } from "../../../protocol/messages/list_groups.ts";
import { OffsetCommit, type OffsetCommitRequest } from "../../../protocol/messages/offset_commit.ts";
import { OffsetDelete } from "../../../protocol/messages/offset_delete.ts";
import { OffsetFetch } from "../../../protocol/messages/offset_fetch.ts";
import type { DifferentialCase, Script } from "../script.ts";
import { heartbeat, type Identity, joinWithId, leave, newGroup, rebalancing, stable } from "./members.ts";
import { NO_SUCH_ID, type TopicName } from "./records.ts";

type CommitPartition = Partial<OffsetCommitRequest["topics"][number]["partitions"][number]>;

function commit(script: Script, member: Identity, topic: TopicName, partition: CommitPartition = {}) {
  const { groupId, memberId = "", instanceId = null, generation = -1 } = member;
  return script.call(OffsetCommit, {
    groupId,
    memberId,
    groupInstanceId: instanceId,
    generationIdOrMemberEpoch: generation,
    topics: [{
      name: topic.name,
      topicId: topic.id,
      partitions: [{ partitionIndex: 0, committedOffset: 5n, committedMetadata: "m", ...partition }],
    }],
  });
}

/** What OffsetFetch asks for; `null` for all partitions of the group. */
function fetchOffsets(
  script: Script,
  groupId: string,
  topics: readonly (TopicName & { readonly partitions?: readonly number[] })[] | null,
  { memberId = null, memberEpoch = -1 }: { readonly memberId?: string | null; readonly memberEpoch?: number } = {},
) {
  const version = script.version(OffsetFetch);
  const asked = topics?.map(({ name, id, partitions = [0] }) => ({
    name,
    topicId: id,
    partitionIndexes: partitions,
  })) ?? null;
  const request = version < 8
    ? { groupId, topics: asked }
    : { groups: [{ groupId, topics: asked, ...(version >= 9 ? { memberId, memberEpoch } : {}) }] };
  return script.call(OffsetFetch, request);
}

function deleteOffset(script: Script, groupId: string, { name }: TopicName, partitionIndex = 0) {
  return script.call(OffsetDelete, { groupId, topics: [{ name, partitions: [{ partitionIndex }] }] });
}

/** The groups of this case alone: a broker may have others. */
async function listed(script: Script, request: Partial<ListGroupsRequest> = {}): Promise<void> {
  const answer = await script.call(ListGroups, request, { silent: true });
  const own = answer.groups.filter(({ groupId }) => groupId.startsWith(script.name("")));
  script.note(`ListGroups ${JSON.stringify(request)}`, { ...answer, groups: own });
}

const commits: readonly DifferentialCase[] = [
  {
    name: "Offsets are committed without a group and fetched again",
    api: OffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      await fetchOffsets(script, groupId, [topic]);
      await commit(script, { groupId }, topic);
      await fetchOffsets(script, groupId, [topic]);
      await commit(script, { groupId }, topic, { committedOffset: 3n, committedMetadata: null });
      await commit(script, { groupId }, topic, { committedOffset: -1n });
      await fetchOffsets(script, groupId, null);
    },
  },
  {
    name: "Offsets of partitions and topics that are not there",
    api: OffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      await commit(script, { groupId }, topic, { partitionIndex: 1 });
      await commit(script, { groupId }, topic, { partitionIndex: -1 });
      await commit(script, { groupId }, { name: script.name("none"), id: NO_SUCH_ID });
      await commit(script, { groupId: "" }, topic);
      await fetchOffsets(script, groupId, null);
    },
  },
  {
    name: "Offsets with metadata that is too long, and with a leader epoch",
    api: OffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      await commit(script, { groupId }, topic, { committedMetadata: "x".repeat(4096) });
      await commit(script, { groupId }, topic, { committedMetadata: "x".repeat(4097) });
      await commit(script, { groupId }, topic, { committedLeaderEpoch: 0, committedOffset: 9n });
      await fetchOffsets(script, groupId, [topic]);
    },
    only: { end: "highest", why: "the lowest version has no leader epoch" },
  },
  {
    name: "Commits of a member, of a stranger, and of an old generation",
    api: OffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const member = await stable(script);
      await commit(script, member, topic);
      await commit(script, { ...member, generation: member.generation - 1 }, topic);
      await commit(script, { ...member, generation: member.generation + 1 }, topic);
      await commit(script, { ...member, memberId: "stranger" }, topic);
      await commit(script, { groupId: member.groupId }, topic);
      await commit(script, { groupId: script.name("none"), memberId: "a", generation: 1 }, topic);
    },
  },
  {
    name: "A commit during a rebalance",
    api: OffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const member = await stable(script);
      const joining = joinWithId(script, { groupId: member.groupId, on: "second", silent: true });
      await rebalancing(script, member);
      await commit(script, member, topic);
      await leave(script, member);
      const other = await joining;
      const next = { ...member, memberId: other.memberId, generation: other.generationId };
      await commit(script, next, topic, { committedOffset: 7n });
      await heartbeat(script, next);
      await commit(script, next, topic, { committedOffset: 8n });
      await fetchOffsets(script, member.groupId, [topic]);
    },
  },
  {
    name: "Commits of static members with somebody else's instance id",
    api: OffsetCommit,
    run: async (script) => {
      const topic = await script.topic();
      const member = await stable(script, { instanceId: "one" });
      await commit(script, { ...member, instanceId: "one" }, topic);
      await commit(script, { ...member, instanceId: "two" }, topic);
      await commit(script, { ...member, memberId: "stranger", instanceId: "one" }, topic);
    },
    only: { end: "highest", why: "the lowest version has no static members" },
  },
];

const fetches: readonly DifferentialCase[] = [
  {
    name: "OffsetFetch of what was never committed",
    api: OffsetFetch,
    run: async (script) => {
      const topic = await script.topic("topic", { partitions: 2 });
      const groupId = await newGroup(script);
      await fetchOffsets(script, groupId, [{ ...topic, partitions: [0, 1, 9] }]);
      await commit(script, { groupId }, topic, { partitionIndex: 1 });
      await fetchOffsets(script, groupId, [{ ...topic, partitions: [0, 1, 9] }]);
      await fetchOffsets(script, groupId, [{ name: script.name("none"), id: NO_SUCH_ID }]);
      await fetchOffsets(script, groupId, []);
    },
  },
  {
    name: "OffsetFetch of all offsets of a group",
    api: OffsetFetch,
    run: async (script) => {
      const groupId = await newGroup(script);
      await fetchOffsets(script, groupId, null);
      await commit(script, { groupId }, await script.topic("a"));
      await commit(script, { groupId }, await script.topic("b"));
      await fetchOffsets(script, groupId, null);
    },
    only: { end: "highest", why: "the lowest version cannot ask for all" },
  },
  {
    name: "OffsetFetch of several groups at once",
    api: OffsetFetch,
    run: async (script) => {
      const topic = await script.topic();
      const [one, two] = [await newGroup(script, "one"), await newGroup(script, "two")];
      await commit(script, { groupId: one }, topic);
      const topics = [{ name: topic.name, topicId: topic.id, partitionIndexes: [0] }];
      const groups = [one, two, one].map((groupId) => ({ groupId, topics }));
      await script.call(OffsetFetch, { groups });
      await script.call(OffsetFetch, { groups: [], requireStable: true });
    },
    only: { end: "highest", why: "the lowest version asks for one group" },
  },
  {
    name: "OffsetFetch with a member and an epoch of a classic group",
    api: OffsetFetch,
    run: async (script) => {
      const topic = await script.topic();
      const { groupId, memberId, generation } = await stable(script);
      await fetchOffsets(script, groupId, [topic], { memberId, memberEpoch: generation });
      await fetchOffsets(script, groupId, [topic], { memberId: "stranger", memberEpoch: generation });
      await fetchOffsets(script, groupId, [topic], { memberId, memberEpoch: generation + 1 });
    },
    only: { end: "highest", why: "the lowest version has no members" },
  },
];

const deletions: readonly DifferentialCase[] = [
  {
    name: "OffsetDelete of an empty group, again, and of what was never there",
    api: OffsetDelete,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      await deleteOffset(script, groupId, topic);
      await commit(script, { groupId }, topic);
      await deleteOffset(script, groupId, topic);
      await deleteOffset(script, groupId, topic);
      await fetchOffsets(script, groupId, [topic]);
    },
  },
  {
    name: "OffsetDelete of partitions and topics that are not there",
    api: OffsetDelete,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      await commit(script, { groupId }, topic);
      await deleteOffset(script, groupId, topic, 9);
      await deleteOffset(script, groupId, { name: script.name("none"), id: "" });
      await deleteOffset(script, "", topic);
    },
  },
  {
    name: "OffsetDelete of a topic that a member subscribes to",
    api: OffsetDelete,
    run: async (script) => {
      const topic = await script.topic();
      const member = await stable(script);
      await commit(script, member, topic);
      await deleteOffset(script, member.groupId, topic);
      await deleteOffset(script, member.groupId, { name: "topic", id: "" });
      await leave(script, member);
      await deleteOffset(script, member.groupId, topic);
    },
  },
  {
    name: "OffsetDelete of a group that is not a consumer's",
    api: OffsetDelete,
    run: async (script) => {
      const topic = await script.topic();
      const member = await stable(script, { protocolType: "connect" });
      await commit(script, member, topic);
      await deleteOffset(script, member.groupId, topic);
    },
  },
];

const groups: readonly DifferentialCase[] = [
  {
    name: "DeleteGroups of a group with members, an empty one, and again",
    api: DeleteGroups,
    run: async (script) => {
      const member = await stable(script);
      const groupsNames = [member.groupId];
      await script.call(DeleteGroups, { groupsNames });
      await leave(script, member);
      await script.call(DeleteGroups, { groupsNames });
      await script.call(DeleteGroups, { groupsNames });
      await heartbeat(script, member);
    },
  },
  {
    name: "DeleteGroups forgets the offsets",
    api: DeleteGroups,
    run: async (script) => {
      const topic = await script.topic();
      const groupId = await newGroup(script);
      await commit(script, { groupId }, topic);
      await script.call(DeleteGroups, { groupsNames: [groupId, script.name("none"), ""] });
      await fetchOffsets(script, groupId, [topic]);
    },
  },
  {
    name: "ListGroups as a group lives and dies",
    api: ListGroups,
    run: async (script) => {
      await listed(script);
      const member = await stable(script);
      await listed(script);
      await leave(script, member);
      await listed(script);
      await script.call(DeleteGroups, { groupsNames: [member.groupId] });
      await listed(script);
    },
  },
  {
    name: "ListGroups by state and by type",
    api: ListGroups,
    run: async (script) => {
      await stable(script);
      await commit(script, { groupId: await newGroup(script, "simple") }, await script.topic());
      await listed(script, { statesFilter: ["stable"] });
      await listed(script, { statesFilter: ["Empty"] });
      await listed(script, { statesFilter: ["NoSuchState"] });
      await listed(script, { typesFilter: ["classic"] });
      await listed(script, { typesFilter: ["consumer"] });
      await listed(script, { typesFilter: ["nonsense"] });
    },
    only: { end: "highest", why: "the lowest version has no filters" },
  },
];

/** Cases. */
export const offsetCases: readonly DifferentialCase[] = [...commits, ...fetches, ...deletions, ...groups];

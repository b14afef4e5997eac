// Steps of a member towards its target, as a table. A pure function.
import assert from "node:assert/strict";
import { type ConsumerMember, newMember } from "../../embedded/groups/consumer_member.ts";
import { reconcile } from "../../embedded/groups/consumer_reconciliation.ts";
import { test } from "../harness.ts";

type Held = Readonly<Record<number, number>>;

interface Case {
  readonly name: string;
  /** Phase, epoch, what is held and what is given up: partition → epoch. */
  readonly before: readonly [ConsumerMember["phase"], number, Held, Held];
  readonly target: readonly number[];
  readonly targetEpoch: number;
  /** What the member says that it holds; null = not told. */
  readonly owned: readonly number[] | null;
  /** What others hold. */
  readonly taken?: readonly number[];
  readonly unsubscribed?: boolean;
  readonly after: readonly [ConsumerMember["phase"], number, Held, Held] | "same";
}

const CASES: readonly Case[] = [
  {
    name: "a member at its target stays",
    before: ["STABLE", 5, { 0: 3 }, {}],
    target: [0],
    targetEpoch: 5,
    owned: [0],
    after: "same",
  },
  {
    name: "a new member takes what is free",
    before: ["STABLE", 0, {}, {}],
    target: [0, 1],
    targetEpoch: 2,
    owned: [],
    after: ["STABLE", 2, { 0: 2, 1: 2 }, {}],
  },
  {
    name: "a new member waits for what others hold, and takes the rest",
    before: ["STABLE", 0, {}, {}],
    target: [0, 1],
    targetEpoch: 2,
    owned: [],
    taken: [1],
    after: ["UNRELEASED_PARTITIONS", 2, { 0: 2 }, {}],
  },
  {
    name: "a member that waits gets what becomes free",
    before: ["UNRELEASED_PARTITIONS", 2, { 0: 2 }, {}],
    target: [0, 1],
    targetEpoch: 2,
    owned: null,
    after: ["STABLE", 2, { 0: 2, 1: 2 }, {}],
  },
  {
    name: "a member first gives up, at its old epoch",
    before: ["STABLE", 2, { 0: 2, 1: 2 }, {}],
    target: [0, 3],
    targetEpoch: 3,
    owned: null,
    after: ["UNREVOKED_PARTITIONS", 2, { 0: 2 }, { 1: 2 }],
  },
  {
    name: "a member that does not hold what it loses goes on at once",
    before: ["STABLE", 2, { 0: 2, 1: 2 }, {}],
    target: [0],
    targetEpoch: 3,
    owned: [0],
    after: ["STABLE", 3, { 0: 2 }, {}],
  },
  {
    name: "a member that still holds what it gives up stays",
    before: ["UNREVOKED_PARTITIONS", 2, { 0: 2 }, { 1: 2 }],
    target: [0],
    targetEpoch: 3,
    owned: [0, 1],
    after: "same",
  },
  {
    name: "a member that does not say what it holds stays",
    before: ["UNREVOKED_PARTITIONS", 2, { 0: 2 }, { 1: 2 }],
    target: [0],
    targetEpoch: 3,
    owned: null,
    after: "same",
  },
  {
    name: "a member that gave up goes to the target's epoch",
    before: ["UNREVOKED_PARTITIONS", 2, { 0: 2 }, { 1: 2 }],
    target: [0],
    targetEpoch: 4,
    owned: [0],
    after: ["STABLE", 4, { 0: 2 }, {}],
  },
  {
    name: "a member may have back what it has just given up",
    before: ["UNREVOKED_PARTITIONS", 2, { 0: 2 }, { 1: 2 }],
    target: [0, 1],
    targetEpoch: 4,
    owned: [0],
    taken: [1],
    after: ["STABLE", 4, { 0: 2, 1: 4 }, {}],
  },
  {
    name: "a member that gave up has to give up more when the target moved on",
    before: ["UNREVOKED_PARTITIONS", 2, { 0: 2 }, { 1: 2 }],
    target: [],
    targetEpoch: 4,
    owned: [0],
    after: ["UNREVOKED_PARTITIONS", 2, {}, { 0: 2 }],
  },
  {
    name: "a topic that is no longer read is taken at once, also while the target lags",
    before: ["STABLE", 3, { 0: 2 }, {}],
    target: [0],
    targetEpoch: 3,
    owned: null,
    unsubscribed: true,
    after: ["UNREVOKED_PARTITIONS", 3, {}, { 0: 2 }],
  },
];

const held = (partitions: Held) =>
  new Map(
    Object.keys(partitions).length === 0
      ? []
      : [["t", new Map(Object.entries(partitions).map(([index, epoch]) => [Number(index), epoch]))]],
  );

for (const { name, before, target, targetEpoch, owned, taken = [], unsubscribed = false, after } of CASES) {
  test(`Reconciliation: ${name}`, () => {
    const [phase, epoch, assigned, revoking] = before;
    const member = { ...newMember("m"), phase, epoch, assigned: held(assigned), revoking: held(revoking) };
    const result = reconcile(member, {
      target: new Map([["t", new Set(target)]]),
      targetEpoch,
      subscribed: new Set(unsubscribed ? [] : ["t"]),
      subscriptionChanged: unsubscribed,
      owned: owned === null ? null : [{ topicId: "t", partitions: owned }],
      isFree: (_, index) => !taken.includes(index),
    });
    if (after === "same") return assert.equal(result, member);
    assert.deepEqual([result.phase, result.epoch], after.slice(0, 2));
    assert.deepEqual([result.assigned, result.revoking], [held(after[2]), held(after[3])]);
    assert.equal(result.previousEpoch, epoch);
  });
}

// The assignors of consumer groups: balance, stickiness, ranges. Pure functions.
import assert from "node:assert/strict";
import type { AssignorInput, AssignorMember, AssignorOutput } from "../../embedded/groups/assignor.ts";
import { ASSIGNORS } from "../../embedded/groups/assignors.ts";
import { test } from "../harness.ts";

interface Wish {
  readonly topics: readonly string[];
  readonly current?: Readonly<Record<string, readonly number[]>>;
  readonly instanceId?: string;
}

function input(sizes: Readonly<Record<string, number>>, wishes: Readonly<Record<string, Wish>>): AssignorInput {
  const members = Object.entries(wishes).map(([id, { topics, current = {}, instanceId = null }]): AssignorMember => ({
    id,
    instanceId,
    topics: new Set(topics),
    current: new Map(Object.entries(current).map(([topic, indexes]) => [topic, new Set(indexes)])),
  }));
  return { members, partitions: new Map(Object.entries(sizes)) };
}

function plain(output: AssignorOutput): Record<string, Record<string, number[]>> {
  const sorted = (partitions: Set<number>) => [...partitions].sort((a, b) => a - b);
  return Object.fromEntries([...output].map(([id, topics]) => {
    return [id, Object.fromEntries([...topics].sort().map(([topic, partitions]) => [topic, sorted(partitions)]))];
  }));
}

/** Each partition of each subscribed topic has one owner, who subscribes to the topic. */
function assertComplete({ members, partitions }: AssignorInput, output: AssignorOutput): void {
  const owners = new Map<string, string>();
  for (const [id, topics] of output) {
    for (const [topic, indexes] of topics) {
      assert.ok(members.find((member) => member.id === id)?.topics.has(topic), `${id} does not read ${topic}`);
      for (const index of indexes) {
        assert.ok(index < (partitions.get(topic) ?? 0), `${topic}-${index} is not there`);
        assert.equal(owners.get(`${topic}-${index}`), undefined, `${topic}-${index} has two owners`);
        owners.set(`${topic}-${index}`, id);
      }
    }
  }
  for (const [topic, count] of partitions) {
    const read = members.some(({ topics }) => topics.has(topic));
    for (let index = 0; index < count; index++) assert.equal(owners.has(`${topic}-${index}`), read);
  }
}

const CASES: readonly {
  readonly name: string;
  readonly assignor: "uniform" | "range";
  readonly sizes: Readonly<Record<string, number>>;
  readonly wishes: Readonly<Record<string, Wish>>;
  readonly expected: Record<string, Record<string, number[]>>;
}[] = [
  {
    name: "uniform gives one member everything",
    assignor: "uniform",
    sizes: { a: 3 },
    wishes: { m1: { topics: ["a"] } },
    expected: { m1: { a: [0, 1, 2] } },
  },
  {
    name: "uniform gives new members runs",
    assignor: "uniform",
    sizes: { a: 5, b: 2 },
    wishes: { m1: { topics: ["a", "b"] }, m2: { topics: ["a", "b"] } },
    expected: { m1: { a: [0, 1, 2, 3] }, m2: { a: [4], b: [0, 1] } },
  },
  {
    name: "uniform takes from the member that has too much, and no more than it must",
    assignor: "uniform",
    sizes: { a: 4 },
    wishes: { m1: { topics: ["a"], current: { a: [0, 1, 2, 3] } }, m2: { topics: ["a"] } },
    expected: { m1: { a: [0, 1] }, m2: { a: [2, 3] } },
  },
  {
    name: "uniform leaves the odd partition where it is",
    assignor: "uniform",
    sizes: { a: 3 },
    wishes: { m1: { topics: ["a"], current: { a: [0] } }, m2: { topics: ["a"], current: { a: [1, 2] } } },
    expected: { m1: { a: [0] }, m2: { a: [1, 2] } },
  },
  {
    name: "uniform gives the partitions of a member that left to those with the least",
    assignor: "uniform",
    sizes: { a: 6 },
    wishes: { m1: { topics: ["a"], current: { a: [0, 1] } }, m2: { topics: ["a"], current: { a: [2, 3] } } },
    expected: { m1: { a: [0, 1, 4] }, m2: { a: [2, 3, 5] } },
  },
  {
    name: "uniform forgets partitions that are gone and topics that are not read",
    assignor: "uniform",
    sizes: { a: 2 },
    wishes: { m1: { topics: ["a"], current: { a: [0, 1, 2], b: [0] } } },
    expected: { m1: { a: [0, 1] } },
  },
  {
    name: "uniform leaves members without partitions when there are too few",
    assignor: "uniform",
    sizes: { a: 1 },
    wishes: { m1: { topics: ["a"] }, m2: { topics: ["a"] } },
    expected: { m1: { a: [0] }, m2: {} },
  },
  {
    name: "uniform balances members with different topics",
    assignor: "uniform",
    sizes: { a: 4, b: 2 },
    wishes: { m1: { topics: ["a", "b"], current: { a: [0, 1, 2, 3], b: [0, 1] } }, m2: { topics: ["a"] } },
    expected: { m1: { a: [0], b: [0, 1] }, m2: { a: [1, 2, 3] } },
  },
  {
    name: "range gives the first members one more, topic by topic",
    assignor: "range",
    sizes: { a: 5, b: 5 },
    wishes: { m2: { topics: ["a", "b"] }, m1: { topics: ["a", "b"] } },
    expected: { m1: { a: [0, 1, 2], b: [0, 1, 2] }, m2: { a: [3, 4], b: [3, 4] } },
  },
  {
    name: "range puts static members first, by their names",
    assignor: "range",
    sizes: { a: 3 },
    wishes: { m1: { topics: ["a"] }, m2: { topics: ["a"], instanceId: "y" }, m3: { topics: ["a"], instanceId: "x" } },
    expected: { m3: { a: [0] }, m2: { a: [1] }, m1: { a: [2] } },
  },
  {
    name: "range looks at the readers of each topic alone",
    assignor: "range",
    sizes: { a: 2, b: 2 },
    wishes: { m1: { topics: ["a"] }, m2: { topics: ["a", "b"] } },
    expected: { m1: { a: [0] }, m2: { a: [1], b: [0, 1] } },
  },
];

for (const { name, assignor, sizes, wishes, expected } of CASES) {
  test(`Assignor: ${name}`, () => {
    const given = input(sizes, wishes);
    const output = ASSIGNORS[assignor](given);
    assertComplete(given, output);
    assert.deepEqual(plain(output), expected);
  });
}

/** Numbers that look like chance and are the same everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor(state / 65_536) % below;
  };
}

test("Assignor: uniform stays complete, even and sticky while members come and go", () => {
  const next = numbers(7);
  for (let round = 0; round < 40; round++) {
    const sizes = { a: next(9), b: next(9) };
    const mixed = round % 2 === 1;
    let current: AssignorOutput = new Map();
    for (let step = 0; step < 5; step++) {
      const count = 1 + next(5);
      const wishes = Object.fromEntries(Array.from({ length: count }, (_, n): [string, Wish] => {
        const topics = mixed && n % 2 === 1 ? ["a"] : ["a", "b"];
        return [`m${n}`, { topics, current: plain(current)[`m${n}`] }];
      }));
      const given = input(sizes, wishes);
      current = ASSIGNORS.uniform(given);
      assertComplete(given, current);
      const loads = [...current.values()].map((topics) => [...topics.values()].reduce((sum, one) => sum + one.size, 0));
      if (!mixed) assert.ok(Math.max(...loads) - Math.min(...loads) <= 1, `uneven: ${loads}`);
      const again = ASSIGNORS.uniform(input(sizes, withCurrent(wishes, current)));
      assert.deepEqual(plain(again), plain(current), "what is even stays");
    }
  }
});

function withCurrent(wishes: Readonly<Record<string, Wish>>, current: AssignorOutput): Record<string, Wish> {
  const now = plain(current);
  return Object.fromEntries(Object.entries(wishes).map(([id, wish]) => [id, { ...wish, current: now[id] }]));
}

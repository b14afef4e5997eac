// Spreads partitions evenly over members and leaves with each what it has, as far as that goes. Members with the same
// topics differ by one partition at most; with different topics moves go on while they make it more even. Called by way
// of assignors.ts.
import type { AssignorInput, AssignorMember, AssignorOutput } from "./assignor.ts";

/** Rounds of balancing at most: each makes it more even, the later ones hardly. */
const MOST_ROUNDS = 16;

/** Assigns uniformly. */
export function assignUniformly(input: AssignorInput): AssignorOutput {
  const plan = new Plan(input);
  plan.keepCurrent();
  if (plan.homogeneous) plan.fillToQuota(plan.cutToQuota());
  else {
    plan.assignRest();
    plan.balance();
  }
  return plan.assignment;
}

class Plan {
  readonly assignment: AssignorOutput = new Map();
  readonly homogeneous: boolean;
  readonly #members: readonly AssignorMember[];
  readonly #partitions: ReadonlyMap<string, number>;
  readonly #loads = new Map<string, number>();
  /** Ids of subscribers by topic. */
  readonly #readers = new Map<string, string[]>();

  constructor({ members, partitions }: AssignorInput) {
    this.#members = members;
    this.#partitions = partitions;
    this.homogeneous = members.every(({ topics }) => sameSet(topics, members[0].topics));
    for (const { id, topics } of members) {
      this.assignment.set(id, new Map());
      this.#loads.set(id, 0);
      for (const topicId of topics) {
        const readers = this.#readers.get(topicId);
        if (readers === undefined) this.#readers.set(topicId, [id]);
        else readers.push(id);
      }
    }
  }

  /** Each member keeps what it had of the topics that it still reads. */
  keepCurrent(): void {
    for (const { id, topics, current } of this.#members) {
      for (const [topicId, partitions] of current) {
        const count = topics.has(topicId) ? this.#partitions.get(topicId) ?? 0 : 0;
        for (const index of partitions) if (index < count) this.#give(id, topicId, index);
      }
    }
  }

  /** Takes what is above the fair share and gives the shares; some are one larger where it does not come out even. */
  cutToQuota(): ReadonlyMap<string, number> {
    const total = [...this.#readers.keys()].reduce((sum, topicId) => sum + (this.#partitions.get(topicId) ?? 0), 0);
    const share = Math.floor(total / this.#members.length);
    let extras = total % this.#members.length;
    const quotas = new Map<string, number>();
    // Who already has one more keeps it.
    const richestFirst = [...this.#members].sort((a, b) =>
      Number(this.#load(b.id) > share) - Number(this.#load(a.id) > share)
    );
    for (const { id } of richestFirst) {
      const quota = extras-- > 0 ? share + 1 : share;
      quotas.set(id, quota);
      this.#cut(id, quota);
    }
    return quotas;
  }

  /** Gives each member, one after the other, of what nobody has. */
  fillToQuota(quotas: ReadonlyMap<string, number>): void {
    const rest = [...this.#readers.keys()].flatMap((topicId) =>
      this.#unassigned(topicId).map((index) => ({ topicId, index }))
    );
    let next = 0;
    for (const { id } of this.#members) {
      for (let room = (quotas.get(id) ?? 0) - this.#load(id); room > 0 && next < rest.length; room--) {
        const { topicId, index } = rest[next++];
        this.#give(id, topicId, index);
      }
    }
  }

  /** Gives what nobody has to the readers with the least; topics with few readers first. */
  assignRest(): void {
    for (const topicId of this.#topicsInOrder()) {
      for (const index of this.#unassigned(topicId)) this.#give(this.#extreme(topicId, -1), topicId, index);
    }
  }

  #unassigned(topicId: string): number[] {
    const taken = new Set<number>();
    for (const topics of this.assignment.values()) for (const index of topics.get(topicId) ?? []) taken.add(index);
    const all = Array.from({ length: this.#partitions.get(topicId) ?? 0 }, (_, index) => index);
    return all.filter((index) => !taken.has(index));
  }

  /** Moves partitions from readers with much to readers with little while that makes it more even. */
  balance(): void {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let moved = false;
      for (const topicId of this.#topicsInOrder()) moved = this.#balanceTopic(topicId) || moved;
      if (!moved) return;
    }
  }

  #balanceTopic(topicId: string): boolean {
    for (let moved = false;; moved = true) {
      const to = this.#extreme(topicId, -1);
      const from = this.#extreme(topicId, 1, (id) => (this.assignment.get(id)?.get(topicId)?.size ?? 0) > 0);
      if (from === "" || this.#load(from) - this.#load(to) <= 1) return moved;
      const [index] = [...this.assignment.get(from)?.get(topicId) ?? []].slice(-1);
      this.#take(from, topicId, index);
      this.#give(to, topicId, index);
    }
  }

  /** The reader with the most (1) or the least (-1); the first of equals. */
  #extreme(topicId: string, sign: 1 | -1, fits: (id: string) => boolean = () => true): string {
    let best = "";
    for (const id of this.#readers.get(topicId) ?? []) {
      if (fits(id) && (best === "" || (this.#load(id) - this.#load(best)) * sign > 0)) best = id;
    }
    return best;
  }

  /** Many partitions for each reader first, then few readers, then by id. */
  #topicsInOrder(): string[] {
    const readers = (topicId: string) => this.#readers.get(topicId)?.length ?? 1;
    const density = (topicId: string) => (this.#partitions.get(topicId) ?? 0) / readers(topicId);
    return [...this.#readers.keys()].sort((a, b) => {
      return density(b) - density(a) || readers(a) - readers(b) || (a < b ? -1 : 1);
    });
  }

  #cut(id: string, quota: number): void {
    for (const [topicId, partitions] of [...this.assignment.get(id) ?? []].reverse()) {
      for (const index of [...partitions].reverse()) if (this.#load(id) > quota) this.#take(id, topicId, index);
    }
  }

  #load(id: string): number {
    return this.#loads.get(id) ?? 0;
  }

  #give(id: string, topicId: string, index: number): void {
    const topics = this.assignment.get(id);
    const partitions = topics?.get(topicId) ?? new Set();
    topics?.set(topicId, partitions);
    partitions.add(index);
    this.#loads.set(id, this.#load(id) + 1);
  }

  #take(id: string, topicId: string, index: number): void {
    const topics = this.assignment.get(id);
    const partitions = topics?.get(topicId);
    partitions?.delete(index);
    if (partitions?.size === 0) topics?.delete(topicId);
    this.#loads.set(id, this.#load(id) - 1);
  }
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

// The states of a classic group and which may follow which. Used by classic_group.ts; nothing in it changes anything.

/** State of a classic group. */
export type ClassicPhase =
  /** No members; offsets may be there. */
  | { readonly name: "Empty" }
  /** Members are awaited. `initial`: the group was empty, and waits a while for more of them. */
  | { readonly name: "PreparingRebalance"; readonly initial: boolean; newMemberAdded: boolean }
  /** All have joined; the leader's assignment is awaited. `unsynced`: who has not asked for it yet. */
  | { readonly name: "CompletingRebalance"; readonly unsynced: Set<string> }
  /** Everyone may have an assignment. */
  | { readonly name: "Stable"; readonly unsynced: Set<string> }
  /** Deleted, replaced, or the cluster is closed. */
  | { readonly name: "Dead" };

/** Kafka's name of a state. */
export type ClassicStateName = ClassicPhase["name"];

const BEFORE: Readonly<Record<ClassicStateName, readonly ClassicStateName[]>> = {
  Empty: ["PreparingRebalance"],
  PreparingRebalance: ["Stable", "CompletingRebalance", "Empty"],
  CompletingRebalance: ["PreparingRebalance"],
  Stable: ["CompletingRebalance"],
  Dead: ["Empty", "PreparingRebalance", "CompletingRebalance", "Stable", "Dead"],
};

/** Whether a group may go from one state to the other. */
export function mayFollow(from: ClassicStateName, to: ClassicStateName): boolean {
  return BEFORE[to].includes(from);
}

/** Who has not asked for the assignment yet. */
export function unsyncedOf(phase: ClassicPhase): Set<string> {
  return "unsynced" in phase ? phase.unsynced : new Set();
}

// Draws faults while a run goes on: each kind at its own moments from its own stream of chance, so that one less leaves
// the others where they were. It undoes everything when the faults end. Made by simulate.ts.
import type { History } from "../checker/history.ts";
import type { VirtualClock } from "../clock.ts";
import type { EventLog } from "../event_log.ts";
import type { SeededRandom } from "../random.ts";
import { FAULT_KINDS, type FaultPlan } from "./chaos.ts";
import type { FaultContext, FaultKind } from "./fault.ts";

/** What all faults share. */
export type FaultSurroundings = Omit<FaultContext, "random" | "undo" | "excuse" | "track">;

/** What a schedule is made of. */
export interface ScheduleParts {
  /** What faults strike. */
  readonly surroundings: () => FaultSurroundings;
  /** Time. */
  readonly clock: VirtualClock;
  /** Where strikes are noted. */
  readonly history: History;
  /** Where strikes are told. */
  readonly log: EventLog;
  /** Chance; each fault has a fork of it. */
  readonly random: SeededRandom;
  /** Owns what runs in the background. */
  readonly track: (promise: Promise<unknown>) => void;
}

const SECOND = 1000;
const MILLION = 1_000_000;

/** The faults of one run. */
export class FaultSchedule {
  readonly #plan: FaultPlan;
  readonly #parts: ScheduleParts;
  readonly #undo = new Set<() => void>();
  readonly #cancel = new Set<() => void>();
  #over = false;

  /** Nothing strikes before `start`. */
  constructor(plan: FaultPlan, parts: ScheduleParts) {
    this.#plan = plan;
    this.#parts = parts;
  }

  /** Faults strike from now on, for as long as the plan says. */
  start(): void {
    for (const { name, chance } of this.#plan.faults) {
      const kind = FAULT_KINDS.find((one) => one.name === name);
      if (kind === undefined) continue;
      const random = this.#parts.random.fork(kind.name);
      this.#drawSecond({ kind, chance: Math.round(chance * MILLION), random, left: this.#plan.durationMs });
    }
  }

  /** No fault strikes any more, and what they did is undone. */
  calm(): void {
    if (this.#over) return;
    this.#over = true;
    for (const cancel of this.#cancel) cancel();
    for (const undo of [...this.#undo]) undo();
    this.#parts.log.add("the faults are over");
  }

  /** Draws whether, and when, a fault strikes in the second that begins; always two draws. */
  #drawSecond(one: { kind: FaultKind; chance: number; random: SeededRandom; left: number }): void {
    const { kind, chance, random, left } = one;
    if (left <= 0) return;
    const strikes = random.int(MILLION) < chance;
    const at = random.int(SECOND);
    if (strikes && at < left) this.#later(at, () => this.#strike(kind, random));
    this.#later(SECOND, () => this.#drawSecond({ ...one, left: left - SECOND }));
  }

  #later(ms: number, fn: () => void): void {
    const cancel = this.#parts.clock.after(ms, () => {
      this.#cancel.delete(cancel);
      fn();
    });
    this.#cancel.add(cancel);
  }

  #strike(kind: FaultKind, random: SeededRandom): void {
    const { history, log, surroundings, track } = this.#parts;
    // A fork for each strike: how many numbers it takes is its own affair.
    const own = random.fork(`${random.int(MILLION)}`);
    const said = kind.strike({
      ...surroundings(),
      random: own,
      undo: (ms, undo) => this.#undoLater(ms, undo),
      excuse: (place, what) => history.excuse(place, what),
      track,
    });
    if (said === null) return;
    history.struck(kind);
    log.add(`FAULT ${kind.name}:`, said);
  }

  #undoLater(ms: number, undo: () => void): void {
    const once = () => {
      cancel();
      if (this.#undo.delete(once)) undo();
    };
    this.#undo.add(once);
    const cancel = this.#parts.clock.after(ms, once);
  }
}

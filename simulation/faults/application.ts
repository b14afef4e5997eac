// Faults of hosts and of the application: clocks that jump, callbacks that block, readers that dawdle, calls that are
// aborted, objects that are closed in the middle.
import { type FaultKind, oneOf } from "./fault.ts";

/** Hosts and applications. */
export const APPLICATION_FAULTS: readonly FaultKind[] = [
  {
    name: "clock jump",
    chance: 0.05,
    strike: ({ hosts, random }) => {
      const [name, clock] = oneOf(random, [...hosts]);
      // Brokers refuse records that are more than an hour ahead of them.
      const most = oneOf(random, [1000, 100_000, 1_700_000]);
      const ms = random.int(2 * most) - most;
      clock.jump(ms);
      return `the wall clock of ${name} is now ${ms} ms ahead`;
    },
  },
  {
    name: "slow consumer",
    chance: 0.05,
    strike: ({ application, random, undo }) => {
      const each = 1 + random.int(40);
      const ms = 200 + random.int(2000);
      application.readMs = each;
      undo(ms, () => application.readMs = 0);
      return `${each} ms for each record or batch, for ${ms} ms`;
    },
  },
  {
    name: "slow callback",
    chance: 0.04,
    strike: ({ application, random, undo }) => {
      const each = 1 + random.int(30);
      const ms = 100 + random.int(500);
      application.busyMs = each;
      undo(ms, () => application.busyMs = 0);
      return `each holds the program up for ${each} ms, for ${ms} ms`;
    },
  },
  {
    name: "program held up",
    chance: 0.03,
    strike: ({ clock, random }) => {
      const ms = 10 + random.int(1500);
      clock.stall(ms);
      return `for ${ms} ms`;
    },
  },
  {
    name: "signal aborted",
    chance: 0.2,
    strike: ({ application, random }) => application.abortOne(random) ? "one call" : null,
  },
  {
    name: "closed at any moment",
    chance: 0.04,
    strike: ({ application, random }) => application.closeOne(random),
  },
];

// Faults of links and connections.
import type { Direction } from "../../transports/memory.ts";
import { anyBroker, type FaultContext, type FaultKind, oneOf } from "./fault.ts";
import { imposed } from "./shapes.ts";

const DIRECTIONS: readonly Direction[] = ["toServer", "toClient"];

/** Lets one connection break after some more bytes. */
function breakOne(context: FaultContext, how: "reset" | "stall" | "vanish"): string | null {
  const { network, random } = context;
  const bytes = random.int(random.int(2) === 0 ? 40 : 4000);
  const direction = oneOf(random, DIRECTIONS);
  const open = network.connections();
  const chosen = open[random.int(Math.max(1, open.length))];
  if (chosen === undefined) return null;
  network.breakAfter(chosen, { direction, bytes, how });
  return `${how} connection ${chosen.id} to ${chosen.address} after ${bytes} bytes ${direction}`;
}

/** Connections break, links are slow, cut or dead. */
export const LINK_FAULTS: readonly FaultKind[] = [
  { name: "connection reset", chance: 0.15, strike: (context) => breakOne(context, "reset") },
  {
    name: "connection stalled",
    chance: 0.05,
    strike: (context) => {
      const ms = 200 + context.random.int(4000);
      const done = breakOne(context, "stall");
      if (done !== null) context.undo(ms, () => context.network.release());
      return done;
    },
  },
  { name: "half-open connection", chance: 0.05, strike: (context) => breakOne(context, "vanish") },
  {
    name: "all connections reset",
    chance: 0.05,
    strike: (context) => {
      const broker = anyBroker(context);
      return `${context.network.reset({ broker })} connections to broker ${broker}`;
    },
  },
  imposed("black hole", {
    chance: 0.06,
    draw: (random) => {
      const hold = oneOf(random, ["both", ...DIRECTIONS] as const);
      return { settings: { hold }, said: hold };
    },
    leastMs: 100,
    moreMs: 4000,
  }),
  {
    name: "partition",
    chance: 0.05,
    strike: (context) => {
      const { network, random, clients, undo } = context;
      const broker = anyBroker(context);
      const client = oneOf(random, clients);
      const oneWay = random.int(2) === 0;
      const ms = 100 + random.int(4000);
      undo(ms, network.partition(client, broker, { oneWay }));
      return `${client} from broker ${broker}${oneWay ? ", one way" : ""}, for ${ms} ms`;
    },
  },
  imposed("slow link", {
    chance: 0.08,
    draw: (random) => {
      const bytesPerMs = 1 + random.int(20);
      return { settings: { bytesPerMs }, said: `${bytesPerMs} bytes a ms` };
    },
    leastMs: 200,
    moreMs: 3000,
  }),
  imposed("long way", {
    chance: 0.06,
    draw: (random) => {
      const latencyMs = 50 + random.int(500);
      return { settings: { latencyMs }, said: `${latencyMs} ms each way` };
    },
    leastMs: 200,
    moreMs: 2000,
  }),
  {
    name: "connections refused",
    chance: 0.04,
    strike: (context) => {
      const { network, random, undo } = context;
      const broker = anyBroker(context);
      const ms = 100 + random.int(2000);
      undo(ms, network.impose({ broker }, { refuse: true }));
      network.reset({ broker });
      return `broker ${broker} for ${ms} ms`;
    },
  },
];

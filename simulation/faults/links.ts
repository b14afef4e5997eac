// Faults of links and connections.
import type { Direction } from "../../transports/memory.ts";
import { anyBroker, type FaultContext, type FaultKind, oneOf } from "./fault.ts";

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
  {
    name: "black hole",
    chance: 0.06,
    strike: (context) => {
      const { network, random, undo } = context;
      const broker = anyBroker(context);
      const hold = oneOf(random, ["both", ...DIRECTIONS] as const);
      const ms = 100 + random.int(4000);
      undo(ms, network.impose({ broker }, { hold }));
      return `broker ${broker}, ${hold}, for ${ms} ms`;
    },
  },
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
  {
    name: "slow link",
    chance: 0.08,
    strike: (context) => {
      const { network, random, undo } = context;
      const broker = anyBroker(context);
      const bytesPerMs = 1 + random.int(20);
      const ms = 200 + random.int(3000);
      undo(ms, network.impose({ broker }, { bytesPerMs }));
      return `broker ${broker}, ${bytesPerMs} bytes a ms, for ${ms} ms`;
    },
  },
  {
    name: "long way",
    chance: 0.06,
    strike: (context) => {
      const { network, random, undo } = context;
      const broker = anyBroker(context);
      const latencyMs = 50 + random.int(500);
      const ms = 200 + random.int(2000);
      undo(ms, network.impose({ broker }, { latencyMs }));
      return `broker ${broker}, ${latencyMs} ms each way, for ${ms} ms`;
    },
  },
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
